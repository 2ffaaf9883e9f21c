//! Goods that come back, and purchases that never were.

use serde_json::json;

use crate::{balance, burgers, debt, member, points, problem, purchase, status};

#[test]
fn a_full_return_restores_what_was_spent_and_takes_back_what_was_earned() {
    let server = burgers();
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "max")),
        201,
    );
    assert_eq!(balance(&server, &ann), 110);
    let back = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-1"}));
    status(&back, 201);
    assert_eq!(back.body["refund"], "200.00");
    assert_eq!(back.body["restored"]["points"], "200");
    assert_eq!(back.body["reversed"]["points"], "10");
    assert_eq!(balance(&server, &ann), 300);
    let again = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-1"}));
    status(&again, 201);
    assert_eq!(again.body["replayed"], true);
    let more = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-2"}));
    problem(&more, 409, "nothing_left");
    assert_eq!(balance(&server, &ann), 300);
}

#[test]
fn a_return_in_pieces_refunds_exactly_what_was_paid() {
    let server = burgers();
    let ann = member(&server, "1001");
    let body = json!({
        "id": "r-1", "member": {"card": "1001"},
        "lines": [{"line": 1, "sku": "burger", "quantity": "3", "price": "33.35"}], "redeem": {"points": "max"},
    });
    let bought = server.post("/v1/purchases", &body);
    status(&bought, 201);
    let mut refunded = 0;
    for part in 1..=3 {
        let body = json!({"id": format!("ret-{part}"), "lines": [{"line": 1, "quantity": "1"}]});
        let back = server.post("/v1/purchases/ext:r-1/returns", &body);
        status(&back, 201);
        refunded += back.body["refund"]
            .as_str()
            .unwrap()
            .replace('.', "")
            .parse::<i64>()
            .unwrap();
    }
    let paid = bought.body["totals"]["to_pay"]
        .as_str()
        .unwrap()
        .replace('.', "")
        .parse::<i64>()
        .unwrap();
    assert_eq!(refunded, paid);
    assert_eq!(balance(&server, &ann), 300);
}

#[test]
fn a_debt_and_a_restored_lot() {
    let server = burgers();
    let ann = member(&server, "1001");
    // 1,000.00 earns 50; then everything is spent; then the first purchase comes back.
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "1000.00", "none")),
        201,
    );
    status(
        &server.post("/v1/purchases", &purchase("r-2", "1001", "700.00", "max")),
        201,
    );
    assert_eq!(
        balance(&server, &ann),
        17,
        "350 spent, 17 earned on what was paid"
    );
    let back = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-1"}));
    status(&back, 201);
    assert_eq!(back.body["reversed"]["points"], "50");
    assert_eq!(back.body["debt"]["points"], "33");
    assert_eq!((balance(&server, &ann), debt(&server, &ann)), (-33, 33));
    // The second purchase comes back too: what it spent pays the debt first.
    status(
        &server.post("/v1/purchases/ext:r-2/returns", &json!({"id": "ret-2"})),
        201,
    );
    assert_eq!((balance(&server, &ann), debt(&server, &ann)), (300, 0));
}

#[test]
fn a_return_after_the_points_expired_takes_nothing() {
    let server = burgers();
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "none")),
        201,
    );
    server.pass(
        regulars_engine::time::Instant::parse_with_offset("2027-03-03T10:00:00+03:00")
            .unwrap()
            .0,
    );
    let before = balance(&server, &ann);
    let back = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-1"}));
    status(&back, 201);
    assert_eq!(back.body["refund"], "400.00");
    assert_eq!(
        back.body["reversed"]["points"], "20",
        "reclassified from expired"
    );
    assert_eq!((balance(&server, &ann), debt(&server, &ann)), (before, 0));
}

#[test]
fn a_void_before_its_purchase() {
    let server = burgers();
    let ann = member(&server, "1001");
    let void = server.post("/v1/purchases/ext:r-1/void", &json!({}));
    assert!(matches!(void.status, 200 | 202), "{}", void.text);
    assert_eq!(void.body["state"], "voided");
    let late = server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "none"));
    problem(&late, 409, "voided");
    assert_eq!(balance(&server, &ann), 300);
}

#[test]
fn a_void_undoes_all_and_repeating_it_changes_nothing() {
    let server = burgers();
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "max")),
        201,
    );
    for _ in 0..2 {
        let void = server.post("/v1/purchases/ext:r-1/void", &json!({}));
        status(&void, 200);
        assert_eq!(void.body["state"], "voided");
        assert_eq!(balance(&server, &ann), 300);
    }
    let revived = server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "max"));
    assert_eq!(
        revived.body["state"], "voided",
        "a repeated purchase answers its state: {}",
        revived.text
    );
    assert_eq!(balance(&server, &ann), 300);
}

#[test]
fn a_void_after_a_return_or_after_the_day_is_refused() {
    let server = burgers();
    member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "none")),
        201,
    );
    status(
        &server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "ret-1"})),
        201,
    );
    problem(
        &server.post("/v1/purchases/ext:r-1/void", &json!({})),
        409,
        "returned_already",
    );
    status(
        &server.post("/v1/purchases", &purchase("r-2", "1001", "400.00", "none")),
        201,
    );
    server.clock.advance_ms(2 * 86_400_000);
    problem(
        &server.post("/v1/purchases/ext:r-2/void", &json!({})),
        409,
        "day_is_over",
    );
}

#[test]
fn an_exchange_nets_and_restores() {
    let server = burgers();
    let ann = member(&server, "1001");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "1001", "400.00", "none")),
        201,
    );
    let body = json!({
        "id": "x-1", "purchase": "ext:r-1", "lines": [{"line": 1, "quantity": "1"}],
        "basket": {"lines": [{"line": 1, "sku": "menu", "quantity": "1", "price": "500.00"}]},
    });
    let exchange = server.post("/v1/exchanges", &body);
    status(&exchange, 201);
    assert_eq!(exchange.body["net"], "100.00");
    assert_eq!(balance(&server, &ann), 300 + 25);
    assert_eq!(points(&server, &ann)["debt"], "0");
    let again = server.post("/v1/exchanges", &body);
    status(&again, 201);
    assert_eq!(again.body["replayed"], true);
    assert_eq!(again.body["net"], "100.00");
}

#[test]
fn an_unlinked_return_refunds_and_reverses_nothing_by_default() {
    let server = burgers();
    let ann = member(&server, "1001");
    let body = json!({
        "id": "u-1", "member": {"card": "1001"},
        "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": "400.00"}],
    });
    let back = server.post("/v1/returns", &body);
    status(&back, 201);
    assert_eq!(back.body["refund"], "400.00");
    assert_eq!(balance(&server, &ann), 300);
}
