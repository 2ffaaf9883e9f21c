//! Points sent from one member to another over HTTP: once for each key, told to both, and by two at once.

use std::thread;

use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::check;

const SHOP: &str = "
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: { en: points, ru: баллы } } }
activities: [{ id: gift, on: registered, award: { points: 500 } }]
transfers: { points: { min: 10, limit: { points: 400, per: month }, fee: 10% } }
";

const ANN: &str = "2900000000018";
const BOB: &str = "2900000000025";

fn shop() -> TestServer {
    let server = TestServer::start("2026-03-01T09:00:00+03:00", Some(SHOP));
    for card in [ANN, BOB] {
        check(
            &server.post_keyed("/v1/members", card, &json!({"card": card})),
            201,
            "",
        );
    }
    server
}

fn send(server: &TestServer, (from, to): (&str, &str), points: u32, key: &str) -> Answer {
    let body = json!({"from": {"card": from}, "to": {"card": to}, "points": points});
    server.post_keyed("/v1/transfers", key, &body)
}

fn path(server: &TestServer, card: &str, below: &str) -> String {
    let found = server.get(&format!("/v1/members?card={card}"));
    let id = found.body["items"][0]["id"].as_str().unwrap();
    format!("/v1/members/{id}/{below}")
}

fn points(server: &TestServer, card: &str) -> Value {
    let accounts = server.get(&path(server, card, "accounts"));
    accounts.body["accounts"][0]["available"].clone()
}

#[test]
fn points_arrive_once_and_both_are_told() {
    let server = shop();
    let first = send(&server, (ANN, BOB), 100, "k1");
    check(&first, 201, "");
    let again = send(&server, (ANN, BOB), 100, "k1");
    assert_eq!(
        (&again.body["transfer"], &again.body["replayed"]),
        (&first.body["transfer"], &json!(true))
    );
    assert_eq!(
        (&first.body["points"], &first.body["fee"]),
        (&json!("100"), &json!("10"))
    );
    assert_eq!(
        (points(&server, ANN), points(&server, BOB)),
        (json!("390"), json!("600"))
    );
    let texts = |card: &str| {
        let entries = server.get(&path(&server, card, "entries?language=ru"));
        let items = entries.body["items"].as_array().unwrap().clone();
        let of_transfer = items
            .into_iter()
            .filter(|item| item["cause"]["kind"] == "transfer");
        let mut texts: Vec<_> = of_transfer.map(|item| item["text"].clone()).collect();
        texts.sort_by_key(ToString::to_string);
        texts
    };
    assert_eq!(
        texts(ANN),
        [
            "100\u{a0}баллов — передача другому участнику.",
            "10\u{a0}баллов — плата за передачу."
        ]
    );
    assert_eq!(
        texts(BOB),
        ["100\u{a0}баллов — получено от другого участника."]
    );
}

#[test]
fn a_refusal_says_why_and_moves_nothing() {
    let server = shop();
    for (to, points, status, kind) in [
        (BOB, 9, 409, "too_few"),
        (BOB, 401, 409, "limit_reached"),
        (BOB, 0, 422, "invalid"),
        (ANN, 50, 422, "invalid"),
        ("2900000000032", 50, 422, "invalid"),
    ] {
        let key = format!("{to}-{points}");
        check(&send(&server, (ANN, to), points, &key), status, kind);
    }
    check(
        &send(&server, ("2900000000032", BOB), 50, "nobody"),
        422,
        "unknown_member",
    );
    assert_eq!(
        (points(&server, ANN), points(&server, BOB)),
        (json!("500"), json!("500"))
    );
}

#[test]
fn two_send_to_one_another_at_once() {
    let server = shop();
    thread::scope(|scope| {
        for (turn, ways) in [(ANN, BOB), (BOB, ANN)].repeat(4).into_iter().enumerate() {
            let server = &server;
            scope.spawn(move || check(&send(server, ways, 20, &format!("k{turn}")), 201, ""));
        }
    });
    // Four each way, and two points for each of them.
    assert_eq!(
        (points(&server, ANN), points(&server, BOB)),
        (json!("492"), json!("492"))
    );
}
