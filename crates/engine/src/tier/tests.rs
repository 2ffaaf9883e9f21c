//! Tiers over the years: what a metric earns, when a level begins and how long it is kept.

use crate::counter::{Counted, CounterKey};
use crate::decision::When;
use crate::program::Program;
use crate::situation::{Situation, TierState};
use crate::tier::{Moved, after_metric, end_of_period};
use crate::time::Instant;

pub(super) fn program(policies: &str) -> Program {
    let text = format!(
        "
program: {{ id: test, name: Test, currency: RUB, time_zone: UTC }}
units: {{ points: {{}} }}
tiers:
  status:
    metric: spend
    period: calendar_year
    {policies}
    levels: [{{ id: base, from: 0 }}, {{ id: silver, from: 100 }}, {{ id: gold, from: 1000 }}]"
    );
    Program::read(&text).unwrap()
}

pub(super) fn instant(day: &str) -> Instant {
    crate::time::Zone::utc().parse_instant(day).unwrap()
}

/// A member at a level till a day, with the spend of some years in roubles.
pub(super) fn situation(state: Option<(&str, &str)>, spend: &[(&str, i64)]) -> Situation {
    let mut situation = Situation::default();
    if let Some((level, until)) = state {
        let since = instant("2024-05-05");
        let state = TierState::earned(Some(level.into()), since, Some(instant(until)));
        situation.tiers.insert("status".into(), state);
    }
    for (year, roubles) in spend {
        let counted = Counted::Tier("status".into());
        let period = Some(format!("{year}-01-01").parse().unwrap());
        situation
            .counters
            .set(CounterKey { counted, period }, roubles * 100);
    }
    situation
}

/// `level till day`, `level for ever`, or nothing.
fn shown(moved: Option<Moved>) -> String {
    let Some(Moved { state, .. }) = moved else {
        return "no change".to_owned();
    };
    let level = state
        .level
        .map_or("none".to_owned(), |level| level.to_string());
    let zone = crate::time::Zone::utc();
    state.until.map_or(format!("{level} for ever"), |until| {
        format!("{level} till {}", zone.date(until))
    })
}

#[test]
fn a_threshold_crossed_lifts_at_once() {
    let rise = |policies: &str, held: Option<(&str, &str)>, roubles: i64, when: When| {
        let program = program(policies);
        let situation = situation(held, &[]);
        let year = &when.at.to_string()[..4];
        let counters = super::tests::situation(None, &[(year, roubles)]).counters;
        let scheme = &program.schemes[0];
        shown(after_metric(&program, &situation, scheme, when, &counters))
    };
    let now = When::now(instant("2026-03-10"));
    let next = "keep: this_and_next_period";
    assert_eq!(rise(next, None, 99, now), "no change");
    assert_eq!(rise(next, None, 100, now), "silver till 2028-01-01");
    assert_eq!(rise(next, None, 5_000, now), "gold till 2028-01-01");
    assert_eq!(
        rise(next, Some(("silver", "2027-01-01")), 999, now),
        "no change"
    );
    assert_eq!(
        rise(next, Some(("silver", "2027-01-01")), 1_000, now),
        "gold till 2028-01-01"
    );
    assert_eq!(
        rise(next, Some(("gold", "2027-01-01")), 100, now),
        "no change"
    );
    assert_eq!(
        rise("keep: this_period", None, 100, now),
        "silver till 2027-01-01"
    );
    assert_eq!(rise("keep: forever", None, 100, now), "silver for ever");
    // Looked at again when the period ends.
    assert_eq!(
        rise("upgrade: at_period_end", None, 100, now),
        "base for ever"
    );
}

#[test]
fn a_late_event_lifts_if_the_level_would_still_be_kept() {
    let rise = |policies: &str| {
        let program = program(policies);
        let when = When {
            at: instant("2025-12-31"),
            posted_at: instant("2026-01-02"),
        };
        let counters = situation(None, &[("2025", 100)]).counters;
        let scheme = &program.schemes[0];
        shown(after_metric(
            &program,
            &situation(None, &[]),
            scheme,
            when,
            &counters,
        ))
    };
    assert_eq!(rise("keep: this_and_next_period"), "silver till 2027-01-01");
    assert_eq!(rise("keep: this_period"), "no change");
}

#[test]
fn a_level_falls_to_what_the_ended_period_earned() {
    let end = |policies: &str, held: Option<(&str, &str)>, spend: &[(&str, i64)]| {
        let program = program(policies);
        let when = When::now(instant("2027-01-01"));
        shown(end_of_period(
            &program,
            &situation(held, spend),
            &program.schemes[0],
            when,
        ))
    };
    let next = "keep: this_and_next_period";
    let gold = Some(("gold", "2027-01-01"));
    assert_eq!(end(next, gold, &[("2026", 1_000)]), "gold till 2028-01-01");
    assert_eq!(end(next, gold, &[("2026", 100)]), "silver till 2028-01-01");
    assert_eq!(end(next, gold, &[]), "base for ever");
    assert_eq!(end(next, Some(("gold", "2028-01-01")), &[]), "no change");
    assert_eq!(end(next, None, &[]), "no change");
    let step = "keep: this_and_next_period\n    downgrade: one_step";
    assert_eq!(end(step, gold, &[]), "silver till 2028-01-01");
    assert_eq!(
        end(step, Some(("silver", "2027-01-01")), &[]),
        "base for ever"
    );
    assert_eq!(
        end("keep: this_period", gold, &[("2026", 1_000)]),
        "base for ever"
    );
    assert_eq!(
        end("keep: this_period", gold, &[("2027", 100)]),
        "silver till 2028-01-01"
    );
}

#[test]
fn with_upgrade_at_period_end_the_next_period_begins_with_the_level() {
    let end = |held: Option<(&str, &str)>, spend: &[(&str, i64)]| {
        let program = program("upgrade: at_period_end");
        let when = When::now(instant("2027-02-01"));
        shown(end_of_period(
            &program,
            &situation(held, spend),
            &program.schemes[0],
            when,
        ))
    };
    assert_eq!(end(None, &[("2026", 100)]), "silver till 2028-01-01");
    assert_eq!(
        end(Some(("silver", "2027-01-01")), &[("2026", 1_000)]),
        "gold till 2028-01-01"
    );
    assert_eq!(end(None, &[("2027", 1_000)]), "no change");
}

#[test]
fn ends_that_were_missed_are_made_up_for_one_by_one() {
    let program = program("downgrade: one_step");
    let when = When::now(instant("2027-06-01"));
    let missed = situation(Some(("gold", "2026-01-01")), &[]);
    let moved = end_of_period(&program, &missed, &program.schemes[0], when).unwrap();
    assert_eq!(moved.state.since, instant("2027-01-01"));
    assert_eq!(shown(Some(moved)), "base for ever");
}
