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

#[test]
fn goods_are_kept_with_what_the_catalogue_says_of_them() {
    let server = burgers();
    let burger_of_beef = json!({"category": ["beef"], "brand": "Farm", "price": "400"});
    let put = server.send(
        "PUT",
        "/v1/products/burger",
        "application/json",
        burger_of_beef.to_string().as_bytes(),
        &[],
    );
    check(&put, 200, "");
    for priced in ["here", "till"] {
        let sale = json!({"id": format!("r-{priced}"), "priced": priced,
            "member": {"external_id": "ann"}, "lines": [{"line": 1, "sku": "burger", "price": "400"}]});
        check(&server.post("/v1/purchases", &sale), 201, "");
    }
    later(&server, 1);
    for filter in [json!({"category": "beef"}), json!({"brand": "Farm"})] {
        let twice = json!({"purchases": {"within": "30d", "where": filter, "count": {"gte": 2}}});
        assert_eq!(count(&server, twice).0, 1);
    }
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

fn call(server: &TestServer, method: &str, path: &str, body: &Value) -> regulars_testkit::Answer {
    let body = body.to_string();
    server.send(method, path, "application/json", body.as_bytes(), &[])
}

/// Saves a segment under an id.
#[track_caller]
fn save(server: &TestServer, id: &str, kind: &str, when: Value) {
    let body = json!({"id": id, "name": {"en": id}, "kind": kind, "when": when});
    check(&server.post("/v1/segments", &body), 201, "");
}

fn with_ann_and_bob() -> TestServer {
    let server = burgers();
    for (id, city) in [("bob", "Казань"), ("eve", "Пермь")] {
        let body = json!({"external_id": id, "city": city});
        check(&server.post("/v1/members", &body), 201, "");
    }
    later(&server, 1);
    server
}

fn is(segment: &str) -> Value {
    json!({"segment": segment})
}

#[test]
fn a_saved_segment_stands_in_conditions_and_a_frozen_one_keeps_its_members() {
    let server = with_ann_and_bob();
    let kazan = json!({"member.city": "Казань"});
    save(&server, "kazan", "dynamic", kazan.clone());
    save(&server, "then", "frozen", kazan);
    save(&server, "others", "dynamic", json!({"not": is("then")}));
    let members = |of: &str| count(&server, is(of)).0;
    assert_eq!(
        (members("kazan"), members("then"), members("others")),
        (1, 1, 2)
    );
    let moved = json!({"city": "Пермь"});
    check(
        &call(&server, "PATCH", "/v1/members/ext:bob", &moved),
        200,
        "",
    );
    assert_eq!(
        (members("kazan"), members("then"), members("others")),
        (0, 1, 2)
    );
    let read = server.get("/v1/segments/then");
    check(&read, 200, "");
    assert_eq!(read.body["count"]["found"]["members"], 1);
    assert_eq!(read.body["count"]["sentence"], "city: Казань");
    assert_eq!(read.body["used_by"], json!(["others"]));
    // Another name leaves the members alone, another condition takes them anew.
    let renamed =
        json!({"name": {"ru": "Тогда"}, "kind": "frozen", "when": {"member.city": "Казань"}});
    check(
        &call(&server, "PUT", "/v1/segments/then", &renamed),
        200,
        "",
    );
    assert_eq!(members("then"), 1);
    let anew = json!({"name": {"ru": "Тогда"}, "kind": "frozen", "when": {"member.city": "Пермь"}});
    check(&call(&server, "PUT", "/v1/segments/then", &anew), 200, "");
    assert_eq!(members("then"), 2);
}

#[test]
fn a_segment_is_never_made_of_itself() {
    let server = with_ann_and_bob();
    save(&server, "a", "dynamic", json!({"member.city": "Казань"}));
    save(
        &server,
        "b",
        "dynamic",
        json!({"any": [is("a"), {"member.city": "Пермь"}]}),
    );
    save(&server, "c", "dynamic", json!({"not": is("b")}));
    let circle = json!({"name": {"en": "a"}, "when": {"all": [is("c")]}});
    let refused = call(&server, "PUT", "/v1/segments/a", &circle);
    check(&refused, 422, "invalid");
    let message = refused.body["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("a → c → b → a"), "{message}");
    let used = call(&server, "DELETE", "/v1/segments/b", &Value::Null);
    check(&used, 409, "segment_in_use");
    check(
        &call(&server, "DELETE", "/v1/segments/c", &Value::Null),
        204,
        "",
    );
    check(
        &call(&server, "DELETE", "/v1/segments/b", &Value::Null),
        204,
        "",
    );
    check(&server.get("/v1/segments/b"), 404, "not_found");
}

#[test]
fn a_segment_is_refused_where_it_is_wrong() {
    let server = with_ann_and_bob();
    let refused = |body: Value, kind: &str, pointer: &str| {
        let answer = server.post("/v1/segments", &body);
        let status = if kind.ends_with("taken") { 409 } else { 422 };
        check(&answer, status, kind);
        let at = answer.body["errors"][0]["pointer"].as_str();
        assert_eq!(at.unwrap_or_default(), pointer, "{body}");
    };
    let name = json!({"en": "Kazan"});
    let when = json!({"member.city": "Казань"});
    let invalid = "invalid";
    refused(json!({"name": {}, "when": when}), invalid, "/name/en");
    refused(
        json!({"id": "A b", "name": name, "when": when}),
        invalid,
        "/id",
    );
    refused(
        json!({"name": name, "when": is("nobody")}),
        invalid,
        "/when/segment",
    );
    refused(
        json!({"name": name, "when": {"all": [{"basket.total": {"gte": 1}}]}}),
        invalid,
        "/when/all/0/basket.total",
    );
    refused(
        json!({"name": name, "when": when, "as_of": START}),
        invalid,
        "/as_of",
    );
    save(&server, "kazan", "dynamic", when.clone());
    refused(
        json!({"id": "kazan", "name": name, "when": when}),
        "segment_taken",
        "",
    );
    let second = server.post("/v1/segments", &json!({"name": name, "when": when}));
    check(&second, 201, "");
    assert_eq!(second.body["id"], "kazan-2");
}

#[test]
fn members_come_in_pages_of_one_instant() {
    let server = with_ann_and_bob();
    save(&server, "all", "dynamic", json!({"member.known": true}));
    let first = server.get("/v1/segments/all/members?limit=2");
    check(&first, 200, "");
    assert_eq!(first.body["items"].as_array().unwrap().len(), 2);
    let next = first.body["next"].as_str().unwrap();
    let rest = server.get(&format!("/v1/segments/all/members?limit=2&cursor={next}"));
    check(&rest, 200, "");
    assert_eq!(rest.body["items"][0]["external_id"], "eve");
    assert_eq!(rest.body["next"], Value::Null);
    check(
        &server.get("/v1/segments/all/members?cursor=x"),
        422,
        "invalid",
    );
}

const NAMING: &str = "\
program: { id: burger-heroes, name: Burger Heroes, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 } }
earn:
  - { id: base, rate: 5% }
  - { id: kazan, when: { saved_segment: kazan }, rate: 10%, combine: max }
  - { id: guests, when: { saved_segment: guests }, rate: 20%, combine: max }
";

/// Publishes a file, and lets it begin to decide.
#[track_caller]
fn publish(server: &TestServer, file: &str, version: u32) -> regulars_testkit::Answer {
    let versions = "/v1/programs/burger-heroes/versions";
    let stored = server.send("POST", versions, "application/yaml", file.as_bytes(), &[]);
    assert!(stored.status < 300, "{}", stored.text);
    let published = server.post(&format!("{versions}/{version}/publish"), &json!({}));
    server.clock.advance_ms(5_000);
    server.run_due();
    published
}

#[test]
fn rules_name_saved_segments_and_keep_them_from_being_dropped() {
    let server = with_ann_and_bob();
    save(
        &server,
        "kazan",
        "dynamic",
        json!({"member.city": "Казань"}),
    );
    let checked = server.send(
        "POST",
        "/v1/programs/check",
        "application/yaml",
        NAMING.as_bytes(),
        &[],
    );
    check(&checked, 200, "");
    let problem = &checked.body["problems"][0];
    assert_eq!(
        problem["path"], "earn[2].when.saved_segment",
        "{}",
        checked.text
    );
    assert_eq!(problem["line"], 7);
    assert_eq!(problem["help"], "there is kazan");
    let refused = publish(&server, NAMING, 2);
    check(&refused, 422, "bad_program");
    assert_eq!(
        refused.body["errors"][0]["pointer"], "/earn/2/when/saved_segment",
        "{}",
        refused.text
    );

    save(&server, "guests", "frozen", json!({"member.city": "Пермь"}));
    check(&publish(&server, NAMING, 2), 200, "");
    let would_earn = |member: &str| {
        let line = json!({"line": 1, "sku": "burger", "price": "400.00"});
        let quote = json!({"member": {"external_id": member}, "lines": [line]});
        let quote = server.post("/v1/quotes", &quote);
        check(&quote, 200, "");
        quote.body["lines"][0]["earned"]["points"].clone()
    };
    assert_eq!(
        [would_earn("ann"), would_earn("bob"), would_earn("eve")],
        ["20", "40", "80"]
    );
    // Both have moved; who was frozen stays.
    for (member, city) in [("bob", "Пермь"), ("eve", "Казань")] {
        let path = format!("/v1/members/ext:{member}");
        check(
            &call(&server, "PATCH", &path, &json!({"city": city})),
            200,
            "",
        );
    }
    later(&server, 1);
    server.run_due();
    assert_eq!([would_earn("bob"), would_earn("eve")], ["20", "80"]);
    let of_eve = server.get("/v1/members/ext:eve/segments");
    assert_eq!(
        of_eve.body["items"].as_array().unwrap().len(),
        2,
        "{}",
        of_eve.text
    );

    let read = server.get("/v1/segments/kazan");
    let named = json!([{"program": "burger-heroes", "version": 2, "paths": ["earn[1].when.saved_segment"]}]);
    assert_eq!(read.body["programs"], named, "{}", read.text);
    let used = call(&server, "DELETE", "/v1/segments/kazan", &Value::Null);
    check(&used, 409, "segment_in_use");
    let detail = used.body["detail"].as_str().unwrap();
    assert!(
        detail.contains("burger-heroes 2: earn[1].when.saved_segment"),
        "{detail}"
    );
    let russian = server.send(
        "DELETE",
        "/v1/segments/kazan",
        "application/json",
        b"",
        &[("accept-language", "ru")],
    );
    crate::caller::check_russian(&russian);
    let without = NAMING.replace("when: { saved_segment: kazan }, ", "");
    check(&publish(&server, &without, 3), 200, "");
    check(
        &call(&server, "DELETE", "/v1/segments/kazan", &Value::Null),
        204,
        "",
    );
}
