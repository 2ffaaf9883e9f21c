//! The program's report of everybody is made of sums, that of a segment of what is stored of its members: both agree,
//! whatever happened, and the sums are what they add up.

use proptest::prelude::*;
use proptest::sample::select;
use regulars_app::Clock;
use regulars_engine::time::Instant;
use regulars_testkit::TestServer;
use serde_json::{Value, json};

use crate::caller::check;

const PROGRAM: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Asia/Kolkata }
units:
  points: { value: { points: 1, money: 1.00 }, activate: { after: 2d }, expire: { after: 20d } }
  marks: { expire: { after: 9d } }
tiers:
  status: { metric: spend, period: { rolling: 1 month }, levels: [{ id: bronze, from: 0 }, { id: silver, from: 500 }, { id: gold, from: 1000 }] }
coupons:
  poster: { name: { en: Poster, ru: Плакат }, code: POSTER, returnable: true }
gift_cards:
  gift: { prefix: GC, sold: { sku: card } }
offers:
  - { id: poster-50, when: { basket.coupon: poster }, amount: 50.00 }
activities:
  - { id: visit, on: { event: visit }, award: { unit: marks, points: 5 } }
earn:
  - { id: base, unit: points, rate: 10% }
";

const PEOPLE: [&str; 3] = ["ann", "bob", "eve"];

const START: &str = "2026-03-01T10:00:00+05:30";
const HOUR_MS: i64 = 3_600_000;

#[derive(Debug, Clone)]
enum Act {
    /// Who, for how much, how many hours late, and with what.
    Buy(usize, u32, i64, Extra),
    Void(usize),
    Return(usize),
    Visit(usize),
    Adjust(usize, &'static str),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Extra {
    Nothing,
    Points,
    Coupon,
    Card,
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..=PEOPLE.len();
    let extra = select(vec![
        Extra::Nothing,
        Extra::Points,
        Extra::Coupon,
        Extra::Card,
    ]);
    prop_oneof![
        5 => (who, 1..9_u32, select(vec![0, 0, 0, 7, 60]), extra)
            .prop_map(|(who, price, late, extra)| Act::Buy(who, price * 100, late, extra)),
        1 => (0..6_usize).prop_map(Act::Void),
        2 => (0..6_usize).prop_map(Act::Return),
        1 => (0..PEOPLE.len()).prop_map(Act::Visit),
        1 => (0..PEOPLE.len(), select(vec!["40", "-30"])).prop_map(|(who, points)| Act::Adjust(who, points)),
    ]
}

/// Some acts are refused, as a void of what was returned: nothing comes of them.
fn do_it(server: &TestServer, act: &Act, n: usize, card: &str) {
    match act {
        Act::Buy(who, price, late, extra) => {
            let line = json!({"line": 1, "sku": "ring", "price": price.to_string()});
            let mut sale = json!({"id": format!("r-{n}"), "store": "one", "lines": [line]});
            if *late > 0 {
                let (_, offset) = Instant::parse_with_offset(START).unwrap();
                let at = server.clock.now().plus_ms(-late * HOUR_MS);
                sale["at"] = json!(at.format_at(offset));
            }
            if let Some(name) = PEOPLE.get(*who) {
                sale["member"] = json!({"external_id": name});
            }
            match extra {
                Extra::Nothing => {}
                Extra::Points => sale["redeem"] = json!({"points": "max"}),
                Extra::Coupon => sale["coupons"] = json!(["POSTER"]),
                Extra::Card => sale["gift_cards"] = json!([{"code": card}]),
            }
            check(&server.post("/v1/purchases", &sale), 201, "");
        }
        // One that is still to be made would be refused.
        Act::Void(of) | Act::Return(of) if *of >= n => {}
        Act::Void(of) => drop(server.post(&format!("/v1/purchases/ext:r-{of}/void"), &json!({}))),
        Act::Return(of) => {
            let back = json!({"id": format!("b-{n}")});
            server.post(&format!("/v1/purchases/ext:r-{of}/returns"), &back);
        }
        Act::Visit(who) => {
            let event = json!({"id": format!("e-{n}"), "type": "visit", "member": {"external_id": PEOPLE[*who]}});
            check(&server.post("/v1/events", &event), 201, "");
        }
        Act::Adjust(who, points) => {
            let path = format!("/v1/members/ext:{}/adjustments", PEOPLE[*who]);
            let body = json!({"unit": "points", "points": points, "reason": "test"});
            server.post(&path, &body);
        }
    }
}

/// A shop with its people, a segment of all of them, and one that only names Ann.
fn peopled() -> (TestServer, String) {
    let server = TestServer::start(START, Some(PROGRAM));
    for name in PEOPLE {
        let member =
            json!({"external_id": name, "city": if name == "ann" { "Казань" } else { "Уфа" }});
        check(&server.post("/v1/members", &member), 201, "");
    }
    for (id, when) in [
        ("all", json!({"not": {"member.city": "Пермь"}})),
        ("ann", json!({"member.city": "Казань"})),
        ("rest", json!({"member.city": "Уфа"})),
    ] {
        let segment = json!({"id": id, "name": {"en": id}, "when": when});
        check(&server.post("/v1/segments", &segment), 201, "");
    }
    let made = server.post(
        "/v1/gift-cards",
        &json!({"kind": "gift", "amount": "900.00"}),
    );
    check(&made, 201, "");
    let code = made.body["codes"][0].as_str().unwrap().to_owned();
    (server, code)
}

fn report(server: &TestServer, query: &str) -> Value {
    let answer = server.get(&format!("/v1/reports/program?{query}"));
    check(&answer, 200, "");
    let mut body = answer.body;
    body["segment"] = Value::Null;
    body["compared"]["segment"] = Value::Null;
    body
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_what_the_members_did(
        acts in prop::collection::vec((act(), select(vec![0_i64, 1, 20, 24, 72, 240])), 4..20),
    ) {
        let (server, card) = peopled();
        for (n, (act, hours)) in acts.iter().enumerate() {
            do_it(&server, act, n, &card);
            server.clock.advance_ms(hours * HOUR_MS);
            server.run_due();
        }
        let found = server.verify();
        prop_assert!(found.ok, "{:#?}", found.differences);
        for query in ["by=day", "by=week&from=2026-03-05&to=2026-03-20&compare=previous"] {
            let (sums, read) = (report(&server, query), report(&server, &format!("{query}&segment=all")));
            prop_assert_eq!(sums, read, "{}", query);
        }
        let all = |query: &str| report(&server, query)["all"].clone();
        let (everybody, ann, rest) = (all(""), all("segment=ann"), all("segment=rest"));
        for figure in ["members", "joined", "engaged", "coupons_used", "levels_up", "levels_down"] {
            let of = |report: &Value| report[figure].as_i64().unwrap();
            prop_assert_eq!(of(&everybody), of(&ann) + of(&rest), "{}", figure);
        }
    }
}
