//! What the program did: figures worked out by hand.

use regulars_engine::time::Instant;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burgers, check, check_russian};

fn at(text: &str) -> Instant {
    Instant::parse_with_offset(text).unwrap().0
}

/// 300 points each for Ann and Bob, burning on 9 April; Ann pays 100 of 400 by points and earns 5 % of 300, Bob earns 5 %
/// of 200. Carl joins in April, is given 300, and only speaks.
fn shop() -> TestServer {
    let server = burgers();
    let join = |member: Value| check(&server.post("/v1/members", &member), 201, "");
    join(json!({"external_id": "bob", "city": "Казань"}));
    let buy = |id: &str, member: &str, price: &str, redeem: Value| {
        let basket = json!({"id": id, "member": {"external_id": member}, "redeem": redeem,
            "lines": [{"line": 1, "sku": "burger", "price": price}]});
        check(&server.post("/v1/purchases", &basket), 201, "");
    };
    buy("a1", "ann", "400.00", json!({"points": "100"}));
    buy("b1", "bob", "200.00", json!({}));
    server.pass(at("2026-04-15T12:00:00+03:00"));
    join(json!({"external_id": "carl", "city": "Пермь"}));
    let spoke = json!({"id": "e1", "type": "feedback", "member": {"external_id": "carl"}});
    check(&server.post("/v1/events", &spoke), 201, "");
    for (id, city) in [("kazan", "Казань"), ("nobody", "Омск")] {
        let segment = json!({"id": id, "name": {"en": id}, "when": {"member.city": city}});
        check(&server.post("/v1/segments", &segment), 201, "");
    }
    server
}

#[track_caller]
fn program(server: &TestServer, query: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/program?{query}"));
    check(&answer, 200, "");
    answer.body
}

#[test]
fn each_figure_is_its_formula() {
    let server = shop();
    let report = program(&server, "from=2026-03-01&to=2026-04-30");
    let (march, april) = (&report["rows"][0], &report["rows"][1]);
    assert_eq!(
        march,
        &json!({
            "period": "2026-03", "members": 2, "joined": 2, "engaged": 2, "engagement": 1.0,
            "discount": "0.00", "discount_rate": 0.0, "paid_by_points": "100.00", "coupons_used": 0,
            "levels_up": 0, "levels_down": 0,
            "units": [{
                "unit": "points", "issued": "625", "redeemed": "100", "expired": "0",
                "redemption_rate": 0.16, "breakage": 0.8,
                "left": "525", "liability": "525.00", "expected_liability": "525.00",
            }],
        })
    );
    // 100 of the 600 points that were spent or burned were spent: 325 / 6.
    assert_eq!(
        april,
        &json!({
            "period": "2026-04", "members": 3, "joined": 1, "engaged": 1, "engagement": 1.0 / 3.0,
            "discount": "0.00", "discount_rate": null, "paid_by_points": "0.00", "coupons_used": 0,
            "levels_up": 0, "levels_down": 0,
            "units": [{
                "unit": "points", "issued": "300", "redeemed": "0", "expired": "500",
                "redemption_rate": 0.0, "breakage": 0.0,
                "left": "325", "liability": "325.00", "expected_liability": "54.17",
            }],
        })
    );
    let all = &report["all"];
    assert_eq!(
        (&all["period"], &all["members"], &all["engaged"]),
        (&json!("all"), &json!(3), &json!(3))
    );
    assert_eq!(all["units"][0]["issued"], "925");
    assert_eq!(all["units"][0]["breakage"], json!(500.0 / 925.0));
    let held = &server.get("/v1/overview").body["liability"][0]["available"];
    assert_eq!(all["units"][0]["left"], *held);
}

#[test]
fn what_comes_back_is_taken_off() {
    let server = shop();
    let back = json!({"id": "r1", "lines": [{"line": 1, "quantity": "1"}]});
    check(&server.post("/v1/purchases/ext:a1/returns", &back), 201, "");
    let all = program(&server, "")["all"].clone();
    let points = &all["units"][0];
    assert_eq!(
        (&points["issued"], &points["redeemed"]),
        (&json!("910"), &json!("0"))
    );
    assert_eq!(
        (&points["redemption_rate"], &all["paid_by_points"]),
        (&json!(0.0), &json!("0.00"))
    );
    assert_eq!(all["engaged"], 2);
}

#[test]
fn it_is_of_who_is_in_the_segment_and_beside_what_is_asked() {
    let server = shop();
    let query = "from=2026-04-01&to=2026-04-30&segment=kazan&compare=previous";
    let report = program(&server, query);
    let (now, before) = (&report["all"], &report["compared"]);
    assert_eq!(
        (&now["members"], &now["joined"], &now["engaged"]),
        (&json!(1), &json!(0), &json!(0))
    );
    assert_eq!(
        (&now["units"][0]["expired"], &now["units"][0]["left"]),
        (&json!("300"), &json!("10"))
    );
    assert_eq!(
        (&before["from"], &before["to"], &before["segment"]),
        (&json!("2026-03-02"), &json!("2026-03-31"), &json!("kazan"))
    );
    assert_eq!(
        (
            &before["all"]["engaged"],
            &before["all"]["units"][0]["issued"]
        ),
        (&json!(1), &json!("310"))
    );
    let none = program(&server, "compare=segment:nobody")["compared"]["all"].clone();
    assert_eq!(
        (
            &none["members"],
            &none["engagement"],
            &none["discount_rate"]
        ),
        (&json!(0), &Value::Null, &Value::Null)
    );
    assert_eq!(none["units"][0]["redemption_rate"], Value::Null);
    assert_eq!(none["units"][0]["expected_liability"], Value::Null);
    let refused = server.get("/v1/reports/program?compare=previous&language=ru");
    check(&refused, 422, "invalid");
    check_russian(&refused);
}

#[test]
fn climbs_and_falls_are_counted_where_they_happen() {
    let text = include_str!("../../../../programs/beauty-insider.yaml");
    let server = TestServer::start("2026-01-10T12:00:00+00:00", Some(text));
    let ann = json!({"external_id": "ann"});
    check(&server.post("/v1/members", &ann), 201, "");
    let sale = json!({"id": "a1", "member": ann, "priced": "till",
        "lines": [{"line": 1, "sku": "cream", "price": "400.00"}]});
    check(&server.post("/v1/purchases", &sale), 201, "");
    let moves = |query: &str| {
        let all = program(&server, query)["all"].clone();
        (all["levels_up"].clone(), all["levels_down"].clone())
    };
    assert_eq!(moves(""), (json!(1), json!(0)));
    server.pass(at("2028-02-10T12:00:00+00:00"));
    assert_eq!(moves("from=2026-02-01"), (json!(0), json!(1)));
}
