//! Quotes, holds, promises.

use serde_json::{Value, json};

use crate::{balance, basket, burgers, member, points, problem, status, with};

fn held(price: &str) -> Value {
    with(basket("1001", price, "max"), json!({"hold": true}))
}

#[test]
fn a_repeated_quote_never_sees_its_own_hold() {
    let server = burgers();
    let ann = member(&server, "1001");
    for _ in 0..3 {
        let quote = server.post("/v1/quotes", &held("400.00"));
        status(&quote, 200);
        assert_eq!(quote.body["redeem"]["points"]["granted"], "200");
        assert_eq!(points(&server, &ann)["spendable"], "100");
    }
    let other = with(held("400.00"), json!({"basket": "b-2"}));
    let other = server.post("/v1/quotes", &other);
    assert_eq!(
        other.body["redeem"]["points"]["granted"], "100",
        "another basket sees the first one's hold"
    );
}

#[test]
fn a_held_quote_is_a_promise() {
    let server = burgers();
    let ann = member(&server, "1001");
    let quote = server.post("/v1/quotes", &held("400.00"));
    // The rules change before the buyer pays: half as much may be redeemed now.
    let stricter = crate::BURGER_HEROES.replace("max_share: 50%", "max_share: 10%");
    assert_ne!(stricter, crate::BURGER_HEROES);
    server.publish(&stricter);
    let bought = server.post(
        "/v1/purchases",
        &json!({"id": "r-1", "quote": quote.body["quote"]}),
    );
    status(&bought, 201);
    assert_eq!(bought.body["totals"]["to_pay"], "200.00");
    assert_eq!(balance(&server, &ann), 300 - 200 + 10);
}

#[test]
fn an_expired_hold_is_decided_anew() {
    let server = burgers();
    let ann = member(&server, "1001");
    let quote = server.post("/v1/quotes", &held("400.00"));
    server.clock.advance_ms(15 * 60_000 + 1);
    server.run_due();
    assert_eq!(
        points(&server, &ann)["spendable"],
        "300",
        "the hold has lapsed"
    );
    let bought = server.post(
        "/v1/purchases",
        &with(
            held("400.00"),
            json!({"id": "r-1", "quote": quote.body["quote"]}),
        ),
    );
    status(&bought, 201);
    assert_eq!(
        bought.body["totals"]["to_pay"], "200.00",
        "nothing has changed meanwhile, so it posts"
    );
}

#[test]
fn a_released_hold_frees_the_points_and_the_quote_can_be_released_again() {
    let server = burgers();
    let ann = member(&server, "1001");
    let quote = server.post("/v1/quotes", &held("400.00"));
    let id = quote.body["quote"].as_str().unwrap();
    status(&server.delete(&format!("/v1/quotes/{id}")), 204);
    assert_eq!(points(&server, &ann)["spendable"], "300");
    status(&server.delete(&format!("/v1/quotes/{id}")), 204);
    problem(
        &server.delete("/v1/quotes/quo_0000000000000"),
        404,
        "not_found",
    );
}

#[test]
fn price_changed_posts_nothing_and_the_purchase_can_be_sent_again() {
    let server = burgers();
    let ann = member(&server, "1001");
    let expecting = |to_pay: &str| {
        with(
            basket("1001", "400.00", "max"),
            json!({"id": "r-1", "expect": {"to_pay": to_pay}}),
        )
    };
    let refused = server.post("/v1/purchases", &expecting("150.00"));
    problem(&refused, 409, "price_changed");
    assert_eq!(refused.body["decision"]["totals"]["to_pay"], "200.00");
    assert_eq!(balance(&server, &ann), 300, "nothing was posted");
    let agreed = server.post("/v1/purchases", &expecting("200.00"));
    status(&agreed, 201);
    assert_eq!(
        agreed.body["replayed"], false,
        "a refusal is not remembered"
    );
}

#[test]
fn a_quote_without_a_hold_promises_nothing_but_tells_what_changed() {
    let server = burgers();
    let ann = member(&server, "1001");
    let quote = server.post("/v1/quotes", &basket("1001", "400.00", "max"));
    status(
        &server.post(
            "/v1/purchases",
            &crate::purchase("r-0", "1001", "500.00", "max"),
        ),
        201,
    );
    assert_eq!(balance(&server, &ann), 300 - 250 + 12);
    let bought = with(
        basket("1001", "400.00", "max"),
        json!({"id": "r-1", "quote": quote.body["quote"]}),
    );
    let refused = server.post("/v1/purchases", &bought);
    problem(&refused, 409, "price_changed");
    assert_eq!(
        refused.body["decision"]["redeem"]["points"]["granted"],
        "62"
    );
}

#[test]
fn an_unidentified_buyer_is_quoted_and_pays() {
    let server = burgers();
    let mut anonymous = basket("1001", "400.00", "none");
    anonymous.as_object_mut().unwrap().remove("member");
    let quote = server.post(
        "/v1/quotes",
        &with(anonymous.clone(), json!({"hold": true})),
    );
    status(&quote, 200);
    assert_eq!(quote.body["totals"]["to_pay"], "400.00");
    let bought = server.post("/v1/purchases", &with(anonymous, json!({"id": "r-1"})));
    status(&bought, 201);
    assert_eq!(bought.body["earn"], json!([]));
}
