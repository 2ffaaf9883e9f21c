//! Codes and near misses.

use super::{member, priced, priced_for, stranger};
use crate::basket::{CouponReason, CouponStatus, Hint, Missing};
use crate::number::{Money, Quantity};

const COUPONS: &str = "
offers:
  - { id: spring, percent: 20%, when: { all: [{ basket.coupon: SPRING }, { basket.total: { gte: 100 } }] } }
  - { id: small, percent: 5%, when: { basket.coupon: SMALL } }
earn:
  - { id: bonus, points: 10, when: { basket.coupon: BONUS } }";

fn answers(basket: &str) -> Vec<(String, CouponStatus, Option<CouponReason>)> {
    let coupons = priced(COUPONS, basket).coupons;
    coupons
        .into_iter()
        .map(|answer| (answer.code, answer.status, answer.reason))
        .collect()
}

#[test]
fn every_code_is_answered() {
    let applied = |code: &str| (code.to_owned(), CouponStatus::Applied, None);
    let idle = |code: &str, reason| (code.to_owned(), CouponStatus::Idle, Some(reason));
    assert_eq!(
        answers("A p=100 | code=SPRING code=BONUS"),
        [applied("SPRING"), applied("BONUS")]
    );
    assert_eq!(
        answers("A p=99 | code=SPRING"),
        [idle("SPRING", CouponReason::ConditionsNotMet)]
    );
    assert_eq!(
        answers("A p=100 | code=SMALL code=SPRING"),
        [idle("SMALL", CouponReason::BetterOffer), applied("SPRING"),]
    );
    let refused = (
        "WINTER".to_owned(),
        CouponStatus::Refused,
        Some(CouponReason::Unknown),
    );
    assert_eq!(answers("A p=100 | code=WINTER"), [refused]);
}

fn hint(rule: &str, missing: Missing) -> Hint {
    Hint {
        rule: rule.into(),
        missing,
    }
}

#[test]
fn what_nearly_applied_says_what_is_missing_the_nearest_first() {
    let rules = "
offers:
  - { id: far, percent: 10%, when: { basket.total: { gte: 1000 } } }
  - { id: near, percent: 10%, when: { basket.total: { gte: 462 } } }
  - { id: two, percent: 10%, when: { basket.lines: { where: { sku: A }, units: { gte: 2 } } } }
  - { id: hopeless, percent: 10%, when: { all: [{ basket.total: { gte: 500 } }, { member.city: Kazan }] } }
  - { id: other-goods, percent: 10%, lines: { sku: B }, when: { basket.total: { gte: 500 } } }
  - { id: either, percent: 1%, when: { any: [{ basket.total: { gte: 410 } }, { basket.total: { gte: 700 } }] } }
earn:
  - { id: regulars, rate: 15%, when: { purchases: { within: 30d, count: { gte: 3 } } } }
redeem: { points: {} }";
    let money = |minor| Missing::Money(Money::from_minor(minor));
    assert_eq!(
        priced_for(&member(0), rules, "A p=400").hints,
        [
            hint("either", money(1_000)),
            hint("near", money(6_200)),
            hint("far", money(60_000)),
            hint("two", Missing::Units(Quantity::ONE)),
            hint("regulars", Missing::Purchases(3)),
        ]
    );
    let of_stranger: Vec<Hint> = priced_for(&stranger(), rules, "A p=400").hints;
    assert!(
        of_stranger
            .iter()
            .all(|hint| hint.rule.as_str() != "regulars")
    );
}

#[test]
fn at_most_five_hints_are_given() {
    let offer = |n: i64| {
        format!(
            "  - {{ id: o{n}, percent: 1%, when: {{ basket.total: {{ gte: {} }} }} }}\n",
            n * 100
        )
    };
    let rules = format!("offers:\n{}", (2..12).map(offer).collect::<String>());
    let hints = priced(&rules, "A p=100").hints;
    let rules: Vec<&str> = hints.iter().map(|hint| hint.rule.as_str()).collect();
    assert_eq!(rules, ["o2", "o3", "o4", "o5", "o6"]);
}
