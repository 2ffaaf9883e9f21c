//! Versions rolled out: what is asked wrongly is told, in both languages, and changes nothing.

use regulars_testkit::TestServer;
use serde_json::json;

use crate::caller::{BURGERS, burgers, check, refused_in_russian};

const PROGRAM: &str = "/v1/programs/burger-heroes";

fn start(version: u32) -> String {
    format!("{PROGRAM}/versions/{version}/rollout")
}

/// A server on which version 1 decides and version 2 is stored.
fn two_versions() -> TestServer {
    let server = burgers();
    let file = BURGERS.replace("rate: 5%", "rate: 6%");
    let path = format!("{PROGRAM}/versions");
    let stored = server.send("POST", &path, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    server
}

#[test]
fn whom_is_one_thing_that_is_there() {
    let server = two_versions();
    for (to, pointer) in [
        (json!({}), "/to"),
        (json!({"percent": 10, "segment": "vip"}), "/to"),
        (json!({"everybody": true}), "/to"),
        (json!({"stores": []}), "/to"),
        (json!({"percent": 0}), "/to/percent"),
        (json!({"percent": 100}), "/to/percent"),
        (json!({"percent": 0.001}), "/to/percent"),
        (json!({"stores": ["nowhere"]}), "/to/stores"),
        (json!({"segment": "nobody"}), "/to/segment"),
    ] {
        let body = json!({"to": to}).to_string();
        let refused = refused_in_russian(
            &server,
            ("POST", &start(2)),
            "application/json",
            body.as_bytes(),
        );
        check(&refused, 422, "invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], pointer, "{body}");
    }
    let to = json!({"to": {"percent": 10}});
    check(&server.post(&start(9), &to), 404, "not_found");
    check(&server.get(&format!("{PROGRAM}/rollout")), 404, "not_found");
    let none = server.post(&format!("{PROGRAM}/rollout/withdraw"), &json!({}));
    check(&none, 404, "not_found");
}

#[test]
fn one_version_at_a_time_is_on_its_way() {
    let server = two_versions();
    let to = json!({"to": {"percent": 10}});
    let standing = server.post(&start(1), &to);
    check(&standing, 409, "versions_clash");
    let started = server.post(&start(2), &to);
    check(&started, 200, "");
    assert_eq!(started.body["to"]["percent"], 10.0);
    for path in [start(2), format!("{PROGRAM}/versions/1/publish")] {
        let body = match path.ends_with("publish") {
            true => json!({}),
            false => to.clone(),
        };
        let body = body.to_string();
        let refused = refused_in_russian(
            &server,
            ("POST", &path),
            "application/json",
            body.as_bytes(),
        );
        check(&refused, 409, "versions_clash");
    }
    let narrower = json!({"to": {"percent": 5}});
    let refused = server.post(&format!("{PROGRAM}/rollout/widen"), &narrower);
    check(&refused, 422, "invalid");
    let all = json!({"to": {"everybody": true}});
    check(
        &server.post(&format!("{PROGRAM}/rollout/widen"), &all),
        200,
        "",
    );
    let audit = server.get("/v1/audit?target=burger-heroes").body;
    assert_eq!(audit["items"][0]["action"], "program.rollout.everybody");
    assert_eq!(audit["items"][1]["action"], "program.rollout.start");
    let rollout = server.get(&format!("{PROGRAM}/rollout")).body;
    assert_eq!(rollout["running"], false);
    assert_eq!(rollout["steps"][1]["kind"], "everybody");
}

#[test]
fn what_cannot_live_beside_is_told_with_its_place() {
    let server = two_versions();
    let file = BURGERS.replace("points: 1, money: 1.00", "points: 2, money: 1.00");
    let path = format!("{PROGRAM}/versions");
    let stored = server.send("POST", &path, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    let body = json!({"to": {"percent": 10}}).to_string();
    let refused = refused_in_russian(
        &server,
        ("POST", &start(3)),
        "application/json",
        body.as_bytes(),
    );
    check(&refused, 422, "bad_program");
    assert_eq!(refused.body["errors"][0]["pointer"], "/units/points/value");
}
