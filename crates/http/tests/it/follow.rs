//! Who enters and leaves dynamic segments: as it happens, and as a look at everybody finds it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;
use regulars_app::Clock;
use regulars_engine::time::Zone;
use regulars_store::{Options, Store};
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::{START, burger, burgers, check, with};
use crate::stamp::foretell;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { value: { points: 1, money: 1.00 }, activate: { after: 2d }, expire: { after: 20d } }
  marks: {}
tiers:
  status: { metric: spend, period: lifetime, levels: [{ id: bronze, from: 0 }, { id: silver, from: 500 }] }
activities:
  - { id: visit, on: { event: visit }, award: { unit: points, points: 5, expire: { after: 3d } } }
earn:
  - { id: base, unit: points, rate: 10% }
";
/// Rules that tell by digits of the marks they give in which saved segments the till sees the buyer.
const NAMING: &str = "  - { id: in-0, when: { saved_segment: s-0 }, unit: marks, points: 1 }
  - { id: in-1, when: { saved_segment: s-1 }, unit: marks, points: 10 }
  - { id: in-2, when: { saved_segment: s-2 }, unit: marks, points: 100 }
  - { id: in-3, when: { saved_segment: s-3 }, unit: marks, points: 1000 }
";
const SEGMENTS: [&str; 4] = ["s-0", "s-1", "s-2", "s-3"];

const PEOPLE: [&str; 3] = ["ann", "bob", "eve"];

#[track_caller]
fn save(server: &TestServer, id: &str, when: &Value) {
    let body = json!({"id": id, "name": {"en": id}, "when": when});
    check(&server.post("/v1/segments", &body), 201, "");
}

/// Members in a segment by a count over everybody, or who are said to have come and not gone.
fn members(server: &TestServer, path: &str) -> Vec<Value> {
    let answer = server.get(path);
    check(&answer, 200, "");
    answer.body["items"].as_array().unwrap().clone()
}

fn counted(server: &TestServer, id: &str) -> BTreeSet<String> {
    let all = members(server, &format!("/v1/segments/{id}/members"));
    let ids = all.iter().map(|member| member["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

fn followed(server: &TestServer, ids: &BTreeMap<&str, String>, id: &str) -> BTreeSet<String> {
    let is_in = |name: &str| {
        let of = members(server, &format!("/v1/members/ext:{name}/segments"));
        of.iter().any(|segment| segment["id"] == id)
    };
    let inside = ids.iter().filter(|(name, _)| is_in(name));
    inside.map(|(_, member)| member.clone()).collect()
}

/// Makes rules decide that name the saved segments.
fn name_them(server: &TestServer) {
    let file = format!("{PROGRAM}{NAMING}");
    let versions = "/v1/programs/shop/versions";
    let stored = server.send("POST", versions, "application/yaml", file.as_bytes(), &[]);
    check(&stored, 201, "");
    let published = server.post(&format!("{versions}/2/publish"), &json!({}));
    check(&published, 200, "");
    server.clock.advance_ms(3_000);
}

/// In which segments the till sees a member.
fn at_the_till(server: &TestServer, name: &str) -> BTreeSet<&'static str> {
    let line = json!({"line": 1, "sku": "ring", "price": "100"});
    let basket = json!({"member": {"external_id": name}, "lines": [line]});
    let quote = server.post("/v1/quotes", &basket);
    check(&quote, 200, "");
    let marks = quote.body["lines"][0]["earned"]["marks"].as_str();
    let marks: u32 = marks.map_or(0, |marks| marks.parse().unwrap());
    let is_in = |place: &usize| marks / 10_u32.pow(u32::try_from(*place).unwrap()) % 10 == 1;
    (0..SEGMENTS.len())
        .filter(is_in)
        .map(|place| SEGMENTS[place])
        .collect()
}

/// Facts of the journal about a segment: whether somebody entered, and who.
fn told(server: &TestServer, id: &str) -> Vec<(bool, String)> {
    let store = Store::open(server.folder(), Options::default()).unwrap();
    let facts = store.read(|reader| reader.journal(0, 10_000)).unwrap();
    let mine = facts.into_iter().filter(|fact| {
        let payload: Value = serde_json::from_str(&fact.payload).unwrap();
        fact.kind.starts_with("segment.") && payload["segment"] == id
    });
    mine.map(|fact| {
        let owner = fact.owner.unwrap().to_string();
        (fact.kind == "segment.entered", owner)
    })
    .collect()
}

/// The segment as what was told makes it; nobody enters twice.
fn replayed(server: &TestServer, id: &str) -> BTreeSet<String> {
    let mut inside = BTreeSet::new();
    for (entered, member) in told(server, id) {
        let moved = match entered {
            true => inside.insert(member),
            false => inside.remove(&member),
        };
        assert!(moved, "told twice in {id}");
    }
    inside
}

#[derive(Debug, Clone)]
enum Act {
    Buy(usize, u32),
    Void(usize),
    Change(usize, Value),
    Visit(usize),
    Adjust(usize),
    Return(usize),
    Stamp,
    /// That the next purchase is expected so many days from today.
    Foretell(usize, i32),
    MoveStore(&'static str),
    Nothing,
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..PEOPLE.len();
    prop_oneof![
        4 => (who.clone(), 1..6_u32).prop_map(|(who, price)| Act::Buy(who, price * 100)),
        1 => (0..4_usize).prop_map(Act::Void),
        2 => (who.clone(), select(vec![
            json!({"city": "Казань"}), json!({"city": null}), json!({"blocked": true}), json!({"blocked": false}),
            json!({"consents": {"sms": "granted"}}), json!({"consents": {"sms": "withdrawn"}}),
            json!({"birth_date": "1990-03-20"}), json!({"tags": ["vip"]}), json!({"gender": "female"}),
        ])).prop_map(|(who, patch)| Act::Change(who, patch)),
        1 => who.clone().prop_map(Act::Visit),
        1 => who.clone().prop_map(Act::Adjust),
        2 => (who, -10..20_i32).prop_map(|(who, days)| Act::Foretell(who, days)),
        1 => (0..4_usize).prop_map(Act::Return),
        1 => Just(Act::Stamp),
        3 => Just(Act::Nothing),
    ]
}

fn leaf() -> impl Strategy<Value = Value> {
    select(vec![
        json!({"purchases": {"within": "10d", "count": {"gte": 2}}}),
        json!({"purchases": {"within": "30 days_local", "sum": {"gte": 500}}}),
        json!({"purchases": {"within": "1 month", "where": {"weekday": ["sat", "sun"]}}}),
        json!({"last_purchase": {"days_ago": {"gt": 15}}}),
        json!({"last_purchase": {"within": "3d"}}),
        json!({"last_purchase": "never"}),
        json!({"member.city": "Казань"}),
        json!({"member.tags": "vip"}),
        json!({"member.birthday": {"within": {"before": "7d", "after": "7d"}}}),
        json!({"member.registered": {"within": "5d"}}),
        json!({"consent.sms": "granted"}),
        json!({"balance.points": {"gte": 30}}),
        json!({"event.visit": {"within": "2d", "count": {"gte": 1}}}),
        json!({"time": {"weekdays": ["mon", "tue"]}}),
        json!({"purchases": {"within": "10d", "distinct": {"of": "store", "gte": 2}}}),
        json!({"purchases": {"within": "2 months", "average": {"gt": 250}}}),
        json!({"purchases": {"within": "16d", "units": {"between": [2, 3]}}}),
        json!({"purchases": {"from": "2026-03-04", "to": "2026-03-20"}}),
        json!({"purchases": {"within": "30d", "where": {"city": "Казань", "hours": ["09:00", "18:00"]}}}),
        json!({"favourite": {"of": "store", "is": "kazan-1", "within": "20d"}}),
        json!({"favourite": {"of": "city", "is": ["Казань", "Уфа"], "within": "1 month"}}),
        json!({"tier": {"at_least": "silver"}}),
        json!({"member.gender": "female"}),
        json!({"member.age": {"gte": 36}}),
        json!({"member.birthday": {"month": [3, 4]}}),
        json!({"member.registered": {"days_ago": {"between": [3, 20]}}}),
        json!({"member.known": true}),
        json!({"time": {"hours": ["09:00", "18:00"]}}),
        json!({"event.visit": {"within": "1 month", "count": {"lt": 2}}}),
        json!({"stage": ["new", "loyal"]}),
        json!({"rfm": {"recency": [2, 3, 4, 5]}}),
        json!({"rfm": {"name": ["lost", "others"]}}),
        json!({"alive": {"lt": 0.9}}),
        json!({"clv": {"top": "50%"}}),
        json!({"expected_purchases": {"gte": 2}}),
        json!({"next_purchase": {"within": {"before": "3d", "after": "1d"}}}),
        json!({"next_purchase": {"days_ago": {"gt": 5}}}),
        json!({"segment": "s-0"}),
    ])
}

fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({"all": parts})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| json!({"any": parts})),
            inner.prop_map(|part| json!({"not": part})),
        ]
    })
}

fn do_it(server: &TestServer, act: &Act, n: usize) {
    let of = |who: usize| json!({"external_id": PEOPLE[who]});
    match act {
        Act::Buy(who, price) => {
            let line = json!({"line": 1, "sku": "ring", "price": price.to_string()});
            let store = ["kazan-1", "ufa-1"][n % 2];
            let sale = json!({"id": format!("r-{n}"), "member": of(*who), "store": store, "lines": [line]});
            check(&server.post("/v1/purchases", &sale), 201, "");
        }
        Act::Void(of) => {
            // Of one that was never made, or is too old, nothing comes; one that is still to be made would be refused.
            if *of < n {
                server.post(&format!("/v1/purchases/ext:r-{of}/void"), &json!({}));
            }
        }
        Act::Change(who, patch) => {
            let path = format!("/v1/members/ext:{}", PEOPLE[*who]);
            let body = patch.to_string();
            let changed = server.send("PATCH", &path, "application/json", body.as_bytes(), &[]);
            check(&changed, 200, "");
        }
        Act::Visit(who) => {
            let event = json!({"id": format!("e-{n}"), "type": "visit", "member": of(*who)});
            server.post("/v1/events", &event);
        }
        Act::Adjust(who) => {
            let path = format!("/v1/members/ext:{}/adjustments", PEOPLE[*who]);
            let body = json!({"unit": "points", "points": "40", "reason": "test"});
            check(&server.post(&path, &body), 201, "");
        }
        Act::Return(of) => {
            if *of < n {
                let back = json!({"id": format!("b-{n}")});
                server.post(&format!("/v1/purchases/ext:r-{of}/returns"), &back);
            }
        }
        Act::Foretell(who, days) => {
            let moscow = Zone::parse("Europe/Moscow").unwrap();
            let day = moscow.date(server.clock.now()).plus_days(*days);
            foretell(server, PEOPLE[*who], day);
        }
        Act::Stamp => check(&server.post("/v1/stamps", &json!({})), 200, ""),
        Act::MoveStore(city) => place(server, "kazan-1", city),
        Act::Nothing => {}
    }
}

fn place(server: &TestServer, id: &str, city: &str) {
    let path = format!("/v1/stores/{id}");
    let body = json!({"city": city}).to_string();
    let put = server.send("PUT", &path, "application/json", body.as_bytes(), &[]);
    check(&put, 200, "");
}

/// A shop with segments of these conditions and its people.
fn peopled(server: &TestServer, conditions: &[Value]) -> BTreeMap<&'static str, String> {
    place(server, "kazan-1", "Казань");
    place(server, "ufa-1", "Уфа");
    save(server, "s-0", &json!({"purchases": {"within": "5d"}}));
    for (n, when) in conditions.iter().enumerate() {
        save(server, &format!("s-{}", n + 1), when);
    }
    server.run_due();
    name_them(server);
    server.run_due();
    let join = |name: &'static str| {
        let joined = server.post("/v1/members", &json!({"external_id": name}));
        check(&joined, 201, "");
        (name, joined.body["id"].as_str().unwrap().to_owned())
    };
    PEOPLE.into_iter().map(join).collect()
}

/// How far the clock is set forward after an act.
fn step() -> impl Strategy<Value = i64> {
    select(vec![
        0_i64,
        1,
        60_000,
        3_600_000,
        DAY_MS,
        3 * DAY_MS,
        16 * DAY_MS,
    ])
}

const DAY_MS: i64 = 86_400_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn following_and_counting_agree_whatever_happens(
        conditions in prop::collection::vec(condition(), 3),
        acts in prop::collection::vec((act(), step()), 4..14),
    ) {
        let server = TestServer::start("2026-03-01T10:00:00+03:00", Some(PROGRAM));
        let ids = peopled(&server, &conditions);
        for (n, (act, then_ms)) in acts.iter().enumerate() {
            do_it(&server, act, n);
            server.clock.advance_ms(*then_ms);
            server.run_due();
            let till: BTreeMap<&str, _> = PEOPLE.iter().map(|name| (*name, at_the_till(&server, name))).collect();
            for id in SEGMENTS {
                let expected = counted(&server, id);
                for (name, member) in &ids {
                    prop_assert_eq!(till[name].contains(id), expected.contains(member), "{} of {} at the till", name, id);
                }
                prop_assert_eq!(&followed(&server, &ids, id), &expected, "{} after {:?}, {} ms, {:?}", id, act, then_ms, conditions);
                prop_assert_eq!(&replayed(&server, id), &expected, "{} as told", id);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// A store that moves to another city is told by no fact: what hangs on it is found by the daily look, and all else as it
    /// happens. Time goes in steps, so that looks of members and of everybody come between the acts and after them.
    #[test]
    fn following_with_a_daily_look_finds_also_what_no_fact_tells(
        conditions in prop::collection::vec(condition(), 3),
        acts in prop::collection::vec(
            (prop_oneof![4 => act(), 1 => select(vec!["Казань", "Уфа"]).prop_map(Act::MoveStore)], step()), 4..12),
    ) {
        let server = TestServer::start_folding("2026-03-01T10:00:00+03:00", PROGRAM, DAY_MS);
        let ids = peopled(&server, &conditions);
        let mut untold_ms: Option<i64> = None;
        for (n, (act, then_ms)) in acts.iter().enumerate() {
            do_it(&server, act, n);
            if matches!(act, Act::MoveStore(_)) { untold_ms = Some(0); }
            for part_ms in [then_ms / 2, then_ms - then_ms / 2] {
                server.clock.advance_ms(part_ms);
                server.run_due();
                // A day later everybody has been looked at since.
                untold_ms = untold_ms.map(|ms| ms + part_ms).filter(|ms| *ms < DAY_MS);
                for id in SEGMENTS {
                    let found = followed(&server, &ids, id);
                    prop_assert_eq!(&replayed(&server, id), &found, "{} as told", id);
                    if untold_ms.is_none() {
                        let expected = counted(&server, id);
                        prop_assert_eq!(found, expected, "{} after {:?}, {} ms, {:?}", id, act, part_ms, conditions);
                    }
                }
            }
        }
    }
}

#[test]
fn who_comes_and_goes_is_told_once_also_after_a_restart() {
    let server = burgers();
    save(&server, "buyers", &json!({"purchases": {"within": "10d"}}));
    server.run_due();
    check(
        &server.post("/v1/purchases", &with(burger(), json!({"id": "r-1"}))),
        201,
        "",
    );
    server.clock.advance_ms(60_000);
    server.run_due();
    let server = server.restart();
    server.run_due();
    let changes = |server: &TestServer| members(server, "/v1/segments/buyers/changes");
    let came = changes(&server);
    assert_eq!((came.len(), &came[0]["entered"]), (1, &json!(true)));
    server.clock.advance_ms(11 * 86_400_000);
    server.run_due();
    let server = server.restart();
    server.run_due();
    let both = changes(&server);
    assert_eq!((both.len(), &both[0]["entered"]), (2, &json!(false)));
    let flow = members(&server, "/v1/segments/buyers/flow?days=30");
    let sum = |of: &str| {
        flow.iter()
            .map(|day| day[of].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!((flow.len(), sum("came"), sum("went")), (30, 1, 1));
    let first = server.get("/v1/segments/buyers/changes?limit=1");
    let next = first.body["next"].as_str().unwrap();
    let second = server.get(&format!(
        "/v1/segments/buyers/changes?limit=1&cursor={next}"
    ));
    assert_eq!(second.body["items"], json!([came[0]]));
    check(&server.get("/v1/segments/nobody/changes"), 404, "not_found");
}

#[test]
fn a_segment_described_anew_is_filled_in_silence() {
    let server = burgers();
    save(&server, "here", &json!({"last_purchase": "never"}));
    server.run_due();
    let of_ann = || members(&server, "/v1/members/ext:ann/segments").len();
    assert_eq!(
        (of_ann(), told(&server, "here").len()),
        (1, 0),
        "she was there before anybody looked"
    );
    let body = json!({"name": {"en": "here"}, "when": {"member.city": "Казань"}}).to_string();
    let put = server.send(
        "PUT",
        "/v1/segments/here",
        "application/json",
        body.as_bytes(),
        &[],
    );
    check(&put, 200, "");
    server.run_due();
    assert_eq!((of_ann(), told(&server, "here").len()), (0, 0));
    check(&server.delete("/v1/segments/here"), 204, "");
    server.run_due();
    save(&server, "here", &json!({"last_purchase": "never"}));
    server.run_due();
    assert_eq!(of_ann(), 1, "as of {START}");
}
