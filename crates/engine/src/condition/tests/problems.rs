//! What is wrong is said with its place and remedy.

use proptest::prelude::*;

use super::fixture::{found, problems};
use crate::condition::{ConditionFile, LineWhereFile};

fn check(yaml: &str, expected: &str) {
    let told: Vec<String> = found(yaml).iter().map(crate::program::told).collect();
    assert_eq!(told.join("\n"), expected, "in {yaml}");
}

#[test]
fn unknown_keys() {
    check(
        "teir: gold",
        "line 1: unknown condition `teir`; did you mean `tier`?",
    );
    check(
        "member.citi: Казань",
        "line 1: unknown condition `member.citi`; did you mean `member.city`?",
    );
    check(
        "basket.totl: 5",
        "line 1: unknown condition `basket.totl`; did you mean `basket.total`?",
    );
    check(
        "purchases: { withn: 5d }",
        "line 1: purchases.withn: there is no field `withn` here; did you mean `within`?",
    );
    check(
        "[{ tier: gold }]",
        "line 1: a list of conditions needs `all:` or `any:` before it",
    );
    check(
        "{}",
        "line 1: an empty condition; leave it out if it is to hold always",
    );
    check(
        "tier: {}",
        "when.tier: a level needs exactly one of at_least, is and below; write { at_least: silver }",
    );
    check(
        "all: []",
        "when.all: an empty list says nothing; write at least one condition, or leave it out",
    );
}

#[test]
fn unknown_names() {
    check(
        "tier: glod",
        "when.tier.is: there is no tier `glod`; did you mean `gold`?",
    );
    check(
        "any: [{ tier: { below: zinc } }]",
        "when.any[0].tier.below: there is no tier `zinc`; there is bronze, silver, gold",
    );
    check(
        "segment: last",
        "when.segment: there is no segment `last`; none is declared",
    );
    check(
        "balance.star: 5",
        "when.balance.star: there is no unit `star`; did you mean `stars`?",
    );
    check(
        "stage: at_rsk",
        "when.stage: there is no stage `at_rsk`; did you mean `at_risk`?",
    );
    check(
        "member.gender: woman",
        "when.member.gender: there is no gender `woman`; there is female, male, other",
    );
    check(
        "basket.total: { gte: 5, at: { after: lin } }",
        "when.basket.total.at.after: there is no lane `lin`; did you mean `line`?",
    );
    check(
        "basket.lines: { where: { discounted: { by: nothing } } }",
        "when.basket.lines.where.discounted.by: there is no lane `nothing`; there is line, basket, any, none, club",
    );
    check(
        "consent.sms: given",
        "line 1: consent.sms: `given` is not known here; there is granted, withdrawn, unknown",
    );
    check(
        "purchases: { within: 1 year, distinct: { of: contry, gte: 3 } }",
        "line 1: purchases.distinct.of: `contry` is not known here; did you mean `country`?",
    );
}

#[test]
fn wrong_values() {
    check(
        "balance.points: { gte: 1.5 }",
        "when.balance.points.gte: `1.5` is too fine; at most 0 decimals are possible here",
    );
    check(
        "member.age: { gte: many }",
        "when.member.age.gte: `many` is not a number; write digits with a point, like 400.00",
    );
    check(
        "member.age: { gt: 5, lt: 5 }",
        "when.member.age: no number is both; the lower end must not be above the upper end",
    );
    check(
        "member.age: {}",
        "when.member.age: nothing to compare with; write eq, gt, gte, lt, lte or between",
    );
    check(
        "last_purchase: { days_ago: { eq: 60 } }",
        "when.last_purchase.days_ago: `eq` would hold for a single instant; it compares a length of time: write { gte: 60, lt: 61 }",
    );
    check(
        "last_purchase: always",
        "line 1: last_purchase: `always` is not known here; write `never`, or a map with days_ago, within or never",
    );
    check(
        "member.birthday: { within: { before: 1 month } }",
        "when.member.birthday.within.before: `1 month` is not a number of days; write up to 366 days, like 7d",
    );
    check(
        "time: { months: 13 }",
        "when.time.months: `13` is no month; write a number from 1 to 12",
    );
    check(
        "time: {}",
        "when.time: no time is said; write weekdays, hours, from, to, months or dates",
    );
    check(
        "time: { from: 2026-03-02, to: 2026-03-01 }",
        "when.time: `to` is not after `from`; `to` is the first day or time outside",
    );
    check(
        "purchases: { count: 0 }",
        "when.purchases: the window has no beginning; write `within: 1 year`, or `from` (and `to`); `last_purchase: never` is for who never bought",
    );
    check(
        "purchases: { within: 1d, count: 1, sum: 5 }",
        "when.purchases: more than one of count, sum, average, units and distinct; write one here and the others in an `all`",
    );
    check(
        "member.attr.x: { gt: big }",
        "when.member.attr.x.gt: `big` has no order; compare numbers and dates; for words write `in` or `not`",
    );
    check(
        "clv: { top: 120% }",
        "when.clv.top: `120%` is not a share; write 20% or 0.2",
    );
    check(
        "next_purchase: {}",
        "when.next_purchase: needs exactly one of within and days_ago; write { within: { before: 7d } } for soon, or { days_ago: { gt: 14 } } for overdue",
    );
    check(
        "next_purchase: { within: { before: 1 month } }",
        "when.next_purchase.within.before: `1 month` is not a number of days; write up to 366 days, like 7d",
    );
    check(
        "expected_purchases: { gte: 1.125 }",
        "when.expected_purchases.gte: `1.125` is too fine; at most 2 decimals are possible here",
    );
    check(
        "expected_purchase: { gte: 1 }",
        "line 1: unknown condition `expected_purchase`; did you mean `expected_purchases`?",
    );
    check(
        "favourite: { of: day, is: x, within: 30d }",
        "when.favourite.of: nobody has a favourite day; write sku, category, brand, store, channel, city or country",
    );
}

#[test]
fn every_problem_is_told() {
    let all = problems("all: [{ tier: glod }, { balance.star: 5 }, { member.age: { gte: x } }]");
    assert_eq!(all.len(), 3, "{all:?}");
}

proptest! {
    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,120}") {
        let _ = problems(&text);
        let _ = serde_json::from_str::<ConditionFile>(&text);
    }

    #[test]
    fn no_near_condition_brings_it_down(
        key in "(all|any|not|tier|member\\.(city|age|birthday|attr\\.x|known)|purchases|last_purchase|favourite|balance\\.points|event(\\.x)?|basket\\.(total|lines|coupon)|time|rfm|clv|alive|expected_purchases|next_purchase|stage|segment)",
        value in "(\\{ ?)?(within|days_ago|count|gte|is|of|from|where|month|hours)?(: )?[\\[\\{\"a-z0-9:,.\\-\\}\\] ]{0,24}( ?\\})?",
    ) {
        let _ = problems(&format!("{key}: {value}"));
        let _ = crate::document::read::<LineWhereFile>(&value);
    }
}

#[test]
fn the_schema_knows_every_key() {
    let schema = schemars::schema_for!(ConditionFile);
    let schema = serde_json::to_value(&schema).unwrap();
    for key in [
        "all",
        "not",
        "tier",
        "purchases",
        "basket.total",
        "time",
        "rfm",
        "member.city",
        "member.age",
    ] {
        assert!(schema["properties"].get(key).is_some(), "{key}");
    }
    assert_eq!(schema["patternProperties"].as_object().unwrap().len(), 5);
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn json_numbers_keep_their_digits() {
    let file: ConditionFile =
        serde_json::from_str(r#"{"basket.total": {"gte": 1000.50}}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&file).unwrap(),
        r#"{"basket.total":{"gte":"1000.50"}}"#
    );
    let file: ConditionFile =
        serde_json::from_str(r#"{"basket.total": {"gte": 123456789012345678901234.5}}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&file).unwrap(),
        r#"{"basket.total":{"gte":"123456789012345678901234.5"}}"#
    );
    let file: ConditionFile = serde_json::from_str(r#"{"member.age": 18}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&file).unwrap(),
        r#"{"member.age":{"eq":"18"}}"#
    );
}
