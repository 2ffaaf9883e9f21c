//! Experiments that are kept: made, launched, read, ended, and who may not.

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{burgers, check, check_russian, with};

fn design() -> Value {
    json!({
        "id": "spring", "name": "Spring offer", "control": "control", "metric": "revenue", "lift": 0.1,
        "arms": [{"name": "control", "parts": 1}, {"name": "offer", "parts": 1}],
    })
}

fn put(server: &TestServer, path: &str, body: &Value) -> regulars_testkit::Answer {
    let body = body.to_string();
    server.send("PUT", path, "application/json", body.as_bytes(), &[])
}

/// A server with ten members.
fn ten() -> TestServer {
    let server = burgers();
    for number in 0..9 {
        let joined = server.post(
            "/v1/members",
            &json!({"external_id": format!("m-{number}")}),
        );
        check(&joined, 201, "");
    }
    server
}

#[test]
fn an_experiment_goes_from_a_draft_to_its_end() {
    let server = ten();
    let made = server.post_keyed("/v1/experiments", "e-1", &design());
    check(&made, 201, "");
    assert_eq!(
        (&made.body["state"], &made.body["days"]),
        (&json!("draft"), &json!(28))
    );
    let again = server.post_keyed("/v1/experiments", "e-1", &design());
    assert_eq!(again.body, made.body);
    check(
        &server.post("/v1/experiments", &design()),
        409,
        "experiment_taken",
    );
    let shorter = with(design(), json!({"days": 14, "newcomers": true}));
    let changed = put(&server, "/v1/experiments/spring", &shorter);
    assert_eq!(changed.body["days"], 14, "{}", changed.text);
    check(
        &server.get("/v1/experiments/spring/results"),
        409,
        "experiment_past",
    );

    let begun = server.post("/v1/experiments/spring/launch", &json!({}));
    check(&begun, 200, "");
    let sizes: Vec<_> = { begun.body["arms"].as_array().unwrap().iter() }
        .map(|arm| arm["members"].as_u64().unwrap())
        .collect();
    assert_eq!(sizes, [5, 5]);
    assert!(
        begun.body["forecast"]["text"]
            .as_str()
            .unwrap()
            .contains("Everybody")
    );
    check(
        &put(&server, "/v1/experiments/spring", &shorter),
        409,
        "experiment_past",
    );
    check(
        &server.delete("/v1/experiments/spring"),
        409,
        "experiment_past",
    );
    let ann = server
        .get("/v1/experiments/spring/assignments/ext:ann")
        .body;
    let of_ann = server.get("/v1/members/ext:ann/experiments").body;
    assert_eq!(of_ann["items"][0]["arm"], ann["arm"]);
    assert_eq!(of_ann["universal_control"], false);
    let all = server
        .get("/v1/experiments/spring/assignments?limit=7")
        .body;
    let next = all["next"].as_str().unwrap();
    let rest = server
        .get(&format!("/v1/experiments/spring/assignments?cursor={next}"))
        .body;
    let count = |page: &Value| page["items"].as_array().unwrap().len();
    assert_eq!((count(&all), count(&rest)), (7, 3));
    let file = server.get("/v1/exports/assignments?experiment=spring").text;
    assert_eq!(file.lines().count(), 11, "{file}");

    check(
        &server.post("/v1/members", &json!({"external_id": "late"})),
        201,
        "",
    );
    let late = "/v1/experiments/spring/assignments/ext:late";
    assert_eq!(server.get(late).body["arm"], Value::Null);
    let drawn = put(&server, late, &Value::Null);
    assert!(drawn.body["arm"].is_string(), "{}", drawn.text);
    assert_eq!(server.get(late).body, drawn.body);

    let results = server.get("/v1/experiments/spring/results").body;
    assert_eq!(results["verdict"], "too_early");
    assert_eq!(results["metrics"][0]["metric"], "revenue");
    check(
        &server.post("/v1/experiments/spring/end", &json!({})),
        200,
        "",
    );
    check(
        &server.post("/v1/experiments/spring/end", &json!({})),
        409,
        "experiment_past",
    );
    let listed = server.get("/v1/experiments").body;
    assert_eq!(listed["items"][0]["state"], "ended");
    let audit = server.get("/v1/audit").body;
    let actions = audit["items"].as_array().unwrap().iter();
    let actions: Vec<_> = actions
        .map(|item| item["action"].as_str().unwrap())
        .filter(|action| !action.starts_with("member"))
        .take(5)
        .collect();
    let expected = [
        "experiment.end",
        "assignments.export",
        "experiment.launch",
        "experiment.change",
        "experiment.make",
    ];
    assert_eq!(actions, expected);
}

#[test]
fn what_no_experiment_can_be_is_refused_where_it_stands() {
    let server = burgers();
    let refused = |fields: Value, pointer: &str| {
        let body = with(design(), fields).to_string();
        let headers = [("accept-language", "ru")];
        let answer = server.send(
            "POST",
            "/v1/experiments",
            "application/json",
            body.as_bytes(),
            &headers,
        );
        check(&answer, 422, "invalid");
        check_russian(&answer);
        assert_eq!(
            answer.body["errors"][0]["pointer"], pointer,
            "{}",
            answer.text
        );
    };
    refused(json!({"id": "Весна"}), "/id");
    refused(json!({"name": ""}), "/name");
    refused(json!({"segment": "nobody"}), "/segment");
    refused(json!({"control": "nothing"}), "/control");
    refused(json!({"lift": 0}), "/lift");
    refused(json!({"days": 0}), "/days");
    refused(json!({"metric": "receipt", "cuped": true}), "/cuped");
    refused(json!({"arms": [{"name": "control", "parts": 1}]}), "/arms");
    // One member cannot be in two arms.
    check(&server.post("/v1/experiments", &design()), 201, "");
    let alone = server.post("/v1/experiments/spring/launch?language=ru", &json!({}));
    check(&alone, 422, "invalid");
    check_russian(&alone);
    check(&server.delete("/v1/experiments/spring"), 204, "");
    check_russian(&server.get("/v1/experiments/spring?language=ru"));
    check_russian(&server.get("/v1/experiments/spring/assignments/ext:ann?language=ru"));
}

#[test]
fn the_universal_control_is_set_and_told() {
    let server = ten();
    assert_eq!(server.get("/v1/universal-control").body["percent"], 0.0);
    let set = put(&server, "/v1/universal-control", &json!({"percent": 50}));
    check(&set, 200, "");
    let told = (0..9).filter(|number| {
        let of = server.get(&format!("/v1/members/ext:m-{number}/experiments"));
        of.body["universal_control"] == true
    });
    let ann = server.get("/v1/members/ext:ann/experiments").body["universal_control"] == true;
    let told = u64::try_from(told.count()).unwrap() + u64::from(ann);
    assert_eq!(set.body["members"].as_u64(), Some(told));
    for wrong in [json!(51), json!(-1), json!(1e300)] {
        let answer = put(
            &server,
            "/v1/universal-control?language=ru",
            &json!({"percent": wrong}),
        );
        check(&answer, 422, "invalid");
        check_russian(&answer);
    }
}

/// Five who are offered something pay 300 each, five who are not 200, for burgers that cost 120: 500 more, of which goods
/// cost 500 × 1,200 / 2,500. 100 was spent on it, 7 on something else.
#[test]
fn what_it_earned_is_held_against_what_was_spent_on_it() {
    let server = ten();
    let burger = json!({"cost": "120"});
    check(&put(&server, "/v1/products/burger", &burger), 200, "");
    check(&server.post("/v1/experiments", &design()), 201, "");
    let begun = server.post("/v1/experiments/spring/launch", &json!({}));
    check(&begun, 200, "");
    server.pass("2026-03-11T12:00:00Z".parse().unwrap());
    let members = (0..9).map(|number| format!("m-{number}"));
    for member in members.chain(["ann".to_owned()]) {
        let path = format!("/v1/experiments/spring/assignments/ext:{member}");
        let price = match server.get(&path).body["arm"].as_str().unwrap() {
            "offer" => "300.00",
            _ => "200.00",
        };
        let basket = json!({"id": member, "member": {"external_id": member},
            "lines": [{"line": 1, "sku": "burger", "price": price}]});
        check(&server.post("/v1/purchases", &basket), 201, "");
    }
    server.pass("2026-03-12T12:00:00Z".parse().unwrap());
    let results = "/v1/experiments/spring/results";
    assert_eq!(server.get(results).body["money"], Value::Null);
    for (label, amount) in [("spring", "100"), ("autumn", "7")] {
        let spend =
            json!({"from": "2026-03-11", "purpose": "contacts", "amount": amount, "label": label});
        check(&server.post("/v1/spend", &spend), 201, "");
    }
    assert_eq!(
        server.get(results).body["money"],
        json!({"cost": "100.00", "cost_known": 1.0, "arms": [{
            "arm": "offer", "revenue": "500.00", "margin": "260.00", "cost": "100.00", "net_result": "160.00", "roi": 1.6,
        }]})
    );
}
