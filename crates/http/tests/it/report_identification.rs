//! Identified receipts, their targets and the way to the second purchase: figures worked out by hand.

use regulars_engine::time::Instant;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burgers, check, check_russian};

/// A receipt of 100 at noon of a day of March (or of February, below 1).
fn sell(server: &TestServer, store: &str, day: i64, number: i64, member: Option<&str>) {
    let noon = Instant::parse_with_offset("2026-03-01T12:00:00+03:00").unwrap();
    let at = noon.0.plus_ms((day - 1) * 86_400_000);
    let till = if member.is_some() { "1" } else { "2" };
    let mut sale = json!({"id": format!("{store}/{day}/{number}"), "at": at.to_string(), "priced": "till",
        "store": store, "till": till, "cashier": "17",
        "lines": [{"line": 1, "sku": "burger", "price": "100.00"}]});
    if let Some(member) = member {
        sale["member"] = json!({"external_id": member});
    }
    check(&server.post("/v1/purchases", &sale), 201, "");
}

/// Four receipts a day in Kazan: three with Ann's card in the week to 2 March, two in the week to 9 March. Bob joins at a
/// till there and Carl on the site on 10 March.
fn shop() -> TestServer {
    let server = burgers();
    for day in -4..=9 {
        let with_card = if day < 3 { 3 } else { 2 };
        for number in 1..=4 {
            let member = (number <= with_card).then_some("ann");
            sell(&server, "kazan-1", day, number, member);
        }
    }
    let bob = json!({"external_id": "bob", "joined":
        {"store": "kazan-1", "till": "2", "cashier": "18", "source": "till"}});
    let carl = json!({"external_id": "carl", "city": "Казань", "joined": {"source": "site"}});
    for member in [bob, carl] {
        check(&server.post("/v1/members", &member), 201, "");
    }
    server
}

#[track_caller]
fn report(server: &TestServer, path: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/{path}"));
    check(&answer, 200, "");
    answer.body
}

const WEEK: &str = "from=2026-03-03&to=2026-03-10";

#[test]
fn receipts_are_told_by_store_till_cashier_and_day() {
    let server = shop();
    let stores = report(&server, &format!("identification?{WEEK}"));
    // Ann and Carl joined in no store that was told.
    assert_eq!(
        stores["rows"][0],
        json!({"store": null, "till": null, "cashier": null, "day": null, "receipts": 0, "identified": 0,
            "identification": null, "target": null, "reached": null, "sales": "0.00",
            "identified_sales": "0.00", "joined": 2})
    );
    assert_eq!(
        stores["rows"][1],
        json!({"store": "kazan-1", "till": null, "cashier": null, "day": null, "receipts": 28, "identified": 14,
            "identification": 0.5, "target": null, "reached": null, "sales": "2800.00",
            "identified_sales": "1400.00", "joined": 1})
    );
    assert_eq!(
        (&stores["all"]["receipts"], &stores["all"]["joined"]),
        (&json!(28), &json!(3))
    );
    let rows =
        |query: &str| report(&server, &format!("identification?{WEEK}&{query}"))["rows"].clone();
    let tills = rows("by=till&store=kazan-1");
    let told: Vec<_> = { tills.as_array().unwrap().iter() }
        .map(|row| {
            (
                &row["till"],
                &row["identified"],
                &row["receipts"],
                &row["joined"],
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (&json!("1"), &json!(14), &json!(14), &json!(0)),
            (&json!("2"), &json!(0), &json!(14), &json!(1)),
        ]
    );
    let cashiers = rows("by=cashier&store=kazan-1");
    assert_eq!(
        (&cashiers[0]["identification"], &cashiers[1]["joined"]),
        (&json!(0.5), &json!(1))
    );
    let days = rows("by=day");
    assert_eq!(days.as_array().unwrap().len(), 8);
    assert_eq!(
        (&days[0]["day"], &days[0]["receipts"], &days[7]["joined"]),
        (&json!("2026-03-03"), &json!(4), &json!(3))
    );
    assert_eq!(rows("store=omsk"), json!([]));
    assert_eq!(
        report(&server, "identification")["all"]["identification"],
        json!(35.0 / 56.0)
    );
}

#[test]
fn who_falls_is_told_and_targets_are_kept() {
    let server = shop();
    let alerts = || report(&server, "identification")["alerts"].clone();
    let fell = |target: Value| {
        json!([{"store": "kazan-1", "kind": "fell", "identification": 0.5, "before": 0.75,
            "target": target, "receipts": 28}])
    };
    assert_eq!(alerts(), fell(Value::Null));
    let attention = server.get("/v1/overview").body["attention"].clone();
    let kinds: Vec<_> = { attention.as_array().unwrap().iter() }
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"identification_fell"), "{kinds:?}");
    let targets =
        json!({"items": [{"store": null, "percent": 60}, {"store": "kazan-1", "percent": 40}]});
    let put = |body: &Value| {
        server.send(
            "PUT",
            "/v1/identification-targets",
            "application/json",
            body.to_string().as_bytes(),
            &[],
        )
    };
    check(&put(&targets), 200, "");
    assert_eq!(server.get("/v1/identification-targets").body, targets);
    assert_eq!(alerts(), fell(json!(40)));
    let told = report(&server, &format!("identification?{WEEK}"));
    let row = &told["rows"][1];
    assert_eq!(
        (&row["target"], &row["reached"]),
        (&json!(40), &json!(true))
    );
    assert_eq!(
        (&told["all"]["target"], &told["all"]["reached"]),
        (&json!(60), &json!(false))
    );
    assert_eq!(
        server.get("/v1/audit").body["items"][0]["action"],
        "identification_targets.put"
    );

    // Five weeks later the fall is history, and the target is what is missed.
    check(&put(&json!({"items": [{"percent": 60}]})), 200, "");
    let later = Instant::parse_with_offset("2026-04-15T12:00:00+03:00").unwrap();
    server.pass(later.0);
    for day in 10..=45 {
        for number in 1..=4 {
            let member = (number <= 2).then_some("ann");
            sell(&server, "kazan-1", day, number, member);
        }
    }
    assert_eq!(alerts()[0]["kind"], "under_target");
    check(&put(&json!({"items": []})), 200, "");
    assert_eq!(alerts(), json!([]));
}

#[test]
fn the_way_to_the_second_purchase_is_told_by_source_and_store() {
    let server = shop();
    server.pass(
        Instant::parse_with_offset("2026-03-12T12:00:00+03:00")
            .unwrap()
            .0,
    );
    sell(&server, "kazan-1", 12, 1, Some("bob"));
    let funnel = report(&server, "funnel?from=2026-03-10&to=2026-03-12");
    let all = &funnel["all"];
    assert_eq!(
        all,
        &json!({"name": null, "visits": 1, "joined": 3, "first": 2, "second": 1, "joined_rate": 3.0,
            "first_rate": 2.0 / 3.0, "second_rate": 0.5, "days_to_first": 1.0, "days_to_second": 0.0})
    );
    let row = |name: Value| {
        let rows = funnel["rows"].as_array().unwrap();
        rows.iter().find(|row| row["name"] == name).unwrap()
    };
    let (till, site) = (row(json!("till")), row(json!("site")));
    assert_eq!(
        (
            &till["joined"],
            &till["first"],
            &till["days_to_first"],
            &till["visits"]
        ),
        (&json!(1), &json!(1), &json!(2.0), &Value::Null)
    );
    assert_eq!(
        (&site["joined"], &site["first_rate"], &site["second_rate"]),
        (&json!(1), &json!(0.0), &Value::Null)
    );
    let stores = report(&server, "funnel?from=2026-03-10&to=2026-03-12&by=store");
    let kazan = &stores["rows"][1];
    assert_eq!(
        (&kazan["name"], &kazan["visits"], &kazan["joined_rate"]),
        (&json!("kazan-1"), &json!(1), &json!(1.0))
    );
    let segment =
        json!({"id": "kazan", "name": {"en": "Kazan"}, "when": {"member.city": "Казань"}});
    check(&server.post("/v1/segments", &segment), 201, "");
    let carl = report(&server, "funnel?segment=kazan")["all"].clone();
    assert_eq!(
        (&carl["joined"], &carl["visits"], &carl["joined_rate"]),
        (&json!(1), &Value::Null, &Value::Null)
    );
    let nobody = report(&server, "funnel?from=2020-01-01&to=2020-01-02")["all"].clone();
    assert_eq!(
        (&nobody["joined"], &nobody["first_rate"]),
        (&json!(0), &Value::Null)
    );
}

#[test]
fn what_is_wrong_is_told_with_what_would_be_right() {
    let server = burgers();
    for (path, right) in [
        ("identification?by=moon", "cashier"),
        ("funnel?by=moon", "source"),
    ] {
        let path = format!("/v1/reports/{path}");
        let refused = server.get(&path);
        check(&refused, 400, "bad_query");
        let message = refused.body["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(right), "{message}");
        check_russian(&server.get(&format!("{path}&language=ru")));
    }
    let targets =
        json!({"items": [{"percent": 0}, {"percent": 101}, {"store": "a", "percent": 5}]});
    let body = targets.to_string();
    let path = "/v1/identification-targets";
    let refused = server.send(
        "PUT",
        path,
        "application/json",
        body.as_bytes(),
        &[("accept-language", "ru")],
    );
    check(&refused, 422, "invalid");
    check_russian(&refused);
    let pointers: Vec<_> = { refused.body["errors"].as_array().unwrap().iter() }
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(
        pointers,
        ["/items/0/percent", "/items/1/percent", "/items/1/store"]
    );
}
