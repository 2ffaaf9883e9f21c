//! Nothing changes before it is said to.

use proptest::prelude::*;
use proptest::sample::select;

use super::fixture::{Asked, at, bought, compiled, program};
use crate::condition::{Beforehand, MemberColumns, holds, next_change_at, prepare};
use crate::decision::When;
use crate::program::Program;
use crate::situation::{PastEvent, PastPurchase, Situation, TierState};
use crate::time::{Instant, LocalDate, Zone};

fn next(yaml: &str, asked: &Asked) -> Option<Instant> {
    let mut program = asked.program.clone();
    let condition = compiled(yaml, &mut program);
    let columns = MemberColumns::of(&program, &asked.situation, When::now(asked.at));
    next_change_at(&condition, &columns.view())
}

/// For Ann on 10 March 2026 at noon; her last lot expires on 1 January 2027.
fn check(yaml: &str, expected: &str) {
    assert_eq!(next(yaml, &Asked::default()), Some(at(expected)), "{yaml}");
}

#[test]
fn facts_change_at_their_own_time() {
    check("member.city: Казань", "2027-01-01");
    check("segment: lost", "2026-05-06T10:00");
    check(
        "last_purchase: { days_ago: { gte: 4 } }",
        "2026-03-11T10:00",
    );
    check(
        "purchases: { within: 30d, count: { gte: 3 } }",
        "2026-03-12T12:00:00.001",
    );
    check(
        "purchases: { from: 2026-01-01, count: { gte: 3 } }",
        "2027-01-01",
    );
    check("member.birthday: { within: { before: 1d } }", "2026-03-11");
    check(
        "member.registered: { within: 69d }",
        "2026-03-11T00:00:00.001",
    );
    check("time: { from: 2026-04-01, to: 2026-05-01 }", "2026-04-01");
    check("time: { from: 2026-03-01, to: 2026-05-01 }", "2026-05-01");
    check("time: { to: 2026-03-01 }", "2027-01-01");
    check(r#"time: { hours: ["09:00", "15:00"] }"#, "2026-03-10T15:00");
    check("time: { weekdays: tue }", "2026-03-11");
    check("not: { time: { months: 5 } }", "2026-03-11");
}

#[test]
fn an_expected_day_is_waited_for() {
    let check = |yaml: &str, expected_by: &str, expected: &str| {
        let mut asked = Asked::default();
        asked.situation.stamps.next_purchase = Some(expected_by.parse().unwrap());
        assert_eq!(next(yaml, &asked), Some(at(expected)), "{yaml}");
    };
    let soon = "next_purchase: { within: { before: 7d } }";
    check(soon, "2026-04-20", "2026-04-11");
    check(soon, "2026-03-18", "2026-03-11");
    check(soon, "2026-03-15", "2026-03-14");
    // Passed for good: only her lot changes.
    check(soon, "2026-03-01", "2027-01-01");
    check(
        "next_purchase: { days_ago: { gt: 14 } }",
        "2026-05-01",
        "2026-05-14",
    );
    check(
        "next_purchase: { days_ago: { gt: 14 } }",
        "2026-01-01",
        "2027-01-01",
    );
    check("expected_purchases: { gt: 1 }", "2026-05-01", "2027-01-01");
}

#[test]
fn without_anything_that_passes_there_is_no_next_change() {
    let mut asked = Asked::default();
    asked.situation.wallet.lots.clear();
    assert_eq!(next("member.city: Казань", &asked), None);
    assert_eq!(next("basket.total: { gte: 5 }", &asked), None);
    asked.situation.history.clear();
    assert_eq!(next("purchases: { within: 30d }", &asked), None);
    let silver = TierState::earned(None, at("2026-01-01"), Some(at("2026-07-01")));
    asked.situation.tiers.insert("status".into(), silver);
    assert_eq!(next("tier: silver", &asked), Some(at("2026-07-01")));
}

const SPANS: [&str; 9] = [
    "90min",
    "12h",
    "1d",
    "30d",
    "1 days_local",
    "30 days_local",
    "1 month",
    "2 months",
    "1 year",
];

/// Zones whose clocks change at two, at midnight, by half an hour, or went over the date line.
const ZONES: [&str; 5] = [
    "Europe/Berlin",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
];

fn leaf() -> impl Strategy<Value = String> {
    let span = || select(SPANS.to_vec());
    let count = 0..4_i64;
    prop_oneof![
        (span(), count.clone()).prop_map(|(span, n)| format!(
            "purchases: {{ within: {span}, count: {{ gte: {n} }} }}"
        )),
        (span(), count.clone())
            .prop_map(|(span, n)| format!("purchases: {{ within: {span}, sum: {{ gt: {n} }} }}")),
        (span(), count.clone()).prop_map(|(span, n)| format!(
            "event.visit: {{ within: {span}, count: {{ lte: {n} }} }}"
        )),
        span().prop_map(|span| format!("favourite: {{ of: sku, is: tea, within: {span} }}")),
        span().prop_map(|span| format!("last_purchase: {{ within: {span} }}")),
        (0..70_i64, 0..70_i64).prop_map(|(a, b)| format!(
            "last_purchase: {{ days_ago: {{ gt: {}, lte: {} }} }}",
            a.min(b),
            a.max(b) + 1
        )),
        span().prop_map(|span| format!("member.registered: {{ within: {span} }}")),
        (0..5_i64, 0..5_i64).prop_map(|(a, b)| format!(
            "member.birthday: {{ within: {{ before: {a}d, after: {b}d }} }}"
        )),
        (20..40_i64).prop_map(|n| format!("member.age: {{ gte: {n} }}")),
        Just("member.birthday: { month: current }".to_owned()),
        (0..24_i64, 0..24_i64)
            .prop_map(|(a, b)| format!("time: {{ hours: [\"{a:02}:30\", \"{b:02}:00\"] }}")),
        Just("time: { weekdays: [sat, sun] }".to_owned()),
        Just("time: { dates: { from: 12-20, to: 03-29 } }".to_owned()),
        Just("time: { months: [3, 10] }".to_owned()),
        Just("time: { from: 2011-10-30, to: 2011-12-30T12:00 }".to_owned()),
        Just("balance.points: { gte: 500 }".to_owned()),
        (0..9_i64, 0..9_i64).prop_map(|(a, b)| format!(
            "next_purchase: {{ within: {{ before: {a}d, after: {b}d }} }}"
        )),
        (0..20_i64, 0..20_i64).prop_map(|(a, b)| format!(
            "next_purchase: {{ days_ago: {{ gte: {}, lte: {} }} }}",
            a.min(b),
            a.max(b)
        )),
        (0..40_i64).prop_map(|n| format!("next_purchase: {{ days_ago: {{ gt: {n} }} }}")),
        Just("expected_purchases: { gte: 2 }".to_owned()),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    prop_oneof![
        leaf(),
        (leaf(), leaf()).prop_map(|(a, b)| format!("all: [{{ {a} }}, {{ {b} }}]")),
        (leaf(), leaf()).prop_map(|(a, b)| format!("any: [{{ {a} }}, {{ not: {{ {b} }} }}]")),
    ]
}

/// The year in which Samoa left out 30 December, with every kind of change of clocks.
const START: &str = "2011-01-20T00:00";
const HOUR: i64 = 3_600_000;
const MINUTE: i64 = 60_000;

fn holds_at(
    program: &Program,
    condition: &crate::condition::Condition,
    situation: &Situation,
    at: Instant,
) -> bool {
    let columns = MemberColumns::of(program, situation, When::now(at));
    holds(condition, &columns.view())
}

/// Ann with purchases and events so many minutes after the start, of whom the next purchase is expected so many days after it.
fn past(purchases: &[i64], events: &[i64], born: i32, expected: i32) -> Situation {
    let start = at(START);
    let mut situation = super::fixture::ann();
    let first: LocalDate = "2011-01-20".parse().unwrap();
    situation.stamps.next_purchase = Some(first.plus_days(expected));
    let member = situation.member.as_mut().unwrap();
    member.registered_at = start;
    member.profile.birth_date = Some(LocalDate::from_days(7_000 + born));
    let purchase = |minute: &i64| PastPurchase {
        at: start.plus_ms(minute * MINUTE),
        ..bought("2011-01-01T12:00", "a", &[("tea", "t", "1", "1.00")])
    };
    situation.history = purchases.iter().map(purchase).collect();
    let event = |minute: &i64| PastEvent {
        kind: "visit".to_owned(),
        at: start.plus_ms(minute * MINUTE),
        properties: Default::default(),
    };
    situation.events = events.iter().map(event).collect();
    situation.wallet.lots[0].expires_at = Some(start.plus_ms(200 * 24 * HOUR));
    situation
}

/// A time some days after something happened, give or take two: where windows end.
fn near(minutes: &[i64], place: usize, days: i64, off: i64) -> i64 {
    let happened = minutes
        .get(place % minutes.len().max(1))
        .copied()
        .unwrap_or_default();
    happened + days * 24 * 60 + off
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_answer_stands_until_then(
        yaml in condition(),
        zone in select(ZONES.to_vec()),
        mut purchases in prop::collection::vec(0..(350 * 24 * 60_i64), 1..5),
        events in prop::collection::vec(0..(350 * 24 * 60_i64), 0..3),
        born in 0..365_i32,
        expected in 0..400_i32,
        place in 0..4_usize,
        days in select(vec![0, 1, 28, 30, 31, 59, 61, 365]),
        off in -3_000..3_000_i64,
        parts in prop::collection::vec(0..1_000_i64, 4),
    ) {
        let mut program = Program { zone: Zone::parse(zone).unwrap(), ..program() };
        let condition = compiled(&yaml, &mut program);
        purchases.sort_unstable();
        let situation = past(&purchases, &events, born, expected);
        let mut now = at(START).plus_ms(near(&purchases, place, days, off) * MINUTE);
        for _ in 0..12 {
            let columns = MemberColumns::of(&program, &situation, When::now(now));
            let answer = holds(&condition, &columns.view());
            let prepared = prepare(&condition, now, &program.zone, Beforehand::default());
            prop_assert_eq!(holds(&prepared, &columns.view()), answer, "{} prepared for {}", yaml, now);
            let next = next_change_at(&condition, &columns.view());
            prop_assert!(next.is_none_or(|next| next > now));
            // Without a next change the answer stands for good; a year and a half will do.
            let length = next.map_or(500 * 24 * HOUR, |next| next.ms_since(now));
            let inside = parts.iter().map(|part| length / 1_000 * part);
            for passed in inside.chain([1.min(length - 1), length - 1]) {
                let then = now.plus_ms(passed);
                let stands = holds_at(&program, &condition, &situation, then) == answer;
                prop_assert!(stands, "{yaml} is {answer} at {now}, not at {then}; next change {next:?}");
            }
            let Some(next) = next else { break };
            now = next;
        }
    }
}
