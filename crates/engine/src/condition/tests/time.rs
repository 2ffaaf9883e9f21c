//! Leaves about when.

use super::fixture::{Asked, check};
use crate::time::{Instant, Zone};

fn asked_at(zone: &str, local: &str) -> Asked {
    let zone = Zone::parse(zone).unwrap();
    let mut asked = Asked {
        at: zone.parse_instant(local).unwrap(),
        ..Asked::default()
    };
    asked.program.zone = zone;
    asked
}

#[test]
fn days_hours_and_dates() {
    // Tuesday 10 March 2026, 12:00.
    check("time: { weekdays: tue }", true);
    check("time: { weekdays: [mon, wed] }", false);
    check(r#"time: { hours: ["12:00", "12:01"] }"#, true);
    check(r#"time: { hours: ["09:00", "12:00"] }"#, false);
    check(r#"time: { hours: ["11:00", "24:00"] }"#, true);
    check("time: { from: 2026-03-10, to: 2026-03-11 }", true);
    check("time: { from: 2026-03-10T12:00 }", true);
    check("time: { from: 2026-03-10T12:01 }", false);
    check("time: { to: 2026-03-10T12:00 }", false);
    check("time: { months: [3, 4] }", true);
    check("time: { months: 12 }", false);
    check("time: { dates: { from: 03-10, to: 03-11 } }", true);
    check("time: { dates: { from: 03-09, to: 03-10 } }", false);
    check("time: { dates: { from: 12-20, to: 03-11 } }", true);
    check("time: { weekdays: tue, months: 12 }", false);
}

#[test]
fn hours_past_midnight_belong_to_the_day_they_began_on() {
    let party = r#"time: { weekdays: [fri], hours: ["22:00", "02:00"] }"#;
    for (local, expected) in [
        ("2026-03-06T21:59", false),
        ("2026-03-06T22:00", true),
        ("2026-03-07T01:59", true),
        ("2026-03-07T02:00", false),
        ("2026-03-07T22:00", false),
        ("2026-03-06T01:00", false),
    ] {
        asked_at("Europe/Moscow", local).check(party, expected);
    }
}

#[test]
fn the_turn_of_the_year() {
    let season = "time: { dates: { from: 12-20, to: 01-10 } }";
    for (local, expected) in [
        ("2026-12-19T23:59", false),
        ("2026-12-20T00:00", true),
        ("2027-01-09T23:59", true),
        ("2027-01-10T00:00", false),
    ] {
        asked_at("Europe/Moscow", local).check(season, expected);
    }
}

#[test]
fn the_zone_is_the_programs_or_the_stores() {
    // 21:30 in Moscow is 04:30 of the next day in Vladivostok.
    let night = r#"time: { weekdays: wed, hours: ["04:00", "05:00"] }"#;
    let mut asked = asked_at("Europe/Moscow", "2026-03-10T21:30");
    asked.check(night, false);
    asked.situation.store = Some(crate::situation::Place {
        id: "vlad-1".into(),
        city: None,
        country: None,
        zone: Some(Zone::parse("Asia/Vladivostok").unwrap()),
    });
    asked.check(night, false);
    asked.program.store_time = true;
    asked.check(night, true);
}

#[test]
fn a_midnight_that_does_not_exist_is_the_first_instant_of_its_day() {
    // In Beirut the clocks of 29 March 2026 go from 00:00 to 01:00.
    let first = Zone::parse("Asia/Beirut")
        .unwrap()
        .start_of_day("2026-03-29".parse().unwrap());
    let mut asked = asked_at("Asia/Beirut", "2026-03-28T12:00");
    for (at, sunday) in [(first.plus_ms(-1), false), (first, true)] {
        asked.at = at;
        asked.check("time: { weekdays: sun }", sunday);
        asked.check("time: { from: 2026-03-29 }", sunday);
        asked.check("time: { dates: { from: 03-29, to: 03-30 } }", sunday);
    }
    // Midnight to midnight: the day before has its 24 hours.
    asked.at = first.plus_ms(3_600_000);
    let at = first.plus_ms(-24 * 3_600_000);
    let bought_at = |at: Instant| {
        let mut asked = asked_at("Asia/Beirut", "2026-03-29T12:00");
        asked.situation.history.truncate(1);
        asked.situation.history[0].at = at;
        asked
    };
    bought_at(at).check("purchases: { within: 1 days_local }", true);
    bought_at(at.plus_ms(-1)).check("purchases: { within: 1 days_local }", false);
}
