use serde_json::{Value, json};

use crate::binary::{Folder, programs, regulars, run};

fn quote() -> Value {
    json!({"basket": "b-1", "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": "400.00"}]})
}

#[test]
fn the_ready_made_programs_pass() {
    let ran = run(regulars().args(["program", "test"]).arg(programs("")));
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let last = ran.stdout.lines().last().unwrap();
    assert!(
        last.ends_with(" passed, 0 failed") && !last.starts_with("0 "),
        "{last}"
    );
    assert_eq!(
        run(regulars().args(["program", "check"]).arg(programs(""))).code,
        0
    );
}

#[test]
fn a_failed_scenario_tells_step_expected_and_got() {
    let folder = Folder::new();
    let program = std::fs::read_to_string(programs("burger-heroes.yaml")).unwrap();
    let scenarios = "program: burger-heroes\nscenarios:\n  - scenario: joining\n    steps:\n      \
        - { at: 2026-03-01T10:00, register: ann, expect: { ann.points: 301 } }\n";
    folder.file("burger-heroes.scenarios.yaml", scenarios);
    let file = folder.file("burger-heroes.yaml", program);
    let ran = run(regulars().args(["program", "test"]).arg(file));
    assert_eq!(ran.code, 1);
    for said in [
        "joining",
        "step 1",
        "expected 301, got 300",
        "no scenario exercises",
        "0 passed, 1 failed",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
}

#[test]
fn a_misspelt_program_is_told_whole() {
    let folder = Folder::new();
    let text = "program: { id: p, name: P, currency: RUB, time_zone: Europe/Moscow }\nunitz: {}\n";
    let file = folder.file("p.yaml", text);
    let ran = run(regulars().args(["program", "check", "--json"]).arg(&file));
    assert_eq!(ran.code, 1);
    let answer = ran.json();
    assert_eq!(answer["ok"], false);
    assert!(
        answer["files"][0]["problems"][0]["help"]
            .as_str()
            .unwrap()
            .contains("units"),
        "{answer}"
    );
    let ran = folder.run(&["program", "publish", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("unitz"), "{}", ran.stderr);
}

#[test]
fn publishing_beside_a_server_returns_when_it_is_live_there() {
    let folder = Folder::new();
    let key = folder
        .run(&["key", "create", "--name", "till", "--scope", "all"])
        .stdout;
    let server = folder.serve();
    let program = || server.call("POST", "/v1/quotes", key.trim(), &quote()).1["program"].clone();
    assert_eq!(program()["id"], "no-program");
    folder.publish("burger-heroes.yaml");
    assert_eq!(program(), json!({"id": "burger-heroes", "version": 1}));
    folder.publish("two-prices.yaml");
    assert_eq!(program()["id"], "two-prices");
}

#[test]
fn publishing_stores_the_scenarios_that_stand_beside_the_program() {
    let folder = Folder::new();
    let key = folder
        .run(&["key", "create", "--name", "console", "--scope", "all"])
        .stdout;
    folder.publish("burger-heroes.yaml");
    let server = folder.serve();
    let path = "/v1/programs/burger-heroes/scenarios";
    let (status, answer) = server.call("GET", path, key.trim(), &Value::Null);
    assert_eq!(status, 200, "{answer}");

    let program = std::fs::read_to_string(programs("burger-heroes.yaml")).unwrap();
    let file = folder.file("bad.yaml", program);
    folder.file(
        "bad.scenarios.yaml",
        "program: burger-heroes\nscenario: no\n",
    );
    let ran = folder.run(&["program", "publish", file.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("bad.scenarios.yaml"), "{}", ran.stderr);
}

#[test]
fn the_schema_is_one() {
    let ran = run(regulars().args(["program", "schema"]));
    let schema: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(schema["properties"]["earn"].is_object());
}

#[test]
fn a_version_is_rolled_out_compared_and_widened_by_command() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(programs("burger-heroes.yaml")).unwrap();
    let file = folder.file("p.yaml", &text);
    assert_eq!(
        folder
            .run(&["program", "publish", file.to_str().unwrap()])
            .code,
        0
    );
    let file = folder.file("p.yaml", text.replace("rate: 5%", "rate: 6%"));
    assert_eq!(
        folder
            .run(&["program", "publish", file.to_str().unwrap()])
            .code,
        0
    );
    let rollout = |args: &[&str]| folder.run(&[&["program", "rollout"], args].concat());
    let none = rollout(&["status", "burger-heroes"]);
    assert_eq!(none.code, 4, "{}", none.stdout);
    assert_ne!(
        rollout(&["start", "burger-heroes", "1"]).code,
        0,
        "to nobody"
    );
    let started = rollout(&[
        "start",
        "burger-heroes",
        "1",
        "--percent",
        "12.5",
        "--note",
        "back?",
    ]);
    assert_eq!(started.code, 0, "{}", started.stderr);
    assert!(
        started.stdout.contains("12.5 % of the members"),
        "{}",
        started.stdout
    );
    let status = rollout(&["status", "burger-heroes", "--json"]).json();
    assert_eq!(status["running"], true);
    assert_eq!(status["steps"][0]["to"], json!({"share": 1250}));
    assert_eq!(status["sides"][1]["version"], 1);
    let clash = folder.run(&["program", "publish", file.to_str().unwrap()]);
    assert!(
        clash.stderr.contains("is being rolled out"),
        "{}",
        clash.stderr
    );
    let narrower = rollout(&["widen", "burger-heroes", "--percent", "5"]);
    assert!(narrower.stderr.contains("not wider"), "{}", narrower.stderr);
    let all = rollout(&["widen", "burger-heroes", "--everybody"]);
    assert!(
        all.stdout.contains("for everybody from"),
        "{}{}",
        all.stdout,
        all.stderr
    );
    let over = rollout(&["withdraw", "burger-heroes"]);
    assert_eq!(over.code, 4, "{}", over.stdout);
}
