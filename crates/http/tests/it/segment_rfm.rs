//! Cells, names and moves of the RFM map saved as segments.

use regulars_app::Clock;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::check;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 } }
earn:
  - { id: base, rate: 1% }
";

fn buy(server: &TestServer, id: &str, member: &str, price: &str) {
    let lines = json!([{"line": 1, "sku": "ring", "price": price}]);
    let sale = json!({"id": id, "member": {"external_id": member}, "lines": lines});
    check(&server.post("/v1/purchases", &sale), 201, "");
}

/// Five members who bought differently, and one who never did.
fn shop() -> TestServer {
    let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM));
    for id in ["ann", "bob", "eve", "ida", "joe", "zoe"] {
        check(
            &server.post("/v1/members", &json!({"external_id": id})),
            201,
            "",
        );
    }
    for (member, times) in [("ann", 5), ("bob", 4), ("eve", 3), ("ida", 2), ("joe", 1)] {
        for time in 0..times {
            buy(
                &server,
                &format!("{member}-{time}"),
                member,
                &format!("{times}00.00"),
            );
        }
        server.pass(server.clock.now().plus_ms(86_400_000));
    }
    server
}

fn report(server: &TestServer, query: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/rfm{query}"));
    check(&answer, 200, "");
    answer.body
}

fn counted(server: &TestServer, when: &Value) -> Value {
    let answer = server.post("/v1/segments/preview", &json!({"when": when}));
    check(&answer, 200, "");
    answer.body["found"]["members"].clone()
}

fn taken(server: &TestServer, name: &str, of: &Value) -> Value {
    let answer = server.post("/v1/segments/rfm", &json!({"name": {"en": name}, "of": of}));
    check(&answer, 201, "");
    answer.body
}

fn put(server: &TestServer, path: &str, body: &Value) -> Value {
    let text = body.to_string();
    let answer = server.send("PUT", path, "application/json", text.as_bytes(), &[]);
    check(&answer, 200, "");
    answer.body
}

#[test]
fn a_cell_and_a_name_have_as_many_members_as_the_map_says() {
    let server = shop();
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    let map = report(&server, "");
    assert_eq!(
        (&map["members"], &map["no_purchase"]),
        (&json!(5), &json!(1))
    );
    for cell in map["cells"].as_array().unwrap() {
        let rfm = json!({"recency": cell["r"], "frequency": cell["f"], "money": cell["m"]});
        assert_eq!(
            counted(&server, &json!({"rfm": rfm})),
            cell["members"],
            "{cell}"
        );
        let of = json!({"r": cell["r"].to_string(), "f": cell["f"].to_string(), "m": cell["m"].to_string()});
        let frozen = taken(&server, "cell", &of);
        assert_eq!(
            frozen["count"]["found"]["members"], cell["members"],
            "{cell}"
        );
    }
    let mut all = 0;
    for row in map["names"].as_array().unwrap() {
        let when = json!({"rfm": {"name": row["name"]}});
        assert_eq!(counted(&server, &when), row["members"], "{row}");
        all += row["members"].as_u64().unwrap();
        let frozen = taken(&server, "name", &json!({"name": row["name"]}));
        assert_eq!(frozen["count"]["found"]["members"], row["members"], "{row}");
    }
    assert_eq!(all, 5);
}

#[test]
fn who_moved_is_kept_whatever_comes_after() {
    let server = shop();
    for time in 0..9 {
        buy(&server, &format!("joe-again-{time}"), "joe", "900.00");
    }
    server.pass(server.clock.now().plus_ms(86_400_000));
    let map = report(&server, "?since=2026-03-05");
    let moves = map["moves"].as_array().unwrap();
    let is_move = |row: &&Value| row["from"] != row["to"] && row["from"] != Value::Null;
    let moved = moves.iter().find(is_move).unwrap();
    let of = json!({"since": "2026-03-05", "from": moved["from"], "name": moved["to"]});
    let made = taken(&server, "Came up", &of);
    assert_eq!(
        (&made["id"], &made["kind"]),
        (&json!("came-up"), &json!("frozen"))
    );
    assert_eq!(made["count"]["found"]["members"], moved["members"]);
    let origin = made["taken_from"]["en"].as_str().unwrap();
    assert!(
        origin.starts_with("RFM map of 2026-03-07: group “"),
        "{origin}"
    );
    assert!(origin.contains("; on 2026-03-05: “"), "{origin}");
    assert_eq!(made["count"]["sentence"], origin);
    let asked = format!(
        "?since=2026-03-05&top=9&from={}&name={}",
        moved["from"].as_str().unwrap(),
        moved["to"].as_str().unwrap()
    );
    let people = &report(&server, &asked)["each"];
    assert_eq!(made["count"]["sample"][0], people[0]["member"]);

    // Another name of it changes nobody; another condition takes members anew and is no longer of the map.
    for time in 0..9 {
        buy(&server, &format!("ida-again-{time}"), "ida", "900.00");
    }
    let path = "/v1/segments/came-up";
    let renamed = json!({"name": {"en": "Up"}, "when": made["when"], "kind": "frozen"});
    let renamed = put(&server, path, &renamed);
    assert_eq!(renamed["taken_from"], made["taken_from"], "{renamed}");
    assert_eq!(renamed["count"]["found"]["members"], moved["members"]);
    let other = json!({"name": {"en": "Up"}, "when": {"purchases": {"within": "1 year"}}, "kind": "frozen"});
    let other = put(&server, path, &other);
    assert_eq!(other["taken_from"], Value::Null);
    assert_eq!(other["count"]["found"]["members"], 5);
}

#[test]
fn nobody_of_an_empty_map_is_a_segment_and_a_wrong_question_is_told() {
    let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM));
    let nobody = taken(&server, "Nobody", &json!({"name": "champions"}));
    assert_eq!(nobody["count"]["found"]["members"], 0);
    let wrong = |of: Value, pointer: &str, words: &str| {
        let body = json!({"name": {"en": "Wrong"}, "of": of});
        let answer = server.post("/v1/segments/rfm", &body);
        check(&answer, 422, "invalid");
        let first = &answer.body["errors"][0];
        assert_eq!(first["pointer"], pointer, "{of}");
        assert!(
            first["message"].as_str().unwrap().contains(words),
            "{first}"
        );
    };
    wrong(json!({"name": "champion"}), "/of/name", "champions");
    wrong(json!({"from": "loyal"}), "/of/since", "2026-01-01");
    wrong(
        json!({"since": "2026-02-01", "from": "loyl"}),
        "/of/from",
        "loyal",
    );
    wrong(json!({"bins": 3, "name": "loyal"}), "/of/bins", "five");
    wrong(json!({"window": 0}), "/of/window", "a day");
}
