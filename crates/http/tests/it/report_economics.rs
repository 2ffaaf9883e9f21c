//! What customers cost and bring: figures worked out by hand.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burgers, check};

/// Ann and Bob join in March, Bob from a poster. A burger costs 150, what a cola costs nobody knows. Ann pays a burger of 400
/// by 300 and 100 points, Bob one of 200 and a cola of 100. Spent: 60 on posters, 31 on the whole March, 10 on messages beside
/// their own price of 4. Ann says to spend 1,200 a month.
fn shop() -> TestServer {
    let server = burgers();
    let send = |path: &str, body: &Value| check(&server.post(path, body), 201, "");
    let cost = json!({"price": "400", "cost": "150"}).to_string();
    let put = server.send(
        "PUT",
        "/v1/products/burger",
        "application/json",
        cost.as_bytes(),
        &[],
    );
    check(&put, 200, "");
    let bob = json!({"external_id": "bob", "city": "Казань", "joined": {"source": "poster"}});
    send("/v1/members", &bob);
    let kazan = json!({"id": "kazan", "name": {"en": "Kazan"}, "when": {"member.city": "Казань"}});
    send("/v1/segments", &kazan);
    let buy = |id: &str, member: &str, lines: Value, redeem: Value| {
        let basket =
            json!({"id": id, "member": {"external_id": member}, "lines": lines, "redeem": redeem});
        send("/v1/purchases", &basket);
    };
    let burger = |price: &str| json!({"line": 1, "sku": "burger", "price": price});
    let cola = json!({"line": 2, "sku": "cola", "price": "100.00"});
    buy(
        "a1",
        "ann",
        json!([burger("400.00")]),
        json!({"points": "100"}),
    );
    buy("b1", "bob", json!([burger("200.00"), cola]), json!({}));
    for spend in [
        json!({"from": "2026-03-10", "purpose": "acquisition", "amount": "60", "source": "poster"}),
        json!({"from": "2026-03-01", "to": "2026-03-31", "purpose": "acquisition", "amount": "31"}),
        json!({"from": "2026-03-10", "purpose": "contacts", "amount": "10"}),
    ] {
        send("/v1/spend", &spend);
    }
    let events = [
        ("message_sent", "ann", json!({"message": "m1", "cost": 2.5})),
        ("message_sent", "ann", json!({"message": "m1", "cost": 2.5})),
        (
            "message_sent",
            "bob",
            json!({"message": "m2", "cost": "1.5"}),
        ),
        ("message_delivered", "ann", json!({"message": "m1"})),
        ("message_delivered", "bob", json!({"message": "m2"})),
        ("message_opened", "ann", json!({"message": "m1"})),
        ("message_opened", "ann", json!({"message": "m1"})),
        ("message_clicked", "ann", json!({})),
        ("category_spend", "ann", json!({"amount": 1200})),
    ];
    for (number, (kind, member, properties)) in events.into_iter().enumerate() {
        let event = json!({"id": format!("e{number}"), "type": kind, "member": {"external_id": member},
            "properties": properties});
        send("/v1/events", &event);
    }
    server
}

#[track_caller]
fn economics(server: &TestServer, query: &str) -> Value {
    let path = format!("/v1/reports/economics?from=2026-03-01&to=2026-03-31&{query}");
    let answer = server.get(&path);
    check(&answer, 200, "");
    answer.body
}

#[test]
fn each_figure_is_its_formula() {
    let server = shop();
    let report = economics(&server, "");
    let mut march = json!({
        "period": "2026-03", "leads": 2, "new_customers": 2,
        "acquisition_spend": "91.00", "cost_per_lead": "45.50", "acquisition_cost": "45.50",
        // 500 of 600 have a cost of 300: 360 of all. 600 + 100 − 360.
        "revenue": "600.00", "cost_known": 500.0 / 600.0, "margin": "340.00", "bonuses": "100.00",
        "keeping_spend": "0.00", "contact_spend": "14.00",
        // 340 − 91 − 100 − 14, of two customers.
        "result": "135.00", "value_to_date": "135.00", "value_per_customer": "67.50", "expected": null,
        "sent": 2, "delivered": 2, "opened": 1, "clicked": 1,
        "delivered_rate": 1.0, "opened_rate": 0.5, "clicked_rate": 0.5, "cost_per_contact": "7.00",
        "contact_buyers": 2, "cost_per_buyer": "7.00", "wallets": 1, "share_of_wallet": 0.25,
        "members": 2, "engaged": 2, "engagement": 1.0,
    });
    assert_eq!(report["rows"], json!([march]));
    march["period"] = json!("all");
    assert_eq!(report["all"], march);
    assert_eq!(report["lacks"], json!(["history"]));
}

#[test]
fn money_falls_on_a_segment_by_its_share_of_what_it_was_spent_for() {
    let server = shop();
    let bob = &economics(&server, "segment=kazan")["all"];
    // All 60 of the poster, half of 31; 1.50 of its own message and half of 10. 300 − 225 − 75.50 − 6.50.
    for (field, expected) in [
        ("leads", json!(1)),
        ("acquisition_spend", json!("75.50")),
        ("acquisition_cost", json!("75.50")),
        ("contact_spend", json!("6.50")),
        ("margin", json!("75.00")),
        ("result", json!("-7.00")),
        ("share_of_wallet", json!(null)),
    ] {
        assert_eq!(bob[field], expected, "{field}");
    }
    let beside = economics(&server, "compare=segment:kazan");
    assert_eq!(&beside["compared"]["all"], bob);
    assert_eq!(beside["all"]["acquisition_spend"], "91.00");
}

#[test]
fn nothing_under_the_line_is_null() {
    let server = shop();
    let report = economics(&server, "compare=previous");
    let before = &report["compared"]["all"];
    for field in [
        "cost_per_lead",
        "acquisition_cost",
        "cost_known",
        "delivered_rate",
        "opened_rate",
        "clicked_rate",
        "cost_per_contact",
        "cost_per_buyer",
        "share_of_wallet",
        "engagement",
        "value_per_customer",
        "expected",
    ] {
        assert_eq!(before[field], json!(null), "{field}");
    }
    assert_eq!(
        (&before["revenue"], &before["leads"]),
        (&json!("0.00"), &json!(0))
    );
}

#[test]
fn without_costs_and_spend_the_report_says_what_it_lacks() {
    let server = burgers();
    let basket = json!({"id": "a1", "member": {"external_id": "ann"},
        "lines": [{"line": 1, "sku": "burger", "price": "400.00"}]});
    check(&server.post("/v1/purchases", &basket), 201, "");
    let report = economics(&server, "");
    let all = &report["all"];
    assert_eq!(
        report["lacks"],
        json!(["cost", "acquisition", "messages", "wallet"])
    );
    assert_eq!(all["cost_known"], json!(0.0));
    for field in ["margin", "result", "value_to_date", "acquisition_cost"] {
        assert_eq!(all[field], json!(null), "{field}");
    }
}
