//! Gift cards over HTTP: who may make them, money that quotes of anybody set aside, tills that want the same money at once,
//! and what is left when a card's time is over.

use std::thread;

use regulars_engine::time::Instant;
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::check;

const SHOP: &str = "
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
gift_cards:
  gift: { prefix: GC, sold: { sku: card }, expire: { after: 30d } }
";

fn shop() -> TestServer {
    TestServer::start("2026-03-01T09:00:00+03:00", Some(SHOP))
}

fn made(server: &TestServer, amount: &str) -> String {
    let made = server.post("/v1/gift-cards", &json!({"kind": "gift", "amount": amount}));
    check(&made, 201, "");
    made.body["codes"][0].as_str().unwrap().to_owned()
}

fn card(server: &TestServer, code: &str) -> Value {
    let card = server.get(&format!("/v1/gift-cards/{code}"));
    check(&card, 200, "");
    card.body
}

fn basket(code: &str, price: &str) -> Value {
    json!({"lines": [{"sku": "pan", "price": price}], "gift_cards": [{"code": code}]})
}

fn held(server: &TestServer, code: &str, price: &str, basket_id: &str) -> Answer {
    let mut body = basket(code, price);
    body["hold"] = json!(true);
    body["basket"] = json!(basket_id);
    server.post("/v1/quotes", &body)
}

fn buy(server: &TestServer, id: &str, mut body: Value) -> Answer {
    body["id"] = json!(id);
    server.post("/v1/purchases", &body)
}

#[test]
fn nobody_known_holds_the_money_of_a_card_and_is_kept_the_promise() {
    let server = shop();
    let code = made(&server, "500.00");
    let quote = held(&server, &code, "400.00", "b-1");
    check(&quote, 200, "");
    assert_eq!(
        (&quote.body["held"], &quote.body["totals"]["due"]),
        (&json!(true), &json!("0.00"))
    );
    let other = server.post("/v1/quotes", &basket(&code, "400.00"));
    assert_eq!(other.body["gift_cards"][0]["amount"], "100.00");
    assert_eq!(card(&server, &code)["spendable"], "100.00");
    let bought = buy(&server, "p-1", json!({"quote": quote.body["quote"]}));
    check(&bought, 201, "");
    let now = card(&server, &code);
    assert_eq!(
        (&now["balance"], &now["held"]),
        (&json!("100.00"), &json!("0.00"))
    );
    assert_eq!(now["entries"][0]["document"], bought.body["purchase"]);

    // A quote that is let go gives the money back; so does one that takes its place.
    let again = held(&server, &code, "100.00", "b-2");
    check(&held(&server, &code, "60.00", "b-2"), 200, "");
    assert_eq!(card(&server, &code)["held"], "60.00");
    let last = held(&server, &code, "70.00", "b-2");
    let id = last.body["quote"].as_str().unwrap();
    check(
        &server.send(
            "DELETE",
            &format!("/v1/quotes/{id}"),
            "application/json",
            b"",
            &[],
        ),
        204,
        "",
    );
    assert_eq!(card(&server, &code)["held"], "0.00");
    let late = buy(&server, "p-2", json!({"quote": again.body["quote"]}));
    check(&late, 201, "");
    assert_eq!(card(&server, &code)["balance"], "0.00");
    assert!(server.verify().ok);
}

#[test]
fn tills_that_want_the_same_money_at_once_share_it() {
    let server = shop();
    let code = made(&server, "500.00");
    let paid: Vec<String> = thread::scope(|tills| {
        let tills: Vec<_> = (0..8)
            .map(|till| {
                let (server, code) = (&server, &code);
                tills.spawn(move || {
                    let bought = buy(server, &format!("p-{till}"), basket(code, "200.00"));
                    check(&bought, 201, "");
                    let paid = bought.body["totals"]["gift_cards"].as_str();
                    paid.unwrap().to_owned()
                })
            })
            .collect();
        tills.into_iter().map(|till| till.join().unwrap()).collect()
    });
    let count = |amount: &str| paid.iter().filter(|paid| *paid == amount).count();
    assert_eq!(
        (count("200.00"), count("100.00"), count("0.00")),
        (2, 1, 5),
        "{paid:?}"
    );
    assert_eq!(card(&server, &code)["balance"], "0.00");
    assert!(server.verify().ok);
}

#[test]
fn a_till_that_expects_the_card_to_pay_more_is_told() {
    let server = shop();
    let code = made(&server, "500.00");
    let mut body = basket(&code, "800.00");
    body["expect"] = json!({"to_pay": "800.00", "due": "200.00"});
    let refused = buy(&server, "p-1", body.clone());
    check(&refused, 409, "price_changed");
    assert_eq!(refused.body["decision"]["totals"]["due"], "300.00");
    body["expect"]["due"] = json!("300.00");
    check(&buy(&server, "p-1", body), 201, "");
}

#[test]
fn what_is_left_when_the_time_of_a_card_is_over_is_breakage() {
    let server = shop();
    let code = made(&server, "500.00");
    check(&buy(&server, "p-1", basket(&code, "400.00")), 201, "");
    let (over, _) = Instant::parse_with_offset("2026-04-05T09:00:00+03:00").unwrap();
    server.pass(over);
    let now = card(&server, &code);
    assert_eq!(
        (&now["status"], &now["balance"]),
        (&json!("expired"), &json!("0.00"))
    );
    let last = &now["entries"][0];
    assert_eq!(
        (&last["account"], &last["amount"]),
        (&json!("breakage"), &json!("-100.00"))
    );
    let back = json!({"id": "r-1"});
    let back = server.post("/v1/purchases/ext:p-1/returns", &back);
    check(&back, 201, "");
    assert_eq!(
        (&back.body["gift_cards"][0]["amount"], &back.body["due"]),
        (&json!("400.00"), &json!("0.00"))
    );
    let now = card(&server, &code);
    assert_eq!(
        (&now["status"], &now["balance"]),
        (&json!("active"), &json!("400.00"))
    );
    assert!(server.verify().ok);
}

#[test]
fn making_cards_is_for_those_who_may_adjust_and_is_done_once() {
    let server = shop();
    let body = json!({"kind": "gift", "count": 2, "amount": "10.00"});
    let first = server.post_keyed("/v1/gift-cards", "key-1", &body);
    let again = server.post_keyed("/v1/gift-cards", "key-1", &body);
    check(&first, 201, "");
    assert_eq!(first.body["codes"], again.body["codes"]);
    assert_eq!(again.body["replayed"], true);
    let wrong = [
        (json!({"kind": "other"}), 404, "not_found"),
        (json!({"kind": "gift", "count": 0}), 422, "invalid"),
        (json!({"kind": "gift", "amount": "0"}), 422, "invalid"),
        (json!({"kind": "gift", "amount": "0.001"}), 422, "invalid"),
    ];
    for (body, status, kind) in wrong {
        check(&server.post("/v1/gift-cards", &body), status, kind);
    }
    let code = first.body["codes"][0].as_str().unwrap();
    let more = server.post(
        &format!("/v1/gift-cards/{code}/loads"),
        &json!({"amount": "5"}),
    );
    check(&more, 422, "invalid");
    check(
        &server.get("/v1/gift-cards/GC0000000000000"),
        404,
        "not_found",
    );
    let made = server.post("/v1/keys", &json!({"name": "till", "scopes": ["till"]}));
    let bearer = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    let ask = |method: &str, path: &str, body: &str| {
        server.send_bare(method, path, "application/json", body.as_bytes(), &headers)
    };
    check(&ask("GET", &format!("/v1/gift-cards/{code}"), ""), 200, "");
    check(&ask("GET", "/v1/gift-cards", ""), 403, "forbidden");
    check(
        &ask("POST", "/v1/gift-cards", &body.to_string()),
        403,
        "forbidden",
    );
}
