//! Stage 7: points earned.

use super::{check, check_for, member, priced, stranger};
use crate::time::Instant;

/// Points by rule.
fn earned(rules: &str, basket: &str) -> Vec<(String, i64)> {
    let earn = priced(rules, basket).earn;
    earn.iter()
        .map(|earning| (earning.rule.to_string(), earning.amount.raw()))
        .collect()
}

fn check_earned(rules: &str, basket: &str, expected: &[(&str, i64)]) {
    let expected: Vec<(String, i64)> = expected
        .iter()
        .map(|(rule, points)| ((*rule).to_owned(), *points))
        .collect();
    assert_eq!(earned(rules, basket), expected, "\n{rules}\n{basket}");
}

#[test]
fn a_percentage_is_of_what_is_paid_in_money() {
    let rules = "
earn: [{ id: base, rate: 5% }]
redeem: { points: {} }";
    check(
        rules,
        "A p=100; B p=100 | redeem=100",
        "
        A 100.00 - 50 points 50.00 = 50.00 + 3 base
        B 100.00 - 50 points 50.00 = 50.00 + 2 base",
    );
    let before = "
earn: [{ id: base, rate: 5%, base: before_redemption }]
redeem: { points: {} }";
    check_earned(before, "A p=200 | redeem=100", &[("base", 10)]);
}

#[test]
fn points_are_rounded_once_per_rule_and_shared_by_largest_remainder() {
    check(
        "earn: [{ id: base, rate: 5% }]",
        "A p=10; B p=10; C p=19; D p=9 flag=no_earn",
        "
        A 10.00 = 10.00
        B 10.00 = 10.00
        C 19.00 = 19.00 + 1 base
        D 9.00 = 9.00",
    );
    check_earned(
        "earn: [{ id: base, rate: 5%, round: half_up }]",
        "A p=10; B p=10; C p=19",
        &[("base", 2)],
    );
    check_earned(
        "earn: [{ id: base, rate: 5%, round: ceil }]",
        "A p=0.01",
        &[("base", 1)],
    );
}

#[test]
fn rates_fixed_points_and_units() {
    check_earned(
        "earn: [{ id: base, rate: 8 per 1.00 }]",
        "A p=12.49",
        &[("base", 99)],
    );
    check_earned(
        "earn: [{ id: visit, points: 50 }]",
        "A p=12.49; B p=1",
        &[("visit", 50)],
    );
    check_earned(
        "earn: [{ id: each, points: 3, per: unit, lines: { sku: A } }]",
        "A p=1 q=2.5; B p=1 q=9",
        &[("each", 6)],
    );
    check(
        "earn: [{ id: visit, points: 10 }]",
        "A p=30; B p=10",
        "
        A 30.00 = 30.00 + 8 visit
        B 10.00 = 10.00 + 2 visit",
    );
    check(
        "earn: [{ id: visit, points: 3 }]",
        "A p=0; B p=0",
        "
        A 0.00 = 0.00 + 2 visit
        B 0.00 = 0.00 + 1 visit",
    );
}

#[test]
fn sums_add_up_and_the_greatest_stands() {
    let rules = |extra: &str| {
        format!(
            "
earn:
  - {{ id: base, rate: 5% }}
  - {{ id: food, rate: 5%, lines: {{ category: food }} }}
  - {{ id: best, rate: {extra}, combine: max }}"
        )
    };
    check_earned(
        &rules("7%"),
        "A p=100 cat=food",
        &[("base", 5), ("food", 5)],
    );
    check_earned(&rules("7%"), "A p=100", &[("best", 7)]);
    check_earned(&rules("15%"), "A p=100 cat=food", &[("best", 15)]);
    // Equal: the sum stands.
    check_earned(
        &rules("10%"),
        "A p=100 cat=food",
        &[("base", 5), ("food", 5)],
    );
}

#[test]
fn what_multiplies_scales_the_lines_it_matches_before_rounding() {
    let rules = "
earn:
  - { id: base, rate: 5% }
  - { id: double, times: 2, lines: { category: food } }
  - { id: half-more, times: 1.5 }
  - { id: visit, points: 7, combine: add_after }";
    check_earned(
        rules,
        "A p=10 cat=food; B p=10",
        &[("base", 2), ("visit", 7)],
    );
    // 10.1 × 0.05 × 2 × 1.5 = 1.515 and 30 × 0.05 × 1.5 = 2.25: 3 whole points.
    check(
        rules,
        "A p=10.10 cat=food; B p=30",
        "
        A 10.10 = 10.10 + 1 base + 2 visit
        B 30.00 = 30.00 + 2 base + 5 visit",
    );
    let priced = priced(rules, "A p=10 cat=food; B p=10");
    let by: Vec<&str> = priced.earn[0]
        .multiplied_by
        .iter()
        .map(|rule| rule.as_str())
        .collect();
    assert_eq!(by, ["double", "half-more"]);
}

#[test]
fn absurd_rates_are_held_at_the_limit() {
    let rules = "
earn:
  - { id: base, rate: 1000000 per 0.01 }
  - { id: more, times: 1000 }
  - { id: again, times: 1000 }
  - { id: third, times: 0.3333 }";
    let priced = priced(rules, "A p=1000000000 q=1000; B p=1000000000 q=1000");
    assert_eq!(priced.earn[0].amount.raw(), 10_000_000_000_000_000);
    let shares: Vec<i64> = priced
        .lines
        .iter()
        .map(|line| line.earned[0].points.raw())
        .collect();
    assert_eq!(shares, [5_000_000_000_000_000, 5_000_000_000_000_000]);
}

#[test]
fn a_rule_that_stops_ends_its_group_if_it_fired() {
    let rules = "
earn:
  - { id: first, rate: 20%, priority: 1, stop: true, lines: { category: food } }
  - { id: second, rate: 5% }
  - { id: apart, rate: 1%, group: other }";
    check_earned(rules, "A p=100 cat=food", &[("apart", 1), ("first", 20)]);
    check_earned(rules, "A p=100", &[("apart", 1), ("second", 5)]);
}

#[test]
fn only_members_earn() {
    let rules = "earn: [{ id: base, rate: 5% }]";
    check_for(&stranger(), rules, "A p=100", "A 100.00 = 100.00");
    let mut blocked = member(0);
    blocked.member.as_mut().unwrap().blocked = true;
    check_for(&blocked, rules, "A p=100", "A 100.00 = 100.00");
}

#[test]
fn dates_are_the_rules_or_the_units() {
    let text = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units: { points: { value: { points: 1, money: 1.00 }, activate: { after: 14d }, expire: { after: 30d } } }
earn:
  - { id: base, rate: 5% }
  - { id: now, rate: 5%, activate: { after: 1d }, expire: never }";
    let program = crate::program::Program::read(text).unwrap();
    let priced = super::price(
        &program,
        &member(0),
        &super::purchase("A p=100"),
        super::today(),
    );
    let day = |days: i64| Some(crate::points::fixture::day(days));
    let dates: Vec<(Option<Instant>, Option<Instant>)> = priced
        .earn
        .iter()
        .map(|earning| (earning.activates_at, earning.expires_at))
        .collect();
    assert_eq!(dates, vec![(day(24), day(55)), (day(11), None)]);
}
