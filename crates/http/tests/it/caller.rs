//! A caller of one test's server, with any key or none.

use regulars_engine::language::is_russian;
use regulars_testkit::{Answer, TestServer};
use serde_json::Value;

/// The program most tests play on.
pub const BURGERS: &str = include_str!("../../../../programs/burger-heroes.yaml");

/// When most tests begin.
pub const START: &str = "2026-03-10T12:00:00+03:00";

/// A server with the burger program and one member who has a card and 300 points.
pub fn burgers() -> TestServer {
    let server = TestServer::start(START, Some(BURGERS));
    let ann = serde_json::json!({"card": "2900000000018", "external_id": "ann"});
    let joined = server.post("/v1/members", &ann);
    assert_eq!(joined.status, 201, "{}", joined.text);
    server
}

/// The burger Ann buys.
pub fn burger() -> Value {
    serde_json::json!({"member": {"card": "2900000000018"}, "lines": [{"line": 1, "sku": "burger", "price": "400.00"}]})
}

/// A body with other fields.
pub fn with(mut body: Value, fields: Value) -> Value {
    let (Value::Object(body_fields), Value::Object(fields)) = (&mut body, fields) else {
        panic!("two objects")
    };
    body_fields.extend(fields);
    body
}

/// The spendable points of a member.
#[track_caller]
pub fn points_of(server: &TestServer, member: &str) -> String {
    let accounts = server.get(&format!("/v1/members/{member}/accounts"));
    assert_eq!(accounts.status, 200, "{}", accounts.text);
    accounts.body["accounts"][0]["available"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Checks the status, and for a problem the end of its `type`.
#[track_caller]
pub fn check(answer: &Answer, status: u16, kind: &str) {
    assert_eq!(answer.status, status, "{}", answer.text);
    if status >= 400 {
        assert_eq!(
            answer.body["type"],
            format!("/problems/{kind}"),
            "{}",
            answer.text
        );
        assert_eq!(answer.body["status"], status, "{}", answer.text);
        assert!(
            answer.body["title"].is_string() && answer.body["detail"].is_string(),
            "{}",
            answer.text
        );
        assert!(answer.body["errors"].is_array(), "{}", answer.text);
    }
}

/// Sends a call that is refused, in Russian, and checks that everything said of it is Russian.
#[track_caller]
pub fn refused_in_russian(
    server: &TestServer,
    (method, path): (&str, &str),
    kind: &str,
    body: &[u8],
) -> Answer {
    let answer = server.send(method, path, kind, body, &[("accept-language", "ru")]);
    check_russian(&answer);
    answer
}

/// Checks that everything a problem says is Russian, but for names in backticks.
#[track_caller]
pub fn check_russian(answer: &Answer) {
    assert!(answer.status >= 400, "{}", answer.text);
    assert_eq!(answer.language.as_deref(), Some("ru"), "{}", answer.text);
    let errors = answer.body["errors"].as_array().unwrap().iter();
    let messages = errors.map(|error| &error["message"]);
    for text in messages.chain([&answer.body["title"], &answer.body["detail"]]) {
        assert!(
            is_russian(text.as_str().unwrap()),
            "{text} in {}",
            answer.text
        );
    }
}
