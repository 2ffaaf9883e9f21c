//! Versions of programs: who made them, what they say of themselves, publications taken back.

use regulars_engine::time::Instant;
use regulars_testkit::{Answer, TestServer};
use serde_json::{Value, json};

use crate::caller::{BURGERS, burgers, check};

const VERSIONS: &str = "/v1/programs/burger-heroes/versions";

/// A server on which version 1 decides and version 2 is stored.
fn two_versions() -> TestServer {
    let server = burgers();
    let file = BURGERS.replace("rate: 5%", "rate: 6%");
    let stored = server.send("POST", VERSIONS, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    server
}

/// Publishes version 2; answers the publication's id.
fn publish(server: &TestServer, body: &Value) -> String {
    let answer = server.post(&format!("{VERSIONS}/2/publish"), body);
    check(&answer, 200, "");
    text(&answer.body["publication"]).to_owned()
}

fn cancel(server: &TestServer, publication: &str) -> Answer {
    let path = format!("/v1/programs/burger-heroes/publications/{publication}");
    server.delete(&path)
}

fn pass(server: &TestServer, at: &str) {
    let (at, _) = Instant::parse_with_offset(at).unwrap();
    server.pass(at);
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn live(server: &TestServer) -> u64 {
    let answer = server.get(VERSIONS);
    answer.body["live"]["version"].as_u64().unwrap()
}

#[test]
fn a_publication_can_be_taken_back_until_it_decides() {
    let server = two_versions();
    let publication = publish(&server, &json!({"at": "2026-04-01T00:00:00+03:00"}));
    check(&cancel(&server, &publication), 204, "");
    check(&cancel(&server, &publication), 404, "not_found");
    pass(&server, "2026-04-02T00:00:00+03:00");
    assert_eq!(live(&server), 1);
    let answer = server.get(&format!("{VERSIONS}/2"));
    assert_eq!(answer.body["publications"], json!([]));
    assert_eq!(answer.body["live_at"], json!([]));

    let soon = publish(&server, &json!({}));
    pass(&server, "2026-04-02T00:00:01+03:00");
    check(&cancel(&server, &soon), 409, "live_already");
    pass(&server, "2026-04-02T00:00:10+03:00");
    assert_eq!(live(&server), 2);
    let refused = cancel(&server, &soon);
    check(&refused, 409, "live_already");
    let path = format!("/v1/programs/another/publications/{soon}");
    check(&server.delete(&path), 404, "not_found");
    check(&cancel(&server, "2026-04-01"), 404, "not_found");

    let audit = server.get("/v1/audit?target=burger-heroes");
    let actions: Vec<_> = audit.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| text(&line["action"]).to_owned())
        .collect();
    assert_eq!(
        actions[..3],
        ["program.publish", "program.cancel", "program.publish"]
    );
}

#[test]
fn what_is_set_for_later_holds_though_another_is_published_meanwhile() {
    let server = two_versions();
    publish(&server, &json!({"at": "2026-04-01T00:00:00+03:00"}));
    check(
        &server.post(&format!("{VERSIONS}/1/publish"), &json!({})),
        200,
        "",
    );
    assert_eq!(live(&server), 1);
    pass(&server, "2026-04-01T00:00:00+03:00");
    assert_eq!(live(&server), 2);
}

#[test]
fn a_version_says_who_made_it_and_what_it_is() {
    let server = two_versions();
    let id = publish(&server, &json!({"at": "2026-04-01T00:00:00+03:00"}));
    let version = server.get(&format!("{VERSIONS}/2")).body;
    assert_eq!(version["stored_by"]["kind"], "key");
    assert_eq!(version["publications"][0]["id"], id.as_str());
    assert_eq!(version["publications"][0]["published_by"]["kind"], "key");
    assert_eq!(version["about"]["name"]["ru"], "Герои бургеров");
    assert_eq!(version["about"]["currency"], "RUB");
    assert_eq!(version["about"]["time_zone"], "Europe/Moscow");
    assert_eq!(
        version["about"]["units"][0],
        json!({
            "id": "points", "name": {"en": "bonuses", "ru": "бонусы"}, "scale": 0,
            "value": {"points": "1", "money": "1.00"},
        })
    );
    let current = server.get(&format!("{VERSIONS}/current")).body;
    assert_eq!(current["version"], 1);
    assert_eq!(current["stored_by"]["kind"], "machine");
    let elsewhere = server.get("/v1/programs/another/versions/current");
    check(&elsewhere, 404, "not_found");
}
