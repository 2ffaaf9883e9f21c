//! Steps, bases, rounding and caps.

use super::{check, check_for, member, stranger};
use crate::counter::{Counted, CounterKey};

const LEVELS: &str = "levels: [{ from: 101, percent: 5% }, { from: 201, percent: 10% }, { from: 301, percent: 20% }]";

#[test]
fn steps_are_of_each_units_own_place_or_of_all() {
    check(
        &format!("offers: [{{ id: s, steps: {{ by: units, mode: marginal, {LEVELS} }} }}]"),
        "A p=10 q=310",
        // 100 × 0.50 + 100 × 1.00 + 10 × 2.00 = 170.00
        "A 3100.00 - s 170.00 = 2930.00",
    );
    check(
        &format!("offers: [{{ id: s, steps: {{ by: units, {LEVELS} }} }}]"),
        "A p=10 q=310",
        "A 3100.00 - s 620.00 = 2480.00",
    );
    check(
        &format!("offers: [{{ id: s, steps: {{ by: units, mode: marginal, {LEVELS} }} }}]"),
        "A p=10 q=60; B p=1 q=60",
        // The first hundred end in the second line: 20 × 0.05.
        "A 600.00 = 600.00
         B 60.00 - s 1.00 = 59.00",
    );
    check(
        "offers: [{ id: s, steps: { by: amount, levels: [{ from: 1000, percent: 3% }] } }]",
        "A p=600; B p=400",
        "A 600.00 - s 18.00 = 582.00
         B 400.00 - s 12.00 = 388.00",
    );
}

#[test]
fn what_the_member_bought_before_counts() {
    let rules = format!(
        "offers: [{{ id: s, steps: {{ by: units, per: year, mode: marginal, {LEVELS} }} }}]"
    );
    let mut buyer = member(0);
    let key = CounterKey {
        counted: Counted::Bought("s".into()),
        period: Some("2024-01-01".parse().unwrap()),
    };
    buyer.counters.set(key, 95 * 10_000);
    // Five at the full price, five at 5 % off.
    check_for(&buyer, &rules, "A p=10 q=10", "A 100.00 - s 2.50 = 97.50");
    check_for(&stranger(), &rules, "A p=10 q=310", "A 3100.00 = 3100.00");
}

#[test]
fn a_base_is_capped_from_the_first_line_on() {
    check(
        "offers: [{ id: ten, percent: 10%, cap_base: 150 }]",
        "A p=100; B p=100",
        "A 100.00 - ten 10.00 = 90.00
         B 100.00 - ten 5.00 = 95.00",
    );
}

#[test]
fn a_percent_is_rounded_where_it_says() {
    let priced = |round_on: &str, expected: &str| {
        let rules = format!("offers: [{{ id: third, percent: 33%, round_on: {round_on} }}]");
        check(&rules, "A p=0.99 q=3; B p=0.99", expected);
    };
    // A unit: 0.3267. A line of three: 0.9801. All four: 1.3068.
    priced(
        "unit",
        "A 2.97 - third 0.99 = 1.98
         B 0.99 - third 0.33 = 0.66",
    );
    priced(
        "line",
        "A 2.97 - third 0.98 = 1.99
         B 0.99 - third 0.33 = 0.66",
    );
    priced(
        "total",
        "A 2.97 - third 0.98 = 1.99
         B 0.99 - third 0.33 = 0.66",
    );
}

#[test]
fn an_amount_is_granted_for_each_full_so_much_and_spread_by_units() {
    check(
        "offers: [{ id: five, amount: 5, every: 35 }]",
        "A p=80",
        "A 80.00 - five 10.00 = 70.00",
    );
    check(
        "offers: [{ id: five, amount: 5, every: 35 }]",
        "A p=34.99",
        "A 34.99 = 34.99",
    );
    check(
        "offers: [{ id: three, amount: 3, split: quantity }]",
        "A p=20; B p=5 q=2",
        "A 20.00 - three 1.00 = 19.00
         B 10.00 - three 2.00 = 8.00",
    );
}

#[test]
fn caps_of_lane_and_purchase_cut_what_comes_later() {
    check(
        "lanes: [{ id: goods, level: line, max_discount: 15 }]
offers: [{ id: a, percent: 10%, lines: { sku: A } }, { id: b, percent: 10%, lines: { sku: B } }]",
        "A p=100; B p=100",
        "A 100.00 - a 10.00 = 90.00
         B 100.00 - b 5.00 of 10.00 = 95.00",
    );
    check(
        "limits: { purchase: { max_share: 30% } }
offers: [{ id: a, percent: 25% }, { id: b, amount: 20 }]",
        "A p=100",
        "A 100.00 - a 25.00 - b 5.00 of 20.00 = 70.00",
    );
}

#[test]
fn a_group_bounds_how_many_apply_and_what_they_give() {
    let groups = "limits: { groups: { g: { max_count: 1 }, h: { max_amount: 12 } } }";
    let offers = |group: &str| {
        format!(
            "{groups}
offers:
  - {{ id: a, percent: 10%, group: {group}, lines: {{ sku: A }} }}
  - {{ id: b, percent: 20%, group: {group}, lines: {{ sku: B }} }}"
        )
    };
    check(
        &offers("g"),
        "A p=100; B p=100",
        "A 100.00 = 100.00
         B 100.00 - b 20.00 = 80.00",
    );
    check(
        &offers("h"),
        "A p=100; B p=100",
        "A 100.00 - a 10.00 = 90.00
         B 100.00 - b 2.00 of 20.00 = 98.00",
    );
}

#[test]
fn all_or_nothing_is_not_cut() {
    check(
        "offers: [{ id: a, percent: 50%, max_discount: 40, all_or_nothing: true }, { id: b, percent: 10% }]",
        "A p=100",
        "A 100.00 - b 10.00 = 90.00",
    );
    check(
        "offers: [{ id: a, amount: 30, all_or_nothing: true }]",
        "A p=20",
        "A 20.00 = 20.00",
    );
}

#[test]
fn a_member_is_given_so_much_in_a_period() {
    let rules = "offers: [{ id: a, percent: 10%, max_per_member: { amount: 25, per: month } }]";
    let mut buyer = member(0);
    check_for(&buyer, rules, "A p=100", "A 100.00 - a 10.00 = 90.00");
    let key = CounterKey {
        counted: Counted::Given("a".into()),
        period: Some("2024-10-01".parse().unwrap()),
    };
    buyer.counters.set(key, 2_000);
    check_for(
        &buyer,
        rules,
        "A p=100",
        "A 100.00 - a 5.00 of 10.00 = 95.00",
    );
    check_for(&stranger(), rules, "A p=100", "A 100.00 = 100.00");
}

#[test]
fn delivery_has_offers_of_its_own() {
    let rules = "lanes: [{ id: delivery, level: service }]
offers:
  - { id: ten, percent: 10% }
  - { id: five, amount: 5 }
  - { id: free, lane: delivery, percent: 100%, when: { basket.total: { gte: 85, at: final } } }
redeem: { points: {} }
earn: [{ id: base, rate: 10% }]";
    check(
        rules,
        "A p=100; van p=10 flag=service | redeem=20",
        "A 100.00 - ten 10.00 - five 5.00 - 20 points 20.00 = 65.00 + 6 base
         van 10.00 - free 10.00 = 0.00",
    );
    check(
        rules,
        // 89.99 − 9.00 − 5.00 = 75.99: delivery is no part of the total.
        "A p=89.99; van p=10 flag=service",
        "A 89.99 - ten 9.00 - five 5.00 = 75.99 + 7 base
         van 10.00 = 10.00",
    );
}
