//! Leaves about who the member is.

use std::collections::BTreeMap;

use super::fixture::{Asked, ann, at, check, compiled, program, rub};
use crate::condition::{MemberColumns, holds};
use crate::decision::When;
use crate::id::QuoteId;
use crate::member::{Consent, ConsentState, Gender, Value};
use crate::number::Points;
use crate::points::{Debt, DebtNumber, HeldLot, Hold, LotNumber, LotState};
use crate::situation::Situation;
use crate::stamp::{Marks, Purchases, Share, Stage, Stamps, Worth};
use crate::time::LocalDate;

/// Ann with a part of her profile changed.
fn with(change: impl FnOnce(&mut Situation)) -> Asked {
    let mut asked = Asked::default();
    change(&mut asked.situation);
    asked
}

fn profile(change: impl FnOnce(&mut crate::member::Profile)) -> Asked {
    with(|situation| change(&mut situation.member.as_mut().unwrap().profile))
}

#[test]
fn levels() {
    check("tier: silver", true);
    check("tier: [bronze, gold]", false);
    check("tier: { is: [silver, gold] }", true);
    check("tier: { at_least: bronze }", true);
    check("tier: { at_least: gold }", false);
    check("tier: { below: gold }", true);
    check("tier: { below: silver }", false);
    let unranked = with(|situation| situation.tiers.clear());
    // Bronze begins at nothing: everybody has it.
    unranked.check("tier: { below: silver }", true);
    unranked.check("tier: { at_least: bronze }", true);
    unranked.check("tier: { below: bronze }", false);
}

#[test]
fn words_of_the_profile() {
    check("member.city: Казань", true);
    check("member.city: [Москва, Казань]", true);
    check("member.city: { not: Москва }", true);
    check("member.city: { not: [Москва, Казань] }", false);
    check("member.city: { present: true }", true);
    check("member.language: { present: true }", false);
    check("member.language: { present: false }", true);
    check("member.language: ru", false);
    check("member.language: { not: ru }", true);
    check("member.tags: vip", true);
    check("member.tags: { in: [gone, press] }", true);
    check("member.tags: { not: press }", false);
    check("member.tags: { in: vip, not: press }", false);
    check("member.first_name: Анна", true);
    check("member.last_name: { present: true }", false);
    check("member.email: { present: true }", true);
    check("member.phone: { present: true }", false);
    check("member.phone: { present: false }", true);
    let asked = profile(|profile| {
        profile.gender = Some(Gender::Female);
        profile.store = Some("kazan-1".into());
    });
    asked.check("member.gender: female", true);
    asked.check("member.gender: { not: female }", false);
    asked.check("member.store: kazan-1", true);
}

#[test]
fn birthdays_come_near_across_the_year_and_on_the_eve_of_march() {
    // Born on 12 March; today is 10 March.
    check("member.birthday: { within: {} }", false);
    check("member.birthday: { within: { before: 1d } }", false);
    check("member.birthday: { within: { before: 2d } }", true);
    check(
        "member.birth_date: { within: { before: 2 days_local } }",
        true,
    );
    check("member.birthday: { month: 3 }", true);
    check("member.birthday: { month: [1, 2] }", false);
    check("member.birthday: { month: current }", true);
    let born = |date: &str, now: &str| Asked {
        at: at(now),
        ..profile(|profile| profile.birth_date = date.parse().ok())
    };
    let near = "member.birthday: { within: { before: 3d, after: 3d } }";
    born("1990-01-02", "2025-12-30T10:00").check(near, true);
    born("1990-01-02", "2025-12-29T23:59").check(near, false);
    born("1990-12-30", "2026-01-02T23:59").check(near, true);
    let today = "member.birthday: { within: {} }";
    born("1992-02-29", "2026-02-28T00:00").check(today, true);
    born("1992-02-29", "2026-03-01T00:00").check(today, false);
    born("1992-02-29", "2028-02-28T12:00").check(today, false);
    born("1992-02-29", "2028-02-29T12:00").check(today, true);
    profile(|profile| profile.birth_date = None).check("member.birthday: { month: 3 }", false);
}

#[test]
fn other_yearly_dates() {
    let wedding = profile(|profile| {
        profile
            .dates
            .insert("wedding".to_owned(), "2015-03-10".parse().unwrap());
    });
    wedding.check("member.wedding: { within: {} }", true);
    wedding.check("member.name_day: { within: { before: 30d } }", false);
}

#[test]
fn age_in_whole_years() {
    // Born on 1990-03-12: 35 on 10 March 2026.
    check("member.age: 35", true);
    check("member.age: { gte: 36 }", false);
    check("member.age: { between: [18, 35] }", true);
    let tomorrow = |now: &str| Asked {
        at: at(now),
        ..Asked::default()
    };
    tomorrow("2026-03-12T00:00").check("member.age: { gte: 36 }", true);
    tomorrow("2026-03-11T23:59").check("member.age: { gte: 36 }", false);
    profile(|profile| profile.birth_date = None).check("member.age: { lt: 100 }", false);
}

#[test]
fn attributes_are_compared_as_their_own_type() {
    let asked = profile(|profile| {
        profile.attributes = BTreeMap::from([
            ("shoe".to_owned(), Value::Number("42.5".parse().unwrap())),
            ("pet".to_owned(), Value::Text("cat".to_owned())),
            ("car".to_owned(), Value::Flag(true)),
            ("code".to_owned(), Value::Text("007".to_owned())),
            (
                "since".to_owned(),
                Value::Date("2020-05-01".parse().unwrap()),
            ),
        ]);
    });
    for (yaml, expected) in [
        ("member.attr.shoe: 42.5", true),
        ("member.attr.shoe: 42.50", true),
        ("member.attr.shoe: { gt: 42, lte: 42.5 }", true),
        ("member.attr.shoe: { between: [40, 42] }", false),
        ("member.attr.pet: [dog, cat]", true),
        ("member.attr.pet: { not: cat }", false),
        ("member.attr.pet: { eq: cat }", true),
        ("member.attr.pet: { gt: 1 }", false),
        ("member.attr.car: true", true),
        ("member.attr.car: false", false),
        ("member.attr.code: 007", true),
        ("member.attr.code: 7", false),
        ("member.attr.since: { lt: 2021-01-01 }", true),
        ("member.attr.since: { gte: 2020-05-02 }", false),
        ("member.attr.none: { not: x }", true),
        ("member.attr.none: x", false),
        ("member.attr.none: { present: false }", true),
        ("member.attr.pet: { present: true }", true),
    ] {
        asked.check(yaml, expected);
    }
}

#[test]
fn joining() {
    // Joined on 1 January 00:00; 10 March 12:00 is 68.5 days later.
    check("member.registered: { within: 69d }", true);
    check("member.registered: { within: 68d }", false);
    check("member.registered: { days_ago: { gt: 68, lt: 69 } }", true);
    check("member.registered: { days_ago: { gte: 69 } }", false);
    check("member.known: true", true);
    check("member.known: false", false);
}

#[test]
fn balances() {
    check("balance.points: { gte: 500 }", true);
    check("balance.points: { gt: 500 }", false);
    check("balance.points: 500", true);
    check("balance.stars: { lt: 0.1 }", true);
    let lot = |change: fn(&mut crate::points::Lot)| {
        with(|situation| change(&mut situation.wallet.lots[0]))
    };
    lot(|lot| lot.expires_at = Some(at("2026-03-10T12:00"))).check("balance.points: 0", true);
    lot(|lot| lot.state = LotState::Pending).check("balance.points: 500", true);
    let pending = lot(|lot| {
        lot.state = LotState::Pending;
        lot.activates_at = at("2026-03-10T12:01");
    });
    pending.check("balance.points: 0", true);
    let owing = with(|situation| {
        situation.wallet.debts.push(Debt {
            number: DebtNumber(1),
            unit: "points".into(),
            amount: Points::from_raw(200),
            remaining: Points::from_raw(200),
            lot: None,
            at: at("2026-03-01T00:00"),
        });
    });
    owing.check("balance.points: 300", true);
    let held = with(|situation| {
        situation.wallet.lots[0].expires_at = Some(at("2026-03-10T12:00"));
        situation.wallet.holds.push(Hold {
            quote: QuoteId::from_raw(1),
            basket: "b".to_owned(),
            expires_at: at("2026-03-10T12:10"),
            lots: vec![HeldLot {
                lot: LotNumber(1),
                points: Points::from_raw(1),
            }],
        });
    });
    held.check("balance.points: 500", true);
}

#[test]
fn consents() {
    let asked = profile(|profile| {
        let consent = |state| Consent {
            state,
            at: at("2026-01-01T00:00"),
        };
        profile
            .consents
            .insert("sms".to_owned(), consent(ConsentState::Granted));
        profile
            .consents
            .insert("email".to_owned(), consent(ConsentState::Withdrawn));
    });
    asked.check("consent.sms: granted", true);
    asked.check("consent.sms: unknown", false);
    asked.check("consent.email: withdrawn", true);
    asked.check("consent.push: unknown", true);
}

#[test]
fn stamps_are_read_and_what_is_not_written_down_holds_for_nobody() {
    let stamped = Stamps {
        rfm: Some(Marks {
            recency: 5,
            frequency: 2,
            money: 4,
        }),
        stage: Some(Stage::AT_RISK),
        alive: Some(Share::from_millionths(300_000)),
        worth: Some(Worth {
            value: rub("100.00"),
            top: Share::from_millionths(200_000),
        }),
        purchases: Some(Purchases::from_hundredths(250)),
        next_purchase: Some(day("2026-03-12")),
    };
    for (yaml, expected) in [
        ("rfm: { recency: 5 }", true),
        (
            "rfm: { recency: [4, 5], frequency: [1, 2], money: 4 }",
            true,
        ),
        ("rfm: { recency: [4, 5], frequency: [3] }", false),
        ("stage: [new, at_risk]", true),
        ("stage: lost", false),
        ("clv: { top: 20% }", true),
        ("clv: { top: 19.9% }", false),
        ("clv: { value: { gte: 100 } }", true),
        ("clv: { value: { gt: 100 } }", false),
        ("alive: { gte: 0 }", true),
        ("alive: { lt: 30% }", false),
        ("alive: { between: [0.3, 0.4] }", true),
        ("expected_purchases: { gte: 2 }", true),
        ("expected_purchases: 2.5", true),
        ("expected_purchases: { lt: 2.50 }", false),
        ("next_purchase: { within: { before: 2d } }", true),
        ("next_purchase: { within: { before: 1d } }", false),
        ("not: { stage: lost }", true),
    ] {
        let mut program = program();
        let condition = compiled(yaml, &mut program);
        let holds_for = |stamps: Stamps| {
            let situation = Situation { stamps, ..ann() };
            let columns =
                MemberColumns::of(&program, &situation, When::now(at("2026-03-10T12:00")));
            holds(&condition, &columns.view())
        };
        assert_eq!(holds_for(stamped), expected, "{yaml}");
        assert_eq!(
            holds_for(Stamps::default()),
            yaml.starts_with("not"),
            "{yaml}"
        );
        assert!(crate::condition::needs(&condition).stamps, "{yaml}");
    }
}

fn day(text: &str) -> LocalDate {
    text.parse().unwrap()
}

#[test]
fn the_next_purchase_is_near_or_overdue_until_it_comes() {
    // Ann bought last on 7 March; it is the 10th.
    let check = |yaml: &str, expected_by: &str, expected: bool| {
        let asked = with(|situation| situation.stamps.next_purchase = Some(day(expected_by)));
        asked.check(yaml, expected);
    };
    let soon = "next_purchase: { within: { before: 7d } }";
    check(soon, "2026-03-17", true);
    check(soon, "2026-03-18", false);
    check(soon, "2026-03-10", true);
    check(soon, "2026-03-09", false);
    let around = "next_purchase: { within: { before: 1d, after: 1d } }";
    check(around, "2026-03-11", true);
    check(around, "2026-03-09", true);
    check(around, "2026-03-08", false);
    check("next_purchase: { within: {} }", "2026-03-10", true);
    let overdue = "next_purchase: { days_ago: { gt: 1 } }";
    check(overdue, "2026-03-08", true);
    check(overdue, "2026-03-09", false);
    check("next_purchase: { days_ago: { eq: 2 } }", "2026-03-08", true);
    check("next_purchase: { days_ago: { lt: 5 } }", "2026-03-09", true);
    // A day to come is no days ago.
    check(
        "next_purchase: { days_ago: { lt: 5 } }",
        "2026-03-11",
        false,
    );
    // What was made on the day or later is what was expected.
    check(overdue, "2026-03-07", false);
    check(overdue, "2026-03-01", false);
    check(&format!("not: {{ {overdue} }}"), "2026-03-01", true);
}

#[test]
fn nothing_is_true_of_a_stranger_but_that_he_is_one() {
    let stranger = Asked {
        situation: Situation::default(),
        ..Asked::default()
    };
    let mut blocked = Asked {
        situation: ann(),
        ..Asked::default()
    };
    blocked.situation.member.as_mut().unwrap().blocked = true;
    for asked in [stranger, blocked] {
        asked.check("member.known: false", true);
        for yaml in [
            "member.known: true",
            "tier: { below: gold }",
            "member.city: { not: Москва }",
            "member.email: { present: false }",
            "member.age: { lt: 100 }",
            "member.registered: { within: 1 year }",
            "purchases: { within: 30d, count: 0 }",
            "last_purchase: never",
            "last_purchase: { days_ago: { gt: 0 } }",
            "favourite: { of: category, is: rings, within: 1 year }",
            "balance.points: { lt: 1 }",
            "event.check_in: { within: 7d, count: 0 }",
            "consent.sms: unknown",
            "segment: lost",
            "next_purchase: { within: { before: 7d } }",
        ] {
            asked.check(yaml, false);
        }
        asked.check("basket.total: { gte: 1000 }", true);
        asked.check("time: { weekdays: tue }", true);
    }
}
