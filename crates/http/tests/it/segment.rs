//! Segments over a real store: what was posted before the question is in the answer.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{START, burger, burgers, check, with};

/// Members found, of so many, and what they have paid.
#[track_caller]
fn count(server: &TestServer, when: Value) -> (u64, u64, String) {
    let answer = server.post("/v1/segments/preview", &json!({"when": when}));
    check(&answer, 200, "");
    let number = |of: &str| answer.body[of]["members"].as_u64().unwrap();
    let revenue = answer.body["found"]["revenue"].as_str().unwrap();
    (number("found"), number("base"), revenue.to_owned())
}

fn bought() -> Value {
    json!({"purchases": {"within": "30d", "where": {"sku": "burger"}}})
}

fn later(server: &TestServer, minutes: i64) {
    server.clock.advance_ms(minutes * 60_000);
}

#[test]
fn the_answer_holds_everything_posted_before() {
    let server = burgers();
    assert_eq!(count(&server, bought()), (0, 1, "0.00".to_owned()));
    let paid = server.post("/v1/purchases", &with(burger(), json!({"id": "r-1"})));
    check(&paid, 201, "");
    later(&server, 1);
    assert_eq!(count(&server, bought()), (1, 1, "400.00".to_owned()));

    let joined = server.post(
        "/v1/members",
        &json!({"external_id": "bob", "city": "Казань"}),
    );
    check(&joined, 201, "");
    let kazan = json!({"member.city": "Казань"});
    assert_eq!(count(&server, kazan.clone()), (1, 2, "0.00".to_owned()));
    let moved = server.send(
        "PATCH",
        "/v1/members/ext:bob",
        "application/json",
        json!({"city": "Пермь"}).to_string().as_bytes(),
        &[],
    );
    check(&moved, 200, "");
    assert_eq!(count(&server, kazan), (0, 2, "0.00".to_owned()));

    let back = json!({"id": "ret-1", "lines": [{"line": 1, "quantity": "1"}]});
    check(
        &server.post("/v1/purchases/ext:r-1/returns", &back),
        201,
        "",
    );
    assert_eq!(count(&server, bought()), (0, 2, "0.00".to_owned()));
    // Where bob's store is, and so where he shops, may be told later.
    let in_kazan = json!({"purchases": {"within": "30d", "where": {"city": "Казань"}}});
    let purchase = json!({"id": "r-2", "member": {"external_id": "bob"}, "store": "kazan-1",
        "lines": [{"line": 1, "sku": "cola", "price": "100.00"}]});
    check(&server.post("/v1/purchases", &purchase), 201, "");
    later(&server, 1);
    assert_eq!(count(&server, in_kazan.clone()).0, 0);
    let place = json!({"city": "Казань"}).to_string();
    let put = server.send(
        "PUT",
        "/v1/stores/kazan-1",
        "application/json",
        place.as_bytes(),
        &[],
    );
    check(&put, 200, "");
    assert_eq!(count(&server, in_kazan), (1, 2, "100.00".to_owned()));
}

#[test]
fn a_question_is_as_of_its_instant() {
    let server = burgers();
    check(
        &server.post("/v1/purchases", &with(burger(), json!({"id": "r-1"}))),
        201,
        "",
    );
    later(&server, 5);
    let as_of = |at: &str| {
        server.post(
            "/v1/segments/preview",
            &json!({"when": bought(), "as_of": at}),
        )
    };
    let before = as_of(START);
    assert_eq!(before.body["found"]["members"], 0, "{}", before.text);
    let after = as_of("2026-03-10T12:01:00+03:00");
    assert_eq!(after.body["found"]["members"], 1, "{}", after.text);
    assert_eq!(after.body["as_of"], "2026-03-10T12:01:00+03:00");
    let earlier = as_of("2026-03-09T12:00:00+03:00");
    assert_eq!(earlier.body["base"]["members"], 0, "{}", earlier.text);
    assert_eq!(earlier.body["share"], Value::Null);
    check(&as_of("2026-03-11T12:00:00+03:00"), 422, "invalid");
}

#[test]
fn what_is_wrong_is_told_where_it_stands() {
    let server = burgers();
    let pointers = |when: Value| -> Vec<String> {
        let answer = server.post("/v1/segments/preview", &json!({"when": when}));
        check(&answer, 422, "invalid");
        let errors = answer.body["errors"].as_array().unwrap().iter();
        errors
            .map(|error| error["pointer"].as_str().unwrap().to_owned())
            .collect()
    };
    let twice =
        json!({"any": [{"purchases": {"count": {"gte": 1}}}, {"balance.stars": {"gte": 5}}]});
    assert_eq!(
        pointers(twice),
        ["/when/any/0/purchases", "/when/any/1/balance.stars"]
    );
    assert_eq!(
        pointers(json!({"basket.total": {"gte": 5}})),
        ["/when/basket.total"]
    );
    assert_eq!(pointers(json!({"segment": "nobody"})), ["/when/segment"]);
    let overlap = server.post("/v1/segments/overlap", &json!({"of": [bought()]}));
    check(&overlap, 422, "invalid");
    let stamps = server.post("/v1/segments/preview", &json!({"when": {"stage": "lost"}}));
    assert_eq!(
        stamps.body["without_figure"],
        json!(["stage"]),
        "{}",
        stamps.text
    );
}
