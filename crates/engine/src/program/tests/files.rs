//! What loads, and as what.

use proptest::prelude::*;

use super::*;
use crate::condition::Condition;
use crate::number::{Money, Points, Ratio, Rounding};
use crate::program::*;
use crate::time::{
    ExpireAt, ExpireRound, ExpireWhen, ExpiryRule, LocalDate, LocalTime, Period, Span,
};

#[test]
fn the_design_example_loads_unchanged() {
    let program = read(BURGER_HEROES);
    assert_eq!(program.id.as_str(), "burger-heroes");
    assert_eq!(
        program.units[0].name,
        Text {
            en: "bonuses".into(),
            ru: "бонусы".into()
        }
    );
    assert_eq!(
        program.units[0].expire,
        Some(ExpiryRule::after(Span::Days(365)))
    );
    let earn: Vec<(&str, &EarnRate, Combine)> = program
        .earn
        .iter()
        .map(|r| (r.id.as_str(), &r.rate, r.combine))
        .collect();
    assert_eq!(
        earn,
        [
            ("base", &EarnRate::Share(Ratio::percent(5)), Combine::Sum),
            (
                "regulars",
                &EarnRate::Share(Ratio::percent(15)),
                Combine::Max
            )
        ]
    );
    assert_eq!(program.activities[0].on, Trigger::Registered);
    assert_eq!(
        program.activities[1].limit,
        Some(Limit {
            times: 1,
            per: LimitPer::Rolling(Span::Days(180))
        })
    );
    assert_eq!(program.redeem[0].max_share, Ratio::percent(50));
    assert!(program.redeem[0].lines.is_some());
    assert_eq!(program.needs.purchases, Some(Span::Days(30)));
    assert_eq!(program.club_price, Some(Condition::Always));
    let lanes: Vec<&str> = program.lanes.iter().map(|lane| lane.id.as_str()).collect();
    assert_eq!(lanes, ["line", "basket"]);
}

#[test]
fn everything_is_read() {
    let program = read(EVERYTHING);
    assert_eq!(
        program.name,
        Text {
            en: "Everything".into(),
            ru: "Всё".into()
        }
    );
    assert_eq!(program.day_ends, LocalTime::new(3, 0).unwrap());
    assert_eq!(
        program.zone.date(program.starts.unwrap()),
        LocalDate::new(2026, 1, 1).unwrap()
    );
    let points = &program.units[0];
    assert_eq!(
        points.value,
        Some(PointValue {
            points: Points::from_raw(10_000),
            money: Money::from_minor(1_000)
        })
    );
    assert_eq!(points.expire.unwrap().round, Some(ExpireRound::MonthEnd));
    assert!(program.units[1].expire.unwrap().renews);
    let tickets = program.units[2].expire.unwrap();
    assert_eq!(
        (tickets.when, tickets.at),
        (
            ExpireWhen::On(LocalDate::new(2026, 12, 31).unwrap()),
            ExpireAt::Instant
        )
    );
    let thresholds: Vec<i64> = program.schemes[0]
        .levels
        .iter()
        .filter_map(|level| level.from)
        .collect();
    assert_eq!(thresholds, [0, 35_000, 100_000]);
    assert_eq!(
        program.schemes[1].metric,
        TierMetric::Earned("miles".into())
    );
    assert_eq!(program.schemes[2].keep, Keep::Forever);
    let segments: Vec<&str> = program
        .segments
        .iter()
        .map(|segment| segment.id.as_str())
        .collect();
    assert_eq!(segments, ["locals", "big"]);
}

#[test]
fn rules_come_by_priority_then_id() {
    let program = read(EVERYTHING);
    let earn: Vec<&str> = program.earn.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(
        earn,
        [
            "base",
            "back",
            "best",
            "double",
            "per-unit",
            "per-visit",
            "variety"
        ]
    );
    let rate = |id: &str| {
        program
            .earn
            .iter()
            .find(|rule| rule.id.as_str() == id)
            .unwrap()
    };
    assert_eq!(
        rate("base").rate,
        EarnRate::PerMoney {
            points: Points::from_raw(800),
            money: Money::from_minor(100)
        }
    );
    assert_eq!(rate("back").expire, Some(ExpiryRule::NEVER));
    assert_eq!(
        (rate("back").group.as_str(), rate("base").group.as_str()),
        ("extra", "points")
    );
    assert_eq!(rate("double").combine, Combine::Multiply);
    assert_eq!(rate("per-visit").rounding, Rounding::Floor);
    assert_eq!(
        rate("best").limit,
        Some(Limit {
            times: 3,
            per: LimitPer::Calendar(Period::Year)
        })
    );
    assert_eq!(
        program.returns.unlinked,
        UnlinkedReverse::BaseRate("base".into())
    );
}

#[test]
fn offers_find_their_lanes() {
    let program = read(EVERYTHING);
    let offers: Vec<(&str, &str, &OfferShape)> = program
        .offers
        .iter()
        .map(|offer| (offer.id.as_str(), offer.lane.as_str(), &offer.shape))
        .collect();
    let amount = |minor, per| OfferShape::Amount {
        money: Money::from_minor(minor),
        per,
        every: None,
        by_quantity: false,
    };
    assert_eq!(
        offers,
        [
            ("each", "clearance", &amount(100, AmountPer::Unit)),
            (
                "fixed",
                "clearance",
                &OfferShape::FixedPrice(Money::from_minor(9_900))
            ),
            ("line-off", "promo", &amount(200, AmountPer::Line)),
            ("money-off", "whole", &amount(5_000, AmountPer::Basket)),
            ("ten", "promo", &OfferShape::Percent(Ratio::percent(10))),
        ]
    );
    assert_eq!(program.offers[1].class, OfferClass::ExclusiveBasket);
    assert_eq!(program.offers[4].max_line_share, Some(Ratio::percent(50)));
}

#[test]
fn a_program_of_prices_alone_needs_no_unit() {
    let program = read(&format!("{HEAD}offers: [{{ id: card, percent: 3% }}]\n"));
    assert!(program.units.is_empty() && program.redeem.is_empty());
}

#[test]
fn json_reads_like_yaml() {
    for text in [BURGER_HEROES, EVERYTHING] {
        let written = file(text);
        let json = serde_json::to_string_pretty(&written).unwrap();
        assert_eq!(file(&json), written);
    }
}

#[test]
fn json_escapes_are_read() {
    let text = HEAD.replace("name: Test", r#"name: "\u0411\/\ud83c\udf54 \"1\"""#);
    assert_eq!(read(&text).name.en, "Б/🍔 \"1\"");
}

#[test]
fn writing_and_reading_changes_nothing() {
    let gallery = gallery();
    let gallery = gallery.iter().map(String::as_str);
    for text in [BURGER_HEROES, EVERYTHING].into_iter().chain(gallery) {
        let written = file(text);
        let yaml = serde_saphyr::to_string(&written).unwrap();
        assert_eq!(file(&yaml), written, "{yaml}");
    }
}

proptest! {
    /// A valid file with some of its bytes changed, left out or doubled.
    #[test]
    fn no_mutation_brings_it_down(
        everything in any::<bool>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..4_u8, any::<u8>()), 1..8),
    ) {
        let mut bytes = if everything { EVERYTHING } else { BURGER_HEROES }.as_bytes().to_vec();
        for (place, change, byte) in changes {
            let Some(at) = bytes.len().checked_sub(1).map(|last| place.index(last + 1)) else { break };
            match change {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(problems) = Program::read(&text) {
            prop_assert!(!problems.is_empty());
        }
        if let Ok(written) = crate::document::read::<ProgramFile>(&text) {
            let again = serde_json::to_string(&written).unwrap();
            prop_assert_eq!(file(&again), written);
        }
    }

    /// A valid file in which one word stands in the place of another.
    #[test]
    fn no_wrong_word_brings_it_down(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let words: Vec<&str> = EVERYTHING.split_whitespace().collect();
        let text = EVERYTHING.replacen(words[from.index(words.len())], words[to.index(words.len())], 1);
        let _ = Program::read(&text);
    }
}
