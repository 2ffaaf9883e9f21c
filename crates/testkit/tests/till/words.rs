//! Answers in sentences, the playground and stored scenarios, over HTTP.

use regulars_engine::program::Program;
use regulars_engine::scenario;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::{BURGER_HEROES, basket, burgers, member, problem, purchase, status};

const SCENARIOS: &str = include_str!("../../../../programs/burger-heroes.scenarios.yaml");

/// The gallery.
const GALLERY: [&str; 6] = [
    BURGER_HEROES,
    include_str!("../../../../programs/beauty-insider.yaml"),
    include_str!("../../../../programs/body-club.yaml"),
    include_str!("../../../../programs/discount-card.yaml"),
    include_str!("../../../../programs/treats.yaml"),
    include_str!("../../../../programs/two-prices.yaml"),
];

fn plain(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('\u{a0}', " ")
}

#[test]
fn a_purchase_says_why_in_the_language_asked_for() {
    let server = burgers();
    let ann = member(&server, "4000");
    let bought = server.post("/v1/purchases", &purchase("r-1", "4000", "740.00", "none"));
    status(&bought, 201);
    let why = |query: &str| {
        let read = server.get(&format!("/v1/purchases/ext:r-1{query}"));
        status(&read, 200);
        plain(&read.body["explanation"]["purchase"][0]["text"])
    };
    assert_eq!(
        why(""),
        "37 bonuses = 5% of 740 ₽; valid through 1 March 2027; rule base."
    );
    assert_eq!(
        why("?language=ru"),
        "37 бонусов = 5% от 740 ₽; действуют по 1 марта 2027 включительно; правило «base»."
    );
    problem(
        &server.get("/v1/purchases/ext:r-1?language=de"),
        400,
        "bad_query",
    );

    let entries = server.get(&format!("/v1/members/{ann}/entries?language=ru&limit=2"));
    status(&entries, 200);
    assert_eq!(
        plain(&entries.body["items"][0]["text"]),
        "37 бонусов = 5% от 740 ₽; действуют по 1 марта 2027 включительно; правило «base»; покупка 1 марта 2026."
    );
    assert_eq!(
        plain(&entries.body["items"][1]["text"]),
        "300 бонусов за регистрацию; правило «welcome»."
    );
}

#[test]
fn a_return_and_its_entries_name_the_purchase() {
    let server = burgers();
    let ann = member(&server, "4000");
    status(
        &server.post("/v1/purchases", &purchase("r-1", "4000", "400.00", "max")),
        201,
    );
    let back = server.post("/v1/purchases/ext:r-1/returns", &json!({"id": "b-1"}));
    status(&back, 201);
    let entries = server.get(&format!("/v1/members/{ann}/entries"));
    let texts: Vec<String> = entries.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| plain(&entry["text"]))
        .collect();
    assert_eq!(texts.len(), 5, "{texts:?}");
    assert!(texts.iter().all(|text| text.ends_with('.')), "{texts:?}");
    let of_return = texts
        .iter()
        .filter(|text| text.contains("return of goods bought on 1 March 2026"));
    assert_eq!(of_return.count(), 2, "{texts:?}");
}

fn send(server: &TestServer, method: &str, path: &str, text: &str) -> regulars_testkit::Answer {
    server.send(method, path, "application/yaml", text.as_bytes(), &[])
}

#[test]
fn a_file_is_looked_over_and_not_stored() {
    let server = burgers();
    let right = send(
        &server,
        "POST",
        "/v1/programs/check?language=ru",
        BURGER_HEROES,
    );
    status(&right, 200);
    assert_eq!(right.body["id"], "burger-heroes");
    assert_eq!(right.body["name"], "Герои бургеров");
    assert_eq!(right.body["problems"], json!([]));
    let joining = right.body["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .find(|sentence| sentence["group"] == "join")
        .unwrap();
    assert_eq!(joining["id"], "welcome");
    let wrong = send(
        &server,
        "POST",
        "/v1/programs/check",
        "program: { id: x }\nern: []\n",
    );
    status(&wrong, 200);
    assert_eq!(wrong.body["sentences"], json!([]));
    let found = &wrong.body["problems"];
    assert!(found.as_array().unwrap().len() > 1, "{found}");
    assert!(found[0]["line"].is_number(), "{found}");
    let versions = server.get("/v1/programs/burger-heroes/versions");
    assert_eq!(versions.body["items"].as_array().unwrap().len(), 1);
}

#[test]
fn versions_are_compared_in_sentences() {
    let server = burgers();
    let second = BURGER_HEROES.replace("rate: 5%", "rate: 7%").replace(
        "redeem:\n",
        "offers: [{ id: ten, percent: 10% }]\nredeem:\n",
    );
    let path = "/v1/programs/burger-heroes/versions";
    status(&send(&server, "POST", path, &second), 201);
    let changes = server.get(&format!("{path}/2/changes?from=1"));
    status(&changes, 200);
    let row = |index: usize, field: &str| plain(&changes.body["changes"][index][field]);
    assert_eq!(changes.body["changes"].as_array().unwrap().len(), 2);
    assert_eq!(
        (row(0, "kind"), row(0, "id")),
        ("changed".into(), "base".into())
    );
    assert_eq!(row(0, "before"), "Bonuses: 5% of the amount paid.");
    assert_eq!(row(0, "after"), "Bonuses: 7% of the amount paid.");
    assert_eq!(
        (row(1, "kind"), row(1, "after")),
        ("added".into(), "10% off.".into())
    );
    let back = server.get(&format!("{path}/1/changes?from=2&language=ru"));
    assert_eq!(back.body["changes"][1]["kind"], "removed");
    assert_eq!(
        server.get(&format!("{path}/1/changes?from=1")).body["changes"],
        json!([])
    );
    status(&server.get(&format!("{path}/1/changes?from=9")), 404);
    status(&server.get(&format!("{path}/1/changes")), 400);
}

#[test]
fn scenarios_are_stored_and_played() {
    let server = burgers();
    let path = "/v1/programs/burger-heroes/scenarios";
    let test = "/v1/programs/burger-heroes/versions/1/test";
    status(&server.get(path), 404);
    status(&send(&server, "POST", test, ""), 404);
    let wrong = SCENARIOS.replace("ann.points: 300", "ann.pints: 300");
    problem(&send(&server, "PUT", path, &wrong), 422, "bad_program");
    status(&send(&server, "PUT", path, SCENARIOS), 204);
    status(&send(&server, "PUT", path, SCENARIOS), 204);
    assert_eq!(server.get(path).text, SCENARIOS);
    let played = send(&server, "POST", test, "");
    status(&played, 200);
    assert_eq!(played.body["failed"], 0);
    assert_eq!(played.body["uncovered"], json!([]));
    status(
        &send(&server, "PUT", "/v1/programs/nobody/scenarios", SCENARIOS),
        404,
    );
}

fn lines() -> Value {
    json!([
        {"sku": "burger", "price": "400.00", "quantity": "2", "category": ["food"]},
        {"sku": "beer", "price": "300.50", "category": ["alcohol"], "club_price": "290"},
    ])
}

/// The scenario of an answer passes on its program and says what the answer says.
fn check_recorded(program: &Program, answer: &Value) {
    let text = answer["scenario"].as_str().unwrap();
    let report = scenario::test(program, text).unwrap();
    assert!(report.passed == 1 && report.is_good(), "{text}\n{report}");
    assert!(!text.starts_with('#'), "{text}");
    let to_pay = answer["quote"]["totals"]["to_pay"].as_str().unwrap();
    assert!(
        text.contains(&format!("paid: {to_pay}")),
        "{to_pay}: {text}"
    );
}

#[test]
fn the_playground_prices_for_anybody_and_records_a_scenario_that_passes() {
    for text in GALLERY {
        let program = Program::read(text).unwrap();
        let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(text));
        let top = program.schemes.iter().map(|scheme| {
            let last = scheme.levels.last().unwrap();
            (scheme.id.to_string(), json!(last.id))
        });
        let tier: Value = top.collect::<serde_json::Map<_, _>>().into();
        let balances: Value = program
            .units
            .iter()
            .map(|unit| (unit.id.to_string(), json!("1500")))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let redeem: Value = program
            .redeem
            .iter()
            .map(|rule| (rule.unit.to_string(), json!("max")))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let ann = member(&server, "4000");
        let path = format!("/v1/programs/{}/versions/1/price", program.id);
        let before = server.get(&format!("/v1/members/{ann}/entries")).text;
        for buyer in [
            Value::Null,
            json!({"card": "4000"}),
            json!({"profile": {"birth_date": "1990-03-05", "city": "Казань"}, "balances": balances, "tier": tier}),
        ] {
            for at in ["2026-03-01T10:00:00+03:00", "2027-01-10T18:30:00+03:00"] {
                let body = json!({
                    "member": buyer,
                    "basket": {"at": at, "lines": lines(), "redeem": redeem},
                });
                let answer = server.post(&path, &body);
                status(&answer, 200);
                assert_eq!(
                    answer.body["explanation"]["lines"]
                        .as_array()
                        .unwrap()
                        .len(),
                    2
                );
                check_recorded(&program, &answer.body);
            }
        }
        let after = server.get(&format!("/v1/members/{ann}/entries")).text;
        assert_eq!(before, after, "the playground posts nothing");
    }
}

#[test]
fn a_complaint_of_a_regular_becomes_a_test() {
    let server = burgers();
    member(&server, "4000");
    for day in [2, 5, 9] {
        let at = format!("2026-03-{day:02}T12:00:00+03:00");
        server.pass(
            regulars_engine::time::Instant::parse_with_offset(&at)
                .unwrap()
                .0,
        );
        status(
            &server.post(
                "/v1/purchases",
                &purchase(&format!("r-{day}"), "4000", "400.00", "none"),
            ),
            201,
        );
    }
    let mut asked = basket("4000", "400.00", "max");
    asked.as_object_mut().unwrap().remove("member");
    asked["at"] = json!("2026-03-10T12:00:00+03:00");
    let path = "/v1/programs/burger-heroes/versions/1/price";
    let answer = server.post(path, &json!({"member": {"card": "4000"}, "basket": asked}));
    status(&answer, 200);
    let program = Program::read(BURGER_HEROES).unwrap();
    check_recorded(&program, &answer.body);
    let text = answer.body["scenario"].as_str().unwrap();
    assert!(text.contains("earned.points: 30"), "{text}");
    let why = plain(&answer.body["explanation"]["purchase"][0]["text"]);
    assert!(
        why.starts_with("30 bonuses = 15% of 200 ₽; the condition is met"),
        "{why}"
    );
    // Another rate, another answer: the recorded scenario says so.
    let changed = Program::read(&BURGER_HEROES.replace("rate: 15%", "rate: 20%")).unwrap();
    assert_eq!(scenario::test(&changed, text).unwrap().failed, 1);
}

#[test]
fn the_playground_refuses_what_makes_no_sense() {
    let server = burgers();
    let path = "/v1/programs/burger-heroes/versions/1/price";
    let ask = |member: Value, more: Value| {
        let mut basket = json!({"lines": lines()});
        for (name, value) in more.as_object().unwrap() {
            basket[name] = value.clone();
        }
        server.post(path, &json!({"member": member, "basket": basket}))
    };
    problem(
        &ask(json!({"card": "9999"}), json!({})),
        422,
        "unknown_member",
    );
    for (member, more) in [
        (json!({}), json!({})),
        (
            json!({"card": "4000", "balances": {"points": "1"}}),
            json!({}),
        ),
        (json!({"balances": {"miles": "1"}}), json!({})),
        (json!({"tier": {"status": "gold"}}), json!({})),
        (json!({"balances": {"points": "-5"}}), json!({})),
        (Value::Null, json!({"hold": true})),
        (Value::Null, json!({"member": {"card": "4000"}})),
    ] {
        problem(&ask(member, more), 422, "invalid");
    }
    status(
        &server.post(
            "/v1/programs/burger-heroes/versions/7/price",
            &json!({"basket": {"lines": lines()}}),
        ),
        404,
    );
}
