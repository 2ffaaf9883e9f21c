//! The same call again, many at once, and calls that cross.

use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{burger, burgers, check, points_of, with};

/// Sends all bodies at once.
fn at_once(server: &TestServer, path: &str, bodies: &[Value]) -> Vec<Answer> {
    std::thread::scope(|scope| {
        let calls: Vec<_> = bodies
            .iter()
            .map(|body| scope.spawn(|| server.post(path, body)))
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    })
}

fn purchase(id: &str, fields: Value) -> Value {
    with(with(burger(), json!({"id": id})), fields)
}

#[test]
fn two_hundred_tills_with_one_card_are_all_answered_and_never_overspend() {
    let server = burgers();
    let redeem = json!({"redeem": {"points": "max"}});
    let bodies: Vec<_> = (0..200)
        .map(|till| purchase(&format!("receipt-{till}"), redeem.clone()))
        .collect();
    let answers = at_once(&server, "/v1/purchases", &bodies);
    let redeemed = |answer: &Answer| -> i64 {
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.body["redeem"]["points"]["granted"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    };
    let earned = |answer: &Answer| -> i64 {
        answer.body["earn"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rule| rule["amount"].as_str().unwrap().parse::<i64>().unwrap())
            .sum()
    };
    let balance = 300
        + answers
            .iter()
            .map(|answer| earned(answer) - redeemed(answer))
            .sum::<i64>();
    assert!(balance >= 0, "{balance}");
    assert_eq!(points_of(&server, "ext:ann"), balance.to_string());
}

#[test]
fn the_same_purchase_ten_times_at_once_posts_once() {
    let server = burgers();
    let answers = at_once(
        &server,
        "/v1/purchases",
        &vec![purchase("receipt-1", json!({})); 10],
    );
    assert!(answers.iter().all(|answer| answer.status == 201));
    let first: Vec<_> = answers
        .iter()
        .filter(|answer| answer.body["replayed"] == false)
        .collect();
    assert_eq!(first.len(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.body["purchase"] == first[0].body["purchase"])
    );
    assert_eq!(points_of(&server, "ext:ann"), "320");
}

#[test]
fn what_is_written_otherwise_is_the_same_and_another_body_is_refused() {
    let server = burgers();
    check(
        &server.post("/v1/purchases", &purchase("receipt-1", json!({}))),
        201,
        "",
    );
    let same = r#"{ "lines": [{"price": 400.0, "sku": "burger", "line": 1}], "id": "receipt-1",
        "coupons": [], "hold": false, "priced": "here", "expect": null, "member": {"card": "2900000000018"} }"#;
    let again = server.send(
        "POST",
        "/v1/purchases",
        "application/json",
        same.as_bytes(),
        &[],
    );
    check(&again, 201, "");
    assert_eq!(again.body["replayed"], true);
    let other = purchase(
        "receipt-1",
        json!({"lines": [{"line": 1, "sku": "burger", "price": "400.01"}]}),
    );
    check(&server.post("/v1/purchases", &other), 422, "key_reused");
    assert_eq!(points_of(&server, "ext:ann"), "320");
}

#[test]
fn a_quote_repeated_never_sees_its_own_hold() {
    let server = burgers();
    let quote = |basket: &str, much: Value| {
        let fields = json!({"basket": basket, "redeem": {"points": much}, "hold": true});
        let answer = server.post("/v1/quotes", &with(burger(), fields));
        check(&answer, 200, "");
        answer
    };
    for _ in 0..3 {
        assert_eq!(
            quote("b-1", json!("max")).body["redeem"]["points"]["granted"],
            "200"
        );
    }
    let other = quote("b-2", json!("max"));
    assert_eq!(other.body["redeem"]["points"]["granted"], "100");
    assert_eq!(other.body["redeem"]["points"]["spendable"], "100");
    assert_eq!(
        server
            .delete(&format!(
                "/v1/quotes/{}",
                other.body["quote"].as_str().unwrap()
            ))
            .status,
        204
    );
    assert_eq!(
        quote("b-3", json!("50")).body["redeem"]["points"]["granted"],
        "50"
    );
}

#[test]
fn a_purchase_whose_price_changed_is_sent_again_with_what_the_buyer_agreed_to() {
    let server = burgers();
    let body = purchase("receipt-1", json!({"expect": {"to_pay": "350.00"}}));
    let changed = server.post("/v1/purchases", &body);
    check(&changed, 409, "price_changed");
    assert_eq!(changed.body["decision"]["totals"]["to_pay"], "400.00");
    assert_eq!(points_of(&server, "ext:ann"), "300");
    // Nothing was committed, so the id is still free for another body.
    let agreed = purchase(
        "receipt-1",
        json!({"expect": {"to_pay": changed.body["decision"]["totals"]["to_pay"]}}),
    );
    check(&server.post("/v1/purchases", &agreed), 201, "");
    assert_eq!(points_of(&server, "ext:ann"), "320");
}

#[test]
fn a_void_before_its_purchase_leaves_a_tombstone() {
    let server = burgers();
    let void = server.post("/v1/purchases/ext:receipt-1/void", &json!({}));
    check(&void, 200, "");
    assert_eq!(
        (&void.body["state"], &void.body["tombstone"]),
        (&json!("voided"), &json!(true))
    );
    check(
        &server.post("/v1/purchases", &purchase("receipt-1", json!({}))),
        409,
        "voided",
    );
    assert_eq!(points_of(&server, "ext:ann"), "300");
}

#[test]
fn a_voided_purchase_is_never_revived() {
    let server = burgers();
    let body = purchase("receipt-1", json!({"redeem": {"points": "max"}}));
    check(&server.post("/v1/purchases", &body), 201, "");
    let void = server.post("/v1/purchases/ext:receipt-1/void", &json!({}));
    check(&void, 200, "");
    assert_eq!(void.body["restored"]["points"], "200");
    let again = server.post("/v1/purchases/ext:receipt-1/void", &json!({}));
    assert_eq!(again.body["replayed"], true);
    for told in ["refund", "restored", "reversed", "lines", "slip"] {
        assert_eq!(again.body[told], void.body[told], "{told}");
    }
    let repeated = server.post("/v1/purchases", &body);
    check(&repeated, 201, "");
    assert_eq!(
        (&repeated.body["state"], &repeated.body["replayed"]),
        (&json!("voided"), &json!(true))
    );
    assert_eq!(points_of(&server, "ext:ann"), "300");
}

#[test]
fn other_writes_are_repeated_under_their_idempotency_key() {
    let server = burgers();
    let path = "/v1/members/ext:ann/adjustments";
    let give = json!({"points": "50", "reason": "an apology"});
    let first = server.post_keyed(path, "k-1", &give);
    check(&first, 201, "");
    let again = server.post_keyed(
        path,
        "k-1",
        &json!({"reason": "an apology", "points": 50.0}),
    );
    check(&again, 201, "");
    assert_eq!(
        (&again.body["replayed"], &again.body["adjustment"]),
        (&json!(true), &first.body["adjustment"])
    );
    check(
        &server.post_keyed(
            path,
            "k-1",
            &json!({"points": "51", "reason": "an apology"}),
        ),
        422,
        "key_reused",
    );
    assert_eq!(points_of(&server, "ext:ann"), "350");
    let bob = json!({"card": "2900000000025"});
    let one = server.post_keyed("/v1/members", "k-1", &bob);
    let two = server.post_keyed("/v1/members", "k-1", &bob);
    check(&two, 201, "");
    assert_eq!(
        (&two.body["replayed"], &two.body["id"]),
        (&json!(true), &one.body["id"])
    );
}

#[test]
fn a_till_that_sold_offline_is_never_refused() {
    let server = burgers();
    let sold = |id: &str, card: &str| {
        let fields = json!({
            "priced": "till", "at": "2026-03-09T12:00:00+03:00", "member": {"card": card},
            "lines": [{"line": 1, "sku": "burger", "price": "400.00", "sold_for": "350.00"}],
            "redeem": {"points": "50"},
        });
        let answer = server.post("/v1/purchases", &purchase(id, fields));
        check(&answer, 201, "");
        assert_eq!(answer.body["at"], "2026-03-09T12:00:00+03:00");
        let found = answer.body["discrepancies"].as_array().unwrap().clone();
        found
            .into_iter()
            .map(|found| found["kind"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let unknown = "unknown_card".to_owned();
    assert!(sold("receipt-1", "2900000000099").contains(&unknown));
    assert!(
        sold("receipt-2", "29").contains(&unknown),
        "a card that was misread"
    );
    assert!(!sold("receipt-3", "2900000000018").contains(&unknown));
}

#[test]
fn sentences_are_in_the_language_asked_for() {
    let server = burgers();
    let body = with(burger(), json!({"redeem": {"points": "max"}})).to_string();
    let quote = |language: &str| {
        let headers = [("accept-language", language)];
        server
            .send(
                "POST",
                "/v1/quotes",
                "application/json",
                body.as_bytes(),
                &headers,
            )
            .body["slip"]
            .clone()
    };
    assert_eq!(
        quote("en"),
        json!(["Paid with 200 bonuses: 200\u{a0}₽", "Earned 10 bonuses"])
    );
    assert_eq!(
        quote("ru-RU"),
        json!([
            "Оплачено, бонусы — 200: 200\u{a0}₽",
            "Начислено, бонусы — 10"
        ])
    );
}
