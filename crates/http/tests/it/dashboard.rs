//! Dashboards: kept, changed, dropped, and who may.

use serde_json::json;

use crate::caller::{burgers, check, check_russian};

#[test]
fn a_dashboard_is_kept_changed_and_dropped() {
    let server = burgers();
    let put = |body: &serde_json::Value| {
        let body = body.to_string();
        server.send(
            "PUT",
            "/v1/dashboards/monday",
            "application/json",
            body.as_bytes(),
            &[],
        )
    };
    let tile = json!({"report": "kpi", "asked": {"metric": "revenue", "days": "30"}, "plot": true});
    let kept = put(&json!({"name": "Monday", "tiles": [tile]}));
    check(&kept, 200, "");
    let all = server.get("/v1/dashboards").body;
    assert_eq!(all["items"][0]["tiles"], json!([tile]));
    check(&put(&json!({"name": "Every Monday", "tiles": []})), 200, "");
    let one = server.get("/v1/dashboards/monday");
    assert_eq!(
        (&one.body["name"], &one.body["tiles"]),
        (&json!("Every Monday"), &json!([]))
    );
    check(&server.delete("/v1/dashboards/monday"), 204, "");
    check(&server.delete("/v1/dashboards/monday"), 404, "not_found");
    check_russian(&server.get("/v1/dashboards/monday?language=ru"));
    let audit = server.get("/v1/audit").body;
    let actions: Vec<_> = { audit["items"].as_array().unwrap().iter().take(3) }
        .map(|item| item["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        actions,
        ["dashboard.drop", "dashboard.change", "dashboard.make"]
    );
}

#[test]
fn what_no_dashboard_can_be_is_refused() {
    let server = burgers();
    let refused = |body: serde_json::Value, pointer: &str| {
        let body = body.to_string();
        let headers = [("accept-language", "ru")];
        let path = "/v1/dashboards/monday";
        let answer = server.send("PUT", path, "application/json", body.as_bytes(), &headers);
        check(&answer, 422, "invalid");
        check_russian(&answer);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer);
    };
    let long = "x".repeat(2_000);
    let tile = json!({"report": "kpi"});
    refused(json!({"name": "", "tiles": []}), "/name");
    refused(
        json!({"name": "A", "tiles": [{"report": "experiments"}]}),
        "/tiles/0/report",
    );
    refused(
        json!({"name": "A", "tiles": [{"report": "kpi", "asked": {"by": long}}]}),
        "/tiles/0/asked",
    );
    refused(json!({"name": "A", "tiles": vec![tile; 41]}), "/tiles");
}
