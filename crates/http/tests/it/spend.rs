//! Money spent on customers: entered once, added up by month, taken back.

use serde_json::{Value, json};

use crate::caller::{burgers, check, check_russian};

fn spend() -> Value {
    json!({"from": "2026-03-30", "to": "2026-04-02", "purpose": "acquisition", "amount": "1000.10",
        "source": "poster", "label": "spring", "note": "at the station"})
}

#[test]
fn money_is_entered_once_added_up_by_month_and_taken_back() {
    let server = burgers();
    let add = |key: &str, body: &Value| {
        let body = body.to_string();
        let headers = [("idempotency-key", key)];
        server.send(
            "POST",
            "/v1/spend",
            "application/json",
            body.as_bytes(),
            &headers,
        )
    };
    let entered = add("k1", &spend());
    check(&entered, 201, "");
    assert_eq!(
        (&entered.body["amount"], &entered.body["label"]),
        (&json!("1000.10"), &json!("spring"))
    );
    assert_eq!(add("k1", &spend()).body, entered.body);
    let other = json!({"from": "2026-04-01", "purpose": "contacts", "amount": "5"});
    check(&add("k1", &other), 422, "key_reused");
    check(&add("k2", &other), 201, "");
    let listed = server.get("/v1/spend?from=2026-04-02").body;
    assert_eq!(listed["items"], json!([entered.body]));
    // Two days of four each: half of 1,000.10.
    assert_eq!(
        server.get("/v1/spend/months").body["items"],
        json!([
            {"month": "2026-04", "acquisition": "500.05", "keeping": "0.00", "contacts": "5.00", "total": "505.05"},
            {"month": "2026-03", "acquisition": "500.05", "keeping": "0.00", "contacts": "0.00", "total": "500.05"},
        ])
    );
    let path = format!("/v1/spend/{}", entered.body["id"].as_str().unwrap());
    check(&server.delete(&path), 204, "");
    check(&server.delete(&path), 404, "not_found");
    check(&server.delete("/v1/spend/x"), 404, "not_found");
    assert_eq!(
        server.get("/v1/spend").body["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let audit = server.get("/v1/audit").body;
    assert_eq!(
        (&audit["items"][0]["action"], &audit["items"][0]["note"]),
        (
            &json!("spend.remove"),
            &json!("acquisition 1000.10, 2026-03-30 – 2026-04-02")
        )
    );
}

#[test]
fn what_cannot_be_spent_is_refused() {
    let server = burgers();
    let refused = |change: Value, pointers: &[&str]| {
        let mut body = spend();
        for (field, value) in change.as_object().unwrap() {
            body[field] = value.clone();
        }
        let body = body.to_string();
        let headers = [("accept-language", "ru")];
        let answer = server.send(
            "POST",
            "/v1/spend",
            "application/json",
            body.as_bytes(),
            &headers,
        );
        check(&answer, 422, "invalid");
        check_russian(&answer);
        let errors = answer.body["errors"].as_array().unwrap();
        let told: Vec<_> = errors
            .iter()
            .map(|error| error["pointer"].as_str().unwrap())
            .collect();
        assert_eq!(told, pointers);
    };
    refused(json!({"to": "2026-03-29"}), &["/to"]);
    refused(json!({"to": "2036-04-30"}), &["/to"]);
    refused(json!({"amount": "0"}), &["/amount"]);
    refused(json!({"amount": "0.001"}), &["/amount"]);
    refused(json!({"amount": null, "from": null}), &["/from", "/amount"]);
    refused(json!({"from": "soon", "source": ""}), &["/from", "/source"]);
    check(
        &server.get("/v1/spend?from=2026-04-01&to=2026-03-01"),
        422,
        "invalid",
    );
    check(&server.get("/v1/spend?from=soon"), 400, "bad_query");
}
