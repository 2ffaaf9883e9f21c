//! What is there for people and machines who read: the reference, the document, health.

use std::collections::BTreeSet;

use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{START, burgers, check};

const CHECKED_IN: &str = include_str!("../../../../docs/openapi.json");

fn document() -> Value {
    serde_json::from_str(&regulars_http::openapi_json()).unwrap()
}

/// Every operation with its method and address.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    each.collect()
}

#[test]
fn the_checked_in_document_is_the_one_that_is_served() {
    let now = regulars_http::openapi_json();
    if now != CHECKED_IN {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi.json");
        std::fs::write(&path, now).unwrap();
        panic!(
            "docs/openapi.json is not up to date: run `cargo xtask openapi`, or cp {} docs/openapi.json",
            path.display()
        );
    }
}

#[test]
fn every_call_is_described_with_worked_examples() {
    let document = document();
    let operations = operations(&document);
    assert!(operations.len() > 35, "{}", operations.len());
    for (name, operation) in &operations {
        let long = operation["description"]
            .as_str()
            .is_some_and(|text| text.len() > 20);
        assert!(
            long && operation["summary"].is_string(),
            "{name} is not described"
        );
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].is_string(), "{name}: {parameter}");
        }
        if let Some(body) = operation.get("requestBody")
            && body["required"] == true
        {
            assert!(
                has_examples(&body["content"]),
                "{name} has no example of what it takes"
            );
        }
        check_answers(name, operation);
    }
}

fn check_answers(name: &str, operation: &Value) {
    let answers = operation["responses"].as_object().unwrap();
    assert!(
        answers.keys().any(|status| status.starts_with('5')),
        "{name} tells no fault of the server"
    );
    for (status, answer) in answers {
        let content = &answer["content"];
        match status.as_str() {
            "204" => assert!(content.is_null(), "{name}"),
            "200" | "201" | "202" => {
                assert!(has_examples(content), "{name} has no example of its answer")
            }
            _ => assert!(
                content["application/problem+json"]["example"].is_object(),
                "{name} {status}"
            ),
        }
    }
}

fn has_examples(content: &Value) -> bool {
    let mut kinds = content.as_object().into_iter().flatten();
    kinds.all(|(_, kind)| {
        kind["examples"]
            .as_object()
            .is_some_and(|examples| !examples.is_empty())
    })
}

#[test]
fn every_schema_that_is_named_is_there_and_described() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let text = document.to_string();
    let named: BTreeSet<_> = text
        .split("#/components/schemas/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    for name in &named {
        assert!(schemas.contains_key(*name), "no schema {name}");
    }
    for (name, schema) in schemas {
        assert!(
            named.contains(name.as_str()),
            "nothing has the shape {name}"
        );
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let about = ["description", "$ref", "oneOf", "allOf"]
                .iter()
                .any(|key| property.get(key).is_some());
            assert!(about, "{name}.{field} is not described");
        }
    }
}

#[test]
fn operation_ids_are_unique() {
    let document = document();
    let operations = operations(&document);
    let ids: BTreeSet<_> = operations
        .iter()
        .map(|(_, operation)| operation["operationId"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), operations.len());
}

#[test]
fn the_reference_is_served_whole_and_may_load_nothing_else() {
    let server = TestServer::start(START, None);
    let page = ureq::get(format!("{}/docs", server.url)).call().unwrap();
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    for path in ["/docs/page.css", "/docs/page.js", "/openapi.json"] {
        let file = ureq::get(format!("{}{path}", server.url)).call().unwrap();
        assert_eq!(file.status(), 200, "{path}");
        assert_eq!(
            file.headers()["x-content-type-options"],
            "nosniff",
            "{path}"
        );
    }
    check(&server.get("/docs/page.php"), 404, "not_found");
    check(&server.get("/problems/none"), 404, "not_found");
}

#[test]
fn the_server_tells_that_it_is_up_and_what_it_counted() {
    let server = TestServer::start(START, None);
    assert_eq!(server.get("/healthz").body["status"], "alive");
    let ready = server.get("/readyz").body;
    assert_eq!(
        (&ready["status"], &ready["jobs"]),
        (&"ready".into(), &"running".into())
    );
    server.get("/v1/members/ext:somebody");
    let metrics = server.get("/metrics").text;
    assert!(
        metrics.contains("route=\"/v1/members/{id}\",status=\"404\""),
        "{metrics}"
    );
    assert!(metrics.contains("store_queue_length "), "{metrics}");
    assert!(!metrics.contains("somebody"), "an identifier is counted");
}

#[test]
fn lots_are_told_as_many_as_are_asked_for() {
    let server = burgers();
    for points in ["10", "20"] {
        let give =
            json!({"points": points, "reason": "an apology", "expires_at": "2026-03-20T00:00:00Z"});
        check(
            &server.post("/v1/members/ext:ann/adjustments", &give),
            201,
            "",
        );
    }
    for (query, lots) in [("?lots=0", 0), ("?lots=2", 2), ("", 3), ("?lots=9", 3)] {
        let answer = server.get(&format!("/v1/members/ext:ann/accounts{query}"));
        check(&answer, 200, "");
        let account = &answer.body["accounts"][0];
        assert_eq!(account["lots"].as_array().unwrap().len(), lots, "{query}");
        assert_eq!(account["lot_count"], 3, "{query}");
        let next = json!({"at": "2026-03-20T00:00:00Z", "points": "30"});
        assert_eq!(account["next_expiry"], next, "{query}");
    }
    let none = server.get("/v1/members/ext:ann/accounts?lots=few");
    check(&none, 400, "bad_query");
}
