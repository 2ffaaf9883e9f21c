//! Stamps: worked out by night and by hand, read at the till, in segments and of a member.

use regulars_app::Clock;
use regulars_engine::id::MemberId;
use regulars_engine::stamp::{Marks, Purchases, Share, Stage};
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Changeset, Fact, Foretold, Options, StampRow, Store};
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::check;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 } }
earn:
  - { id: base, rate: 1% }
  - { id: welcome-back, when: { stage: [at_risk, lost] }, rate: 10%, combine: max }
";

fn at(text: &str) -> Instant {
    Instant::parse_with_offset(text).unwrap().0
}

fn shop() -> TestServer {
    let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM));
    for id in ["ann", "bob", "eve"] {
        check(
            &server.post("/v1/members", &json!({"external_id": id})),
            201,
            "",
        );
    }
    server
}

fn basket(member: &str) -> Value {
    json!({"member": {"external_id": member}, "lines": [{"line": 1, "sku": "ring", "price": "1000.00"}]})
}

#[track_caller]
fn buy(server: &TestServer, id: &str, member: &str) {
    let mut sale = basket(member);
    sale["id"] = json!(id);
    check(&server.post("/v1/purchases", &sale), 201, "");
}

#[track_caller]
fn stamps(server: &TestServer, member: &str) -> Value {
    let answer = server.get(&format!("/v1/members/ext:{member}/stamps"));
    check(&answer, 200, "");
    answer.body
}

#[track_caller]
fn would_earn(server: &TestServer, member: &str) -> Value {
    let quote = server.post("/v1/quotes", &basket(member));
    check(&quote, 200, "");
    quote.body["lines"][0]["earned"]["points"].clone()
}

#[track_caller]
fn preview(server: &TestServer, when: Value) -> (Value, Value) {
    let answer = server.post("/v1/segments/preview", &json!({"when": when}));
    check(&answer, 200, "");
    (
        answer.body["found"]["members"].clone(),
        answer.body["without_figure"].clone(),
    )
}

/// Kinds and payloads of the facts about moves.
fn moves(server: &TestServer) -> Vec<(String, String)> {
    let store = Store::open(server.folder(), Options::default()).unwrap();
    let facts = store.read(|reader| reader.journal(0, 1_000));
    let facts = facts.unwrap().into_iter();
    let facts = facts.filter(|fact| fact.kind.ends_with(".moved"));
    facts.map(|fact| (fact.kind, fact.payload)).collect()
}

/// Writes down of a member what a model would foretell: it takes five hundred to make one.
pub fn foretell(server: &TestServer, member: &str, next_purchase: LocalDate) {
    let found = server.get(&format!("/v1/members/ext:{member}"));
    let member: MemberId = found.body["id"].as_str().unwrap().parse().unwrap();
    let now = server.clock.now();
    let row = StampRow {
        as_of: now,
        marks: Marks {
            recency: 3,
            frequency: 3,
            money: 3,
        },
        cell: "others".to_owned(),
        stage: Stage::ACTIVE,
        foretold: Some(Foretold {
            model: "mbgnbd-1".to_owned(),
            alive: Share::from_millionths(500_000),
            worth: None,
            purchases: Some(Purchases::from_hundredths(250)),
            next_purchase: Some(next_purchase),
        }),
    };
    let fact = Fact {
        at: now,
        kind: "stamps.written",
        owner: None,
        payload: json!({"members": [member]}).to_string(),
    };
    let changeset = Changeset {
        posted_at: now,
        stamps: vec![(member, Some(row))],
        facts: vec![fact],
        ..Changeset::default()
    };
    let store = Store::open(server.folder(), Options::default()).unwrap();
    store.commit_blocking(changeset).unwrap();
}

#[test]
fn what_is_foretold_of_purchases_is_read_everywhere() {
    let overdue = json!({"next_purchase": {"days_ago": {"gt": 14}}});
    let soon = json!({"next_purchase": {"within": {"before": "7d"}}});
    let program = PROGRAM.replace(
        "stage: [at_risk, lost]",
        "next_purchase: { days_ago: { gt: 14 } }",
    );
    let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(&program));
    for (id, member) in [("r-1", "ann"), ("r-2", "bob")] {
        let joined = server.post("/v1/members", &json!({"external_id": member}));
        check(&joined, 201, "");
        buy(&server, id, member);
    }
    assert_eq!(
        preview(&server, overdue.clone()),
        (json!(0), json!(["next_purchase"]))
    );
    foretell(&server, "ann", "2026-03-20".parse().unwrap());
    foretell(&server, "bob", "2026-04-10".parse().unwrap());
    let ann = stamps(&server, "ann");
    assert_eq!(
        (&ann["expected_purchases"], &ann["next_purchase"]),
        (&json!("2.5"), &json!("2026-03-20"))
    );

    server.clock.set(at("2026-04-03T23:59:00+03:00"));
    assert_eq!(preview(&server, overdue.clone()), (json!(0), json!([])));
    assert_eq!(preview(&server, soon.clone()).0, json!(1));
    let many = json!({"expected_purchases": {"gte": 2.5}});
    assert_eq!(preview(&server, many).0, json!(2));
    assert_eq!(would_earn(&server, "ann"), "10");
    server.clock.set(at("2026-04-04T00:00:00+03:00"));
    assert_eq!(preview(&server, overdue.clone()).0, json!(1));
    assert_eq!(would_earn(&server, "ann"), "100");
    assert_eq!(would_earn(&server, "bob"), "10");

    // She comes, and is overdue no more, before the next night says when she is expected again.
    buy(&server, "r-3", "ann");
    server.clock.advance_ms(60_000);
    assert_eq!(preview(&server, overdue).0, json!(0));
    assert_eq!(would_earn(&server, "ann"), "10");
    assert_eq!(stamps(&server, "ann")["next_purchase"], "2026-03-20");
}

#[test]
fn by_night_stages_move_and_every_condition_reads_them() {
    let server = shop();
    buy(&server, "r-1", "ann");
    server.clock.advance_ms(60_000);
    buy(&server, "r-2", "bob");
    assert_eq!(stamps(&server, "ann")["stage"], Value::Null);
    assert_eq!(
        preview(&server, json!({"stage": "new"})),
        (json!(0), json!(["stage"]))
    );

    server.pass(at("2026-03-02T04:00:00+03:00"));
    let ann = stamps(&server, "ann");
    assert_eq!(ann["stage"], "new", "{ann}");
    assert_eq!(ann["rfm"]["recency"], 1, "{ann}");
    assert_eq!(
        ann["alive"],
        Value::Null,
        "two buyers are too few for a model"
    );
    assert_eq!(stamps(&server, "eve")["rfm"], Value::Null);
    assert_eq!(
        preview(&server, json!({"stage": "new"})),
        (json!(2), json!([]))
    );
    assert_eq!(
        preview(&server, json!({"alive": {"lt": 0.3}})),
        (json!(0), json!(["alive"]))
    );
    assert_eq!(moves(&server), [], "nobody has come from anywhere");

    // 121 days later she has not bought for a while.
    server.pass(at("2026-06-30T12:00:00+03:00"));
    buy(&server, "r-3", "bob");
    assert_eq!(would_earn(&server, "ann"), "100");
    assert_eq!(would_earn(&server, "eve"), "10");
    assert_eq!(
        preview(&server, json!({"stage": "at_risk"})).0,
        json!(2),
        "as the night before found them"
    );
    let made = server.post("/v1/stamps", &json!({}));
    check(&made, 200, "");
    assert_eq!(made.body["members"], 2, "{}", made.text);
    assert_eq!(preview(&server, json!({"stage": "at_risk"})).0, json!(1));
    assert_eq!(would_earn(&server, "bob"), "10");
    let stages: Vec<String> = moves(&server)
        .into_iter()
        .filter(|(kind, _)| kind == "stage.moved")
        .map(|(_, payload)| payload)
        .collect();
    let at_risk = r#"{"from":"new","to":"at_risk"}"#;
    let back = r#"{"from":"at_risk","to":"active"}"#;
    assert_eq!(stages, [at_risk, at_risk, back]);

    let again = server.post("/v1/stamps", &json!({}));
    assert_eq!(again.body["changed"], 0, "{}", again.text);
}

#[test]
fn who_has_given_everything_back_has_no_stamp_any_more() {
    let server = shop();
    buy(&server, "r-1", "ann");
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    assert_eq!(stamps(&server, "ann")["stage"], "new");
    let void = server.post("/v1/purchases/ext:r-1/void", &json!({}));
    check(&void, 200, "");
    let made = server.post("/v1/stamps", &json!({}));
    assert_eq!(
        (&made.body["members"], &made.body["changed"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(stamps(&server, "ann")["stage"], Value::Null);
}

const STAGES: &str = "\
stages:
  gone: { name: { en: Gone, ru: Ушедший }, when: { last_purchase: { days_ago: { gt: 30 } } } }
  often: { when: { purchases: { within: 30d, count: { gte: 2 } } } }
  guest: { name: { en: Guest, ru: Гость } }
";

#[test]
fn a_program_defines_the_stages_and_a_change_of_them_moves_nobody() {
    let server = shop();
    for (id, member) in [("r-1", "ann"), ("r-2", "ann"), ("r-3", "bob")] {
        buy(&server, id, member);
        server.clock.advance_ms(60_000);
    }
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    assert_eq!(stamps(&server, "ann")["stage_name"], "New");
    let file = PROGRAM.replace("[at_risk, lost]", "gone") + STAGES;
    let versions = "/v1/programs/shop/versions";
    let stored = server.send("POST", versions, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    let published = server.post(&format!("{versions}/2/publish"), &json!({}));
    check(&published, 200, "");
    server.clock.advance_ms(3_000);

    check(&server.post("/v1/stamps", &json!({})), 200, "");
    let stage_of = |member: &str| stamps(&server, member)["stage"].clone();
    assert_eq!(
        [stage_of("ann"), stage_of("bob"), stage_of("eve")],
        [json!("often"), json!("guest"), json!(null)]
    );
    let ann = server.get("/v1/members/ext:ann/stamps?language=ru");
    assert_eq!(ann.body["stage_name"], "often");
    let sentence = ann.body["stage_sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Стадия «often»: "), "{sentence}");
    assert_eq!(preview(&server, json!({"stage": "guest"})).0, json!(1));
    assert_eq!(
        moves(&server),
        [],
        "the map has changed, and nobody has moved"
    );

    server.pass(at("2026-04-10T12:00:00+03:00"));
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    assert_eq!(
        [stage_of("ann"), stage_of("bob")],
        [json!("gone"), json!("gone")]
    );
    assert_eq!(would_earn(&server, "ann"), "100");
    let stages = moves(&server)
        .into_iter()
        .filter(|(kind, _)| kind == "stage.moved");
    let stages: Vec<String> = stages.map(|(_, payload)| payload).collect();
    assert_eq!(
        stages,
        [
            r#"{"from":"often","to":"gone"}"#,
            r#"{"from":"guest","to":"gone"}"#
        ]
    );
    let again = server.post("/v1/stamps", &json!({}));
    assert_eq!(again.body["changed"], 0, "{}", again.text);
}

const NAMES: &str = "\
rfm_names:
  often: { name: { en: Often, ru: Частые }, frequency: [3, 4, 5] }
  rest: { recency: [1, 2, 3, 4, 5] }
";

#[test]
fn a_program_names_the_cells_and_everything_reads_its_names() {
    let server = shop();
    for (id, member) in [("r-1", "ann"), ("r-2", "ann"), ("r-3", "bob")] {
        buy(&server, id, member);
        server.clock.advance_ms(60_000);
    }
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    let champions = json!({"rfm": {"name": ["champions", "others"]}});
    assert_eq!(preview(&server, champions.clone()).0, json!(0));

    let file = PROGRAM.replace("stage: [at_risk, lost]", "rfm: { name: often }") + NAMES;
    let versions = "/v1/programs/shop/versions";
    let stored = server.send("POST", versions, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    let published = server.post(&format!("{versions}/2/publish"), &json!({}));
    check(&published, 200, "");
    server.clock.advance_ms(3_000);

    // By value both of the two are at or below the second cut, so nobody has more than 3.
    let of = |member: &str| stamps(&server, member)["rfm"].clone();
    let named = |member: &str| [of(member)["cell"].clone(), of(member)["cell_name"].clone()];
    assert_eq!(
        named("ann"),
        [json!("often"), json!("Often")],
        "{}",
        of("ann")
    );
    assert_eq!(
        named("bob"),
        [json!("rest"), json!("rest")],
        "{}",
        of("bob")
    );
    assert_eq!(
        preview(&server, json!({"rfm": {"name": "often"}})).0,
        json!(1)
    );
    assert_eq!(would_earn(&server, "ann"), "100");
    assert_eq!(would_earn(&server, "bob"), "10");
    let report = server.get("/v1/reports/rfm").body;
    assert_eq!(report["own_names"], true);
    let names = report["names"].as_array().unwrap();
    let names = names
        .iter()
        .map(|row| (&row["name"], &row["title"]["ru"], &row["members"]));
    let names: Vec<_> = names.collect();
    assert_eq!(
        names,
        [
            (&json!("often"), &json!("Частые"), &json!(1)),
            (&json!("rest"), &json!("rest"), &json!(1))
        ]
    );
    let wrong = server.post("/v1/segments/preview", &json!({"when": champions}));
    check(&wrong, 422, "invalid");
    let why = wrong.body["errors"][0].to_string();
    assert!(
        why.contains("/when/rfm/name") && why.contains("often, rest"),
        "{why}"
    );

    check(&server.post("/v1/stamps", &json!({})), 200, "");
    assert_eq!(
        moves(&server),
        [],
        "the map has changed, and nobody has moved"
    );
    // Bob comes twice more: he is the one who comes often.
    for id in ["r-4", "r-5", "r-6"] {
        buy(&server, id, "bob");
    }
    check(&server.post("/v1/stamps", &json!({})), 200, "");
    let cells = moves(&server)
        .into_iter()
        .filter(|(kind, _)| kind == "rfm.moved");
    let cells: Vec<String> = cells.map(|(_, payload)| payload).collect();
    assert_eq!(
        cells,
        [
            r#"{"from":"often","to":"rest"}"#,
            r#"{"from":"rest","to":"often"}"#
        ]
    );
}
