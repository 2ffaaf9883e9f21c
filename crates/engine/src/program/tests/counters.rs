//! Counters a decision asks for.

use super::*;

fn check(at: &str, expected: &[&str]) {
    let program = read(EVERYTHING);
    let at = program.zone.parse_instant(at).unwrap();
    let keys: Vec<String> = program
        .counter_keys(at)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(keys, expected);
}

#[test]
fn counters_are_those_of_the_periods_of_the_instant() {
    check(
        "2026-02-03T12:00",
        &[
            "tier:flights@2025-10-01",
            "tier:flights@2026-01-01",
            "tier:status@2025-01-01",
            "tier:status@2026-01-01",
            "tier:veterans",
            "uses:best@2026-01-01",
            "uses:big-entered",
            "uses:check-in@2026-01-01",
            "uses:per-visit@2026-02-03",
            "points:card",
            "points:moves@2026-01-01",
            "progress:bags",
            "progress:much@2026-01-01",
            "progress:places@2026-02-03",
            "progress:trips@2026-02-01",
            "reached:bags",
            "reached:more@2026-01-01",
            "reached:places",
            "reached:some@2026-01-01",
            "reached:trips@2026-02-01",
            "badge:plain",
            "badge:traveller",
            "draws:lone",
            "draws:wheel",
        ],
    );
}

#[test]
fn a_level_kept_for_ever_reads_no_ended_period() {
    let text = format!(
        "{HEAD}tiers: {{ a: {{ metric: visits, period: month, keep: forever, levels: [{{ id: x, from: 3 }}] }} }}\n"
    );
    let program = read(&text);
    let at = program.zone.parse_instant("2026-02-03T12:00").unwrap();
    let keys: Vec<String> = program
        .counter_keys(at)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(keys, ["tier:a@2026-02-01"]);
}
