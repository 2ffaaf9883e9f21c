//! The till over HTTP, case by case: every name here is a promise the product makes to an integrator.

#![expect(
    clippy::unwrap_used,
    reason = "an answer of another shape fails the test"
)]

mod concurrency;
mod crash;
mod gallery;
mod quote;
mod returns;
mod story;
mod time;
mod words;

use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

/// The program of the examples: 5 % back, 15 % from the fourth purchase in 30 days, at most half by bonuses.
const BURGER_HEROES: &str = include_str!("../../../../programs/burger-heroes.yaml");

/// A server on 1 March 2026, ten in the morning in Moscow, with the burger program.
fn burgers() -> TestServer {
    TestServer::start("2026-03-01T10:00:00+03:00", Some(BURGER_HEROES))
}

/// A member with this card; joining gives 300 bonuses.
fn member(server: &TestServer, card: &str) -> String {
    let answer = server.post_keyed(
        "/v1/members",
        &format!("join-{card}"),
        &json!({"cards": [card]}),
    );
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.body["id"].as_str().unwrap().to_owned()
}

/// A burger or some.
fn basket(card: &str, price: &str, redeem: &str) -> Value {
    json!({
        "basket": "b-1", "member": {"card": card}, "store": "kazan-1",
        "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": price}],
        "redeem": {"points": redeem},
    })
}

/// A basket under the caller's id.
fn purchase(id: &str, card: &str, price: &str, redeem: &str) -> Value {
    let mut body = basket(card, price, redeem);
    body["id"] = json!(id);
    body
}

/// The fields of `more` put over those of `body`.
fn with(mut body: Value, more: Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// The account of bonuses.
fn points(server: &TestServer, member: &str) -> Value {
    let answer = server.get(&format!("/v1/members/{member}/accounts"));
    assert_eq!(answer.status, 200, "{}", answer.text);
    let accounts = answer.body["accounts"].as_array().unwrap();
    accounts
        .iter()
        .find(|account| account["unit"] == "points")
        .unwrap()
        .clone()
}

/// Spendable bonuses less debt.
fn balance(server: &TestServer, member: &str) -> i64 {
    points(server, member)["available"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

/// Bonuses owed.
fn debt(server: &TestServer, member: &str) -> i64 {
    points(server, member)["debt"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

fn status(answer: &Answer, expected: u16) {
    assert_eq!(answer.status, expected, "{}", answer.text);
}

fn problem(answer: &Answer, expected: u16, kind: &str) {
    status(answer, expected);
    let is = answer.body["type"].as_str().unwrap_or_default();
    assert!(
        is.ends_with(kind),
        "expected a problem of type …{kind}: {}",
        answer.text
    );
}
