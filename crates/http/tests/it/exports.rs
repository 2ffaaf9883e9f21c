//! Lists as files, and the overview, over a real server.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burger, burgers, check, with};

fn buy(server: &TestServer, id: &str) -> Value {
    let body = with(
        burger(),
        json!({"id": id, "store": "kazan-1", "till": "=2+3"}),
    );
    let bought = server.post("/v1/purchases", &body);
    check(&bought, 201, "");
    bought.body
}

#[test]
fn members_are_taken_out_with_where_they_stand() {
    let server = burgers();
    let evil = json!({"first_name": "=HYPERLINK(\"http://x\")", "last_name": "Иванова, Анна", "phone": "+7 900 123-45-67"});
    check(&server.post("/v1/members", &evil), 201, "");
    buy(&server, "r-1");
    let all = server.get("/v1/exports/members");
    assert_eq!(all.status, 200, "{}", all.text);
    let mut lines = all.text.split("\r\n");
    let header = lines.next().unwrap();
    assert!(header.starts_with("\u{feff}id,registered_at,"), "{header}");
    assert!(header.ends_with(",last_purchase_at,points"), "{header}");
    let newest = lines.next().unwrap();
    assert!(
        newest.contains(r#","Иванова, Анна","'=HYPERLINK(""http://x"")","#),
        "{newest}"
    );
    assert!(newest.contains(",+79001234567,"), "{newest}");
    let ann = lines.next().unwrap();
    assert!(
        ann.contains(",ann,2900000000018,") && ann.contains(",1,400.00,"),
        "{ann}"
    );
    assert_eq!(lines.collect::<Vec<_>>(), [""], "{}", all.text);
    let one = server.get("/v1/exports/members?q=4567");
    assert_eq!(one.text.lines().count(), 2, "{}", one.text);
}

#[test]
fn purchases_and_entries_are_taken_out_and_the_audit_tells_it() {
    let server = burgers();
    buy(&server, "r-1");
    let bought = buy(&server, "r-2");
    let purchases = server.get("/v1/exports/purchases?identified=true&external=r-2");
    let lines: Vec<_> = purchases.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", purchases.text);
    let row = format!("{},r-2,", bought["purchase"].as_str().unwrap());
    assert!(
        lines[1].starts_with(&row) && lines[1].contains(",'=2+3,"),
        "{}",
        lines[1]
    );
    let entries = server.get("/v1/exports/entries?member=ext:ann&language=ru");
    assert_eq!(entries.text.lines().count(), 4, "{}", entries.text);
    check(
        &server.get("/v1/exports/entries?member=ext:bob"),
        404,
        "not_found",
    );
    check(
        &server.get("/v1/exports/purchases?state=lost"),
        400,
        "bad_query",
    );
    let audit = server.get("/v1/audit?limit=2").body;
    let actions = [&audit["items"][1]["action"], &audit["items"][0]["action"]];
    assert_eq!(actions, ["purchases.export", "entries.export"], "{audit}");
}

#[test]
fn the_overview_moves_with_what_happens() {
    let server = burgers();
    check(
        &server.get("/v1/overview?from=2026-03-10&to=2026-03-09"),
        422,
        "invalid",
    );
    check(&server.get("/v1/overview?from=yesterday"), 400, "bad_query");
    let bought = buy(&server, "r-1");
    let today = || {
        server
            .get("/v1/overview?from=2026-03-10&to=2026-03-10&store=kazan-1")
            .body
    };
    let figures = today();
    assert_eq!(figures["current"], figures["today"]);
    let current = &figures["current"];
    assert_eq!(
        [
            &current["sales"],
            &current["identified_sales"],
            &current["average_basket"],
            &current["frequency"],
            &current["issued"]["points"]
        ],
        ["400.00", "400.00", "400.00", "1.00", "20"],
        "{figures:#}"
    );
    assert_eq!(
        figures["hours"],
        json!([{"weekday": 2, "hour": 12, "purchases": 1}])
    );
    let elsewhere = server
        .get("/v1/overview?from=2026-03-10&to=2026-03-10&store=kazan-2")
        .body;
    assert_eq!(elsewhere["current"]["purchases"], 0);
    let void = format!(
        "/v1/purchases/{}/void",
        bought["purchase"].as_str().unwrap()
    );
    check(&server.post(&void, &json!({})), 200, "");
    let figures = today();
    let current = &figures["current"];
    assert_eq!(
        [
            &current["sales"],
            &current["purchases"],
            &current["members_active"],
            &current["average_basket"]
        ],
        [&json!("0.00"), &json!(0), &json!(0), &Value::Null],
        "{figures:#}"
    );
    assert_eq!(current["issued"], json!({}));
}
