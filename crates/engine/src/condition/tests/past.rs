//! Leaves about what the member did.

use std::collections::BTreeMap;

use super::fixture::{Asked, at, bought, check};
use crate::member::Value;
use crate::situation::{PastEvent, PastPurchase, Place};

/// Ann with another past.
fn who_bought(history: Vec<PastPurchase>) -> Asked {
    let mut asked = Asked::default();
    asked.situation.history = history;
    asked
}

#[test]
fn purchases_of_a_window_are_counted() {
    check("purchases: { within: 30d }", true);
    check("purchases: { within: 30d, count: 3 }", true);
    check("purchases: { within: 3d, count: 0 }", true);
    check("purchases: { within: 1h }", false);
    check("purchases: { from: 2026-02-28, count: 2 }", true);
    check(
        "purchases: { from: 2026-02-01, to: 2026-03-01, count: 2 }",
        true,
    );
    check(
        "purchases: { from: 2026-02-10T12:00, to: 2026-02-10T12:01, count: 1 }",
        true,
    );
    check(
        "purchases: { from: 2026-02-10T12:01, to: 2026-02-11, count: 0 }",
        true,
    );
    check(
        "purchases: { within: 30d, from: 2026-03-01, count: 1 }",
        true,
    );
}

#[test]
fn a_window_ends_before_the_event_and_begins_with_its_first_instant() {
    let once = |when: &str| who_bought(vec![bought(when, "kazan-1", &[])]);
    let window = "purchases: { within: 30d }";
    // The window of 30 × 24 hours begins on 8 February at 12:00.
    once("2026-02-08T12:00").check(window, true);
    once("2026-02-08T11:59").check(window, false);
    once("2026-03-10T11:59").check(window, true);
    once("2026-03-10T12:00").check(window, false);
    once("2026-03-10T12:01").check(window, false);
    let days = "purchases: { within: 30 days_local }";
    once("2026-02-08T00:00").check(days, true);
    once("2026-02-07T23:59").check(days, false);
    let month = "purchases: { within: 1 month }";
    once("2026-02-10T12:00").check(month, true);
    once("2026-02-10T11:59").check(month, false);
}

#[test]
fn what_came_in_late_is_read_as_of_its_own_instant() {
    let asked = who_bought(vec![
        bought("2026-03-11T12:00", "kazan-1", &[]),
        bought("2026-03-09T12:00", "kazan-1", &[]),
    ]);
    asked.check("purchases: { within: 7d, count: 1 }", true);
    asked.check("last_purchase: { within: 23h }", false);
    asked.check("last_purchase: { within: 24h }", true);
}

#[test]
fn sums_averages_and_units() {
    check("purchases: { within: 30d, sum: 11400 }", true);
    check("purchases: { within: 30d, sum: { gt: 11400.00 } }", false);
    check("purchases: { within: 30d, average: 3800 }", true);
    check("purchases: { within: 30d, average: { lt: 3800 } }", false);
    check("purchases: { within: 1h, average: { lt: 3800 } }", false);
    check("purchases: { within: 1h, sum: 0 }", true);
    check("purchases: { within: 30d, units: 5 }", true);
    let thirds = who_bought(vec![
        bought("2026-03-01T12:00", "a", &[("x", "y", "0.5", "0.01")]),
        bought("2026-03-02T12:00", "a", &[("x", "y", "0.5", "0.01")]),
        bought("2026-03-03T12:00", "a", &[("x", "y", "0.5", "0.02")]),
    ]);
    // 0.04 over three is 0.01333…
    thirds.check(
        "purchases: { within: 30d, average: { gt: 0.01, lt: 0.02 } }",
        true,
    );
    thirds.check("purchases: { within: 30d, units: 1.5 }", true);
}

#[test]
fn a_filter_counts_purchases_and_sums_the_lines_it_is_about() {
    check(
        "purchases: { within: 30d, where: { category: care }, count: 1 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: care }, sum: 400 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: care }, units: 2 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: care }, average: 400 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { sku: [ring-1, ring-2] }, count: 3 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { sku: { not: ring-1 } }, count: 1 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { category: { not: rings } }, count: 1 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { brand: acme }, count: 0 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { brand: { present: false } }, count: 3 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { store: moscow-1 }, count: 1 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { store: moscow-1, category: care }, count: 0 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { channel: store }, count: 3 }",
        true,
    );
    check(
        "purchases: { within: 30d, where: { channel: web }, count: 0 }",
        true,
    );
}

#[test]
fn days_and_hours_are_those_of_the_wall_clock() {
    check(
        "purchases: { within: 30d, where: { weekday: sat }, count: 2 }",
        true,
    );
    check(
        r#"purchases: { within: 30d, where: { hours: ["19:30", "20:00"] }, count: 1 }"#,
        true,
    );
    check(
        r#"purchases: { within: 30d, where: { hours: ["19:00", "19:30"] }, count: 0 }"#,
        true,
    );
    check(
        r#"purchases: { within: 30d, where: { weekday: sat, hours: ["10:00", "12:00"] }, count: 1 }"#,
        true,
    );
    // Saturday 01:30 belongs to Friday night.
    let night = who_bought(vec![bought("2026-03-07T01:30", "kazan-1", &[])]);
    night.check(
        r#"purchases: { within: 30d, where: { weekday: fri, hours: ["22:00", "02:00"] } }"#,
        true,
    );
    night.check(
        r#"purchases: { within: 30d, where: { weekday: sat, hours: ["22:00", "02:00"] } }"#,
        false,
    );
}

/// Ann's stores on the map: Kazan by Moscow's clock, Moscow moved to Vladivostok (seven hours ahead).
fn on_the_map() -> Asked {
    let mut asked = Asked::default();
    let place = |id: &str, city: &str, zone: Option<&str>| Place {
        id: id.into(),
        city: Some(city.to_owned()),
        country: Some(if city == "Almaty" { "KZ" } else { "RU" }.to_owned()),
        zone: zone.map(|zone| crate::time::Zone::parse(zone).unwrap()),
    };
    asked
        .situation
        .places
        .insert("kazan-1".into(), place("kazan-1", "Казань", None));
    asked.situation.places.insert(
        "moscow-1".into(),
        place("moscow-1", "Almaty", Some("Asia/Vladivostok")),
    );
    asked
}

#[test]
fn places_are_those_of_the_stores() {
    let asked = on_the_map();
    asked.check(
        "purchases: { within: 30d, where: { city: Казань }, count: 2 }",
        true,
    );
    asked.check(
        "purchases: { within: 30d, where: { country: [KZ] }, count: 1 }",
        true,
    );
    asked.check(
        "purchases: { within: 1 year, distinct: { of: country, gte: 2 } }",
        true,
    );
    asked.check(
        "purchases: { within: 1 year, distinct: { of: city, gte: 3 } }",
        false,
    );
    // 7 March 10:00 in Moscow is 17:00 in Vladivostok.
    let evening = r#"purchases: { within: 30d, where: { hours: ["17:00", "18:00"] }, count: 1 }"#;
    asked.check(evening, false);
    let mut by_store = on_the_map();
    by_store.program.store_time = true;
    by_store.check(evening, true);
}

#[test]
fn different_values_are_counted_once() {
    for (of, count) in [
        ("category", 2),
        ("sku", 3),
        ("store", 2),
        ("channel", 1),
        ("brand", 0),
        ("day", 3),
        ("country", 0),
    ] {
        check(
            &format!("purchases: {{ within: 30d, distinct: {{ of: {of}, eq: {count} }} }}"),
            true,
        );
    }
    check(
        "purchases: { within: 30d, where: { category: rings }, distinct: { of: sku, eq: 2 } }",
        true,
    );
}

#[test]
fn the_last_purchase() {
    // 7 March 10:00 to 10 March 12:00: 3 days and 2 hours.
    check("last_purchase: { days_ago: { gt: 3 } }", true);
    check("last_purchase: { days_ago: { lt: 4 } }", true);
    check("last_purchase: { days_ago: { gte: 4 } }", false);
    check("last_purchase: { within: 4d }", true);
    check("last_purchase: never", false);
    check("last_purchase: { never: false }", true);
    let mut long_ago = who_bought(vec![]);
    long_ago.check("last_purchase: never", true);
    long_ago.check("last_purchase: { days_ago: { gt: 1 } }", false);
    long_ago.situation.last_purchase_at = Some(at("2020-01-01T00:00"));
    long_ago.check("last_purchase: never", false);
    long_ago.check("last_purchase: { days_ago: { gt: 1000 } }", true);
    let exactly = |now: &str| Asked {
        at: at(now),
        ..Asked::default()
    };
    exactly("2026-05-06T10:00").check("segment: lost", false);
    exactly("2026-05-06T10:00:00.001").check("segment: lost", true);
}

#[test]
fn favourites_stand_first_by_purchases_then_by_money() {
    check(
        "favourite: { of: category, is: rings, within: 1 year }",
        true,
    );
    check(
        "favourite: { of: category, is: care, within: 1 year }",
        false,
    );
    check("favourite: { of: sku, is: ring-1, within: 1 year }", true);
    check(
        "favourite: { of: store, is: [kazan-1], within: 1 year }",
        true,
    );
    check("favourite: { of: store, is: moscow-1, within: 7d }", true);
    check("favourite: { of: brand, is: acme, within: 1 year }", false);
    let tied = who_bought(vec![
        bought(
            "2026-03-01T12:00",
            "a",
            &[("tea", "t", "1", "10"), ("tea", "t", "1", "10")],
        ),
        bought("2026-03-02T12:00", "a", &[("milk", "m", "1", "15")]),
        bought("2026-03-03T12:00", "a", &[("rice", "r", "1", "20")]),
    ]);
    tied.check("favourite: { of: sku, is: tea, within: 1 year }", true);
    tied.check("favourite: { of: sku, is: rice, within: 1 year }", true);
    tied.check("favourite: { of: sku, is: milk, within: 1 year }", false);
}

fn event(when: &str, place: &str, kilos: &str) -> PastEvent {
    PastEvent {
        kind: "check_in".to_owned(),
        at: at(when),
        properties: BTreeMap::from([
            ("place".to_owned(), Value::Text(place.to_owned())),
            ("kilos".to_owned(), Value::Number(kilos.parse().unwrap())),
        ]),
    }
}

#[test]
fn past_events() {
    let mut asked = Asked::default();
    asked.situation.events = vec![
        event("2026-03-01T12:00", "kazan-1", "1"),
        event("2026-03-05T12:00", "kazan-1", "2.5"),
        event("2026-03-06T12:00", "kazan-2", "4"),
        event("2026-03-10T12:00", "kazan-2", "4"),
    ];
    for (yaml, expected) in [
        ("event.check_in: { within: 7d }", true),
        ("event.check_in: { within: 7d, count: 2 }", true),
        ("event.check_in: { within: 30d, count: 3 }", true),
        (
            "event.check_in: { within: 7d, where: { place: kazan-1 }, count: { gte: 1 } }",
            true,
        ),
        (
            "event.check_in: { within: 7d, where: { place: kazan-1, kilos: { gt: 2.5 } } }",
            false,
        ),
        (
            "event.check_in: { from: 2026-03-06, to: 2026-03-07, count: 1 }",
            true,
        ),
        ("event.workout: { within: 7d }", false),
        ("event.workout: { within: 7d, count: 0 }", true),
    ] {
        asked.check(yaml, expected);
    }
}
