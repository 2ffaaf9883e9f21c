//! What differs between two versions is told, whatever it is.

use proptest::prelude::*;
use serde_json::Value;

use super::EVERYTHING;
use crate::language::Language;
use crate::program::{ChangeKind, Written};

fn changes(before: &str, after: &str, language: Language) -> Vec<String> {
    let (before, after) = (
        Written::read(before).unwrap(),
        Written::read(after).unwrap(),
    );
    after
        .changes_from(&before, language)
        .into_iter()
        .map(|change| {
            let kind = match change.kind {
                ChangeKind::Added => "+",
                ChangeKind::Removed => "-",
                ChangeKind::Changed => "~",
            };
            let (before, after) = (change.before, change.after);
            let said = [before, after].into_iter().flatten().collect::<Vec<_>>();
            format!("{kind} {}: {}", change.id, said.join(" → "))
        })
        .collect()
}

const SHOP: &str = "\
program: { id: shop, name: { en: Shop, ru: Лавка }, currency: RUB, time_zone: Europe/Moscow }
units: { points: { name: { en: points, ru: баллы }, value: { points: 1, money: 1.00 } } }
earn: [{ id: base, rate: 5% }]
lanes: [{ id: line, level: line }, { id: coupons, level: line }]
offers:
  - { id: spring, lane: line, percent: 10% }
redeem: { points: { max_share: 50% } }
";

fn check(from: &str, to: &str, language: Language, expected: &[&str]) {
    assert!(SHOP.contains(from), "{from}");
    let after = SHOP.replace(from, to);
    assert_eq!(changes(SHOP, &after, language), expected, "{from} → {to}");
}

#[test]
fn a_sentence_tells_what_it_can_and_a_field_the_rest() {
    let (en, ru) = (Language::En, Language::Ru);
    check(
        "rate: 5%",
        "rate: 7%",
        en,
        &["~ base: Points: 5% of the amount paid. → Points: 7% of the amount paid."],
    );
    check(
        "rate: 5%",
        "rate: 5%, priority: 3",
        ru,
        &["~ base: priority: не задано → priority: 3"],
    );
    check(
        "lane: line,",
        "lane: coupons,",
        en,
        &["~ spring: lane: line → lane: coupons"],
    );
    check(
        "lane: line, percent: 10%",
        "lane: coupons, percent: 20%",
        en,
        &[
            "~ spring: 10% off. → 20% off.",
            "~ spring: lane: line → lane: coupons",
        ],
    );
    check(
        "{ id: line, level: line }, { id: coupons, level: line }",
        "{ id: coupons, level: line }, { id: line, level: line }",
        en,
        &["~ lanes: line, coupons → coupons, line"],
    );
    check(
        ", { id: coupons, level: line }",
        "",
        en,
        &["- coupons: {\"id\":\"coupons\",\"level\":\"line\"}"],
    );
    check(
        "ru: Лавка",
        "ru: Лавочка",
        en,
        &["~ program: name.ru: Лавка → name.ru: Лавочка"],
    );
    check(
        "currency: RUB",
        "currency: EUR",
        ru,
        &[
            "~ points: Баллы: 1 = 1\u{a0}₽; не сгорают. → Баллы: 1 = 1\u{a0}€; не сгорают.",
            "~ program: currency: RUB → currency: EUR",
        ],
    );
    check("rate: 5%", "rate: 5%", en, &[]);
}

const READY: &[&str] = &[
    EVERYTHING,
    include_str!("../../../../../programs/beauty-insider.yaml"),
    include_str!("../../../../../programs/body-club.yaml"),
    include_str!("../../../../../programs/burger-heroes.yaml"),
    include_str!("../../../../../programs/discount-card.yaml"),
    include_str!("../../../../../programs/treats.yaml"),
    include_str!("../../../../../programs/two-prices.yaml"),
];

/// What is put in place of a value; most are refused where they stand.
const OTHERS: &[&str] = &[
    "1", "3", "true", "false", "2%", "half_up", "up", "max", "sum", "priority", "best", "basket",
    "line", "7d", "30d", "month", "forgive", "other",
];

/// The places of a document: every scalar, list and map in it.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    if !at.is_empty() {
        found.push(at.to_owned());
    }
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| places(value, &format!("{at}/{index}"), found)),
        _ => {}
    }
}

/// The document with another value at a place, or without it.
fn changed(document: &Value, place: &str, other: Option<&str>) -> Value {
    let mut document = document.clone();
    match other {
        Some(other) => {
            if let Some(value) = document.pointer_mut(place) {
                *value = Value::from(other);
            }
        }
        None => {
            let (within, last) = place.rsplit_once('/').unwrap();
            match document.pointer_mut(within) {
                Some(Value::Object(fields)) => {
                    fields.remove(last);
                }
                Some(Value::Array(items)) => {
                    items.remove(last.parse().unwrap());
                }
                _ => {}
            }
        }
    }
    document
}

/// The canonical form: what the file says, however it is spelt.
fn canonical(written: &Written) -> Value {
    serde_json::to_value(&written.file).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn files_that_differ_never_give_an_empty_list(
        ready in prop::sample::select(READY),
        place in any::<prop::sample::Index>(),
        other in prop::option::of(prop::sample::select(OTHERS)),
    ) {
        // Both are read from the canonical form, which orders units and schemes by name: their order is a difference too.
        let document = canonical(&Written::read(ready).unwrap());
        let before = Written::read(&document.to_string()).unwrap();
        let mut found = Vec::new();
        places(&document, "", &mut found);
        let place = &found[place.index(found.len())];
        let text = changed(&document, place, other).to_string();
        if let Ok(after) = Written::read(&text) {
            let differ = canonical(&after) != document;
            for language in Language::ALL {
                let there = after.changes_from(&before, language);
                let back = before.changes_from(&after, language);
                prop_assert_eq!(!there.is_empty(), differ, "{}: {:?}", place, other);
                prop_assert_eq!(!back.is_empty(), differ, "{}: {:?}", place, other);
            }
        }
    }
}
