//! Stages 1–3: club price, line lanes, basket lanes.

use super::{check, check_for, member, priced, stranger};
use crate::basket::Flag;
use crate::number::{Money, Price};
use crate::situation::Product;

#[test]
fn without_rules_the_shelf_price_is_paid() {
    check(
        "",
        "A p=400; B p=33.33 q=3; C p=199.90 q=0.333",
        "A 400.00 = 400.00\nB 99.99 = 99.99\nC 66.57 = 66.57",
    );
}

#[test]
fn a_member_pays_the_lower_of_shelf_and_club_price() {
    let basket = "A p=100 club=80 q=2; B p=100 club=120; C p=100 club=80 min=90; D p=100 club=80 flag=no_discount";
    check(
        "",
        basket,
        "
        A 200.00 - club_price 40.00 = 160.00
        B 100.00 = 100.00
        C 100.00 - club_price 10.00 of 20.00 = 90.00
        D 100.00 = 100.00",
    );
    check_for(&stranger(), "", "A p=100 club=80", "A 100.00 = 100.00");
    let mut blocked = member(0);
    blocked.member.as_mut().unwrap().blocked = true;
    check_for(&blocked, "", "A p=100 club=80", "A 100.00 = 100.00");
}

#[test]
fn the_catalogue_tells_what_the_request_does_not() {
    let mut buyer = member(0);
    let product = Product {
        category: vec!["food".into()],
        club_price: Some(Price::parse("80").unwrap()),
        min_price: Some(Price::parse("70").unwrap()),
        ..Product::default()
    };
    buyer.catalogue.insert("A".into(), product.into());
    let no_discount = Product {
        flags: vec![Flag::NoDiscount],
        ..Product::default()
    };
    buyer.catalogue.insert("B".into(), no_discount.into());
    let rules = "offers: [{ id: half, percent: 50%, lines: { category: food } }]";
    check_for(
        &buyer,
        rules,
        "A p=100; B p=100 cat=food; A p=100 cat=toys club=90",
        "
        A 100.00 - club_price 20.00 - half 10.00 of 40.00 = 70.00
        B 100.00 = 100.00
        A 100.00 - club_price 10.00 = 90.00",
    );
}

#[test]
fn a_line_offer_rounds_once_per_line() {
    check(
        "offers: [{ id: ten, percent: 10% }]",
        "A p=0.05 q=3; B p=33.33 q=3; C p=0.04",
        "
        A 0.15 - ten 0.02 = 0.13
        B 99.99 - ten 10.00 = 89.99
        C 0.04 = 0.04",
    );
    check(
        "offers: [{ id: ten, percent: 10%, round: ceil }]",
        "A p=0.04",
        "A 0.04 - ten 0.01 = 0.03",
    );
}

#[test]
fn an_amount_is_off_each_line_or_each_unit() {
    check(
        "offers: [{ id: off, amount: 5, per: line }]",
        "A p=10 q=3; B p=3",
        "
        A 30.00 - off 5.00 = 25.00
        B 3.00 - off 3.00 of 5.00 = 0.00",
    );
    check(
        "offers: [{ id: off, amount: 5, per: unit }]",
        "A p=10 q=3; B p=10 q=0.5",
        "
        A 30.00 - off 15.00 = 15.00
        B 5.00 - off 2.50 = 2.50",
    );
}

#[test]
fn a_fixed_price_never_raises_one() {
    check(
        "offers: [{ id: fixed, price: 7.50 }]",
        "A p=10 q=2; B p=5; C p=10 q=0.333",
        "
        A 20.00 - fixed 5.00 = 15.00
        B 5.00 = 5.00
        C 3.33 - fixed 0.83 = 2.50",
    );
}

#[test]
fn a_basket_offer_rounds_once_on_its_total_and_is_distributed() {
    let rules = "
lanes: [{ id: whole, level: basket }]
offers: [{ id: ten, lane: whole, percent: 10% }]";
    check(
        rules,
        "A p=0.05; B p=0.05; C p=0.05",
        "
        A 0.05 - ten 0.01 = 0.04
        B 0.05 - ten 0.01 = 0.04
        C 0.05 = 0.05",
    );
    check(
        "offers: [{ id: off, amount: 10 }]",
        "A p=10; B p=20",
        "
        A 10.00 - off 3.33 = 6.67
        B 20.00 - off 6.67 = 13.33",
    );
}

#[test]
fn what_does_not_fit_a_line_goes_to_the_others_and_what_fits_nowhere_is_said() {
    check(
        "offers: [{ id: off, amount: 30 }]",
        "A p=30 min=25; B p=30; C p=30 flag=no_discount",
        "
        A 30.00 - off 5.00 of 15.00 = 25.00
        B 30.00 - off 25.00 of 15.00 = 5.00
        C 30.00 = 30.00",
    );
    check(
        "offers: [{ id: off, amount: 100 }]",
        "A p=30 min=25; B p=30",
        "
        A 30.00 - off 5.00 of 50.00 = 25.00
        B 30.00 - off 30.00 of 50.00 = 0.00",
    );
}

#[test]
fn caps_hold_for_a_line_and_for_a_purchase() {
    check(
        "offers: [{ id: half, percent: 50%, max_discount: 30 }]",
        "A p=40; B p=80",
        "
        A 40.00 - half 10.00 of 20.00 = 30.00
        B 80.00 - half 20.00 of 40.00 = 60.00",
    );
    check(
        "offers: [{ id: off, amount: 9, per: unit, max_line_share: 50% }]",
        "A p=10 q=2",
        "
        A 20.00 - off 10.00 of 18.00 = 10.00",
    );
    let whole = "
lanes: [{ id: whole, level: basket }]
offers: [{ id: half, lane: whole, percent: 50%, max_discount: 10 }]";
    check(
        whole,
        "A p=40; B p=40",
        "
        A 40.00 - half 5.00 of 20.00 = 35.00
        B 40.00 - half 5.00 of 20.00 = 35.00",
    );
}

#[test]
fn the_best_common_offer_wins_each_line() {
    let rules = "
offers:
  - { id: ten, percent: 10%, priority: 9 }
  - { id: food, percent: 15%, lines: { category: food } }
  - { id: five-off, amount: 5, per: line, lines: { sku: [A, B] } }";
    check(
        rules,
        "A p=20; B p=100 cat=food; C p=100",
        "
        A 20.00 - five-off 5.00 = 15.00
        B 100.00 - food 15.00 = 85.00
        C 100.00 - ten 10.00 = 90.00",
    );
}

#[test]
fn ties_go_to_the_priority_then_to_the_id() {
    let rules = "
offers:
  - { id: b, percent: 10% }
  - { id: c, percent: 10%, priority: 1, lines: { sku: B } }
  - { id: a, percent: 10% }";
    check(
        rules,
        "A p=100; B p=100",
        "A 100.00 - a 10.00 = 90.00\nB 100.00 - c 10.00 = 90.00",
    );
}

#[test]
fn with_choose_priority_the_highest_that_gives_something_wins() {
    let rules = "
lanes: [{ id: line, level: line, choose: priority }]
offers:
  - { id: small, percent: 5%, priority: 2, lines: { sku: [A, B] } }
  - { id: nothing, price: 500.00, priority: 3 }
  - { id: big, percent: 50% }
  - { id: bigger, percent: 60%, lines: { sku: C } }";
    check(
        rules,
        "A p=100; B p=100 ; C p=100",
        "
        A 100.00 - small 5.00 = 95.00
        B 100.00 - small 5.00 = 95.00
        C 100.00 - bigger 60.00 = 40.00",
    );
}

#[test]
fn a_capped_offer_is_put_where_it_helps_most() {
    let rules = "
lanes: [{ id: whole, level: basket }]
offers:
  - { id: ten, lane: whole, percent: 10% }
  - { id: off, lane: whole, amount: 50 }";
    // 50 off the cheap line and 10 % of the dear one beat 50 or 100.50 alone.
    check(
        rules,
        "A p=950; B p=55",
        "
        A 950.00 - ten 95.00 = 855.00
        B 55.00 - off 50.00 = 5.00",
    );
}

#[test]
fn an_exclusive_offer_removes_common_ones_from_its_units() {
    let rules = "
offers:
  - { id: last-chance, percent: 5%, class: exclusive, lines: { sku: A } }
  - { id: half, percent: 50% }
  - { id: card, percent: 1%, class: always }";
    check(
        rules,
        "A p=100; B p=100",
        "
        A 100.00 - last-chance 5.00 - card 1.00 = 94.00
        B 100.00 - half 50.00 - card 1.00 = 49.00",
    );
}

#[test]
fn an_exclusive_offer_of_the_basket_removes_them_from_all_of_it() {
    let rules = "
offers:
  - { id: staff, percent: 5%, class: exclusive, scope: basket, lines: { sku: A } }
  - { id: half, percent: 50% }
  - { id: card, percent: 1%, class: always }";
    check(
        rules,
        "A p=100; B p=100",
        "
        A 100.00 - staff 5.00 - card 1.00 = 94.00
        B 100.00 - card 1.00 = 99.00",
    );
    check(
        rules,
        "B p=100",
        "B 100.00 - half 50.00 - card 1.00 = 49.00",
    );
}

#[test]
fn exclusive_offers_are_settled_by_priority_then_benefit() {
    let rules = "
offers:
  - { id: low, percent: 90%, class: exclusive }
  - { id: high, percent: 5%, class: exclusive, priority: 1, lines: { sku: [A, B] } }
  - { id: equal, percent: 10%, class: exclusive, priority: 1, lines: { sku: B } }";
    // `equal` gives more on B alone than `high` on both together.
    check(
        rules,
        "A p=10; B p=100; C p=10",
        "
        A 10.00 - high 0.50 = 9.50
        B 100.00 - equal 10.00 = 90.00
        C 10.00 - low 9.00 = 1.00",
    );
    let whole = "
offers:
  - { id: low, percent: 90%, class: exclusive }
  - { id: high, percent: 5%, class: exclusive, scope: basket, priority: 1, lines: { sku: A } }";
    check(
        whole,
        "A p=10; B p=100",
        "A 10.00 - high 0.50 = 9.50\nB 100.00 = 100.00",
    );
}

#[test]
fn between_lanes_amounts_add_up_on_what_is_left_or_on_what_was() {
    let rules = |base: &str| {
        format!(
            "
lanes:
  - {{ id: goods, level: line }}
  - {{ id: card, level: line, base: {base} }}
offers:
  - {{ id: half, lane: goods, percent: 50% }}
  - {{ id: tenth, lane: card, percent: 10% }}"
        )
    };
    check(
        &rules("running"),
        "A p=100",
        "A 100.00 - half 50.00 - tenth 5.00 = 45.00",
    );
    check(
        &rules("initial"),
        "A p=100",
        "A 100.00 - half 50.00 - tenth 10.00 = 40.00",
    );
    check(
        &rules("initial"),
        "A p=100 club=90",
        "A 100.00 - club_price 10.00 - half 45.00 - tenth 9.00 = 36.00",
    );
}

#[test]
fn with_apply_all_every_offer_applies_by_priority_and_tests_again() {
    let rules = "
lanes: [{ id: whole, level: basket, apply: all }]
offers:
  - { id: first, lane: whole, amount: 60, priority: 2, when: { basket.total: { gte: 1000, at: final } } }
  - { id: second, lane: whole, amount: 50, priority: 1, when: { basket.total: { gte: 1000, at: final } } }
  - { id: third, lane: whole, percent: 10%, when: { basket.total: { gte: 900, at: final } } }";
    check(
        rules,
        "A p=1000",
        "A 1000.00 - first 60.00 - third 94.00 = 846.00",
    );
    check(
        rules,
        "A p=1100",
        "A 1100.00 - first 60.00 - second 50.00 - third 99.00 = 891.00",
    );
}

#[test]
fn goods_already_reduced_are_told_apart() {
    let rules = "
lanes: [{ id: sale, level: line }, { id: card, level: line }]
offers:
  - { id: sale, lane: sale, percent: 30%, lines: { sku: A } }
  - { id: card, lane: card, percent: 10%, lines: { discounted: { by: none } } }
  - { id: more, lane: card, percent: 5%, lines: { discounted: { by: sale } } }";
    check(
        rules,
        "A p=100; B p=100; C p=100 club=90",
        "
        A 100.00 - sale 30.00 - more 3.50 = 66.50
        B 100.00 - card 10.00 = 90.00
        C 100.00 - club_price 10.00 = 90.00",
    );
}

#[test]
fn thresholds_name_their_amount() {
    let rules = |at: &str| {
        format!(
            "
lanes: [{{ id: goods, level: line }}, {{ id: whole, level: basket }}]
offers:
  - {{ id: half, lane: goods, percent: 50% }}
  - {{ id: off, lane: whole, amount: 10, when: {{ basket.total: {{ gte: 100, at: {at} }} }} }}"
        )
    };
    check(
        &rules("before_discounts"),
        "A p=100",
        "A 100.00 - half 50.00 - off 10.00 = 40.00",
    );
    check(
        &rules("{ after: goods }"),
        "A p=100",
        "A 100.00 - half 50.00 = 50.00",
    );
    check(
        &rules("{ after: goods }"),
        "A p=200",
        "A 200.00 - half 100.00 - off 10.00 = 90.00",
    );
}

#[test]
fn a_limit_is_for_members_who_have_uses_left() {
    let rules = "offers: [{ id: once, percent: 10%, limit: { times: 1, per: year } }]";
    check(rules, "A p=100", "A 100.00 - once 10.00 = 90.00");
    check_for(&stranger(), rules, "A p=100", "A 100.00 = 100.00");
    let program = super::program(rules);
    let mut used = member(0);
    for key in program.counter_keys(super::today().at) {
        used.counters.set(key, 1);
    }
    check_for(&used, rules, "A p=100", "A 100.00 = 100.00");
    let rolling = "offers: [{ id: once, percent: 10%, limit: { times: 1, per: 30d } }]";
    let mut used = member(0);
    used.uses
        .insert("once".into(), vec![crate::points::fixture::day(-19)]);
    check_for(&used, rolling, "A p=100", "A 100.00 = 100.00");
    used.uses
        .insert("once".into(), vec![crate::points::fixture::day(-20)]);
    check_for(&used, rolling, "A p=100", "A 100.00 - once 10.00 = 90.00");
}

#[test]
fn a_program_gives_nothing_before_it_starts_and_after_it_ends() {
    let text = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC, ends: 2020-01-01 }
units: { points: { value: { points: 1, money: 1.00 } } }
offers: [{ id: ten, percent: 10% }]
earn: [{ id: base, rate: 5% }]
redeem: { points: {} }";
    let program = crate::program::Program::read(text).unwrap();
    let purchase = super::purchase("A p=100 club=90 | redeem=max");
    let priced = super::price(&program, &member(50), &purchase, super::today());
    assert_eq!(priced.totals.to_pay, Money::from_minor(10_000));
    assert_eq!(priced.earn, vec![]);
}

#[test]
fn six_thousand_pieces_are_one_run() {
    let priced = priced(
        "offers: [{ id: third, percent: 33.3333% }]",
        "A p=0.99 q=6000",
    );
    let line = &priced.lines[0];
    assert_eq!(line.to_pay, Money::from_minor(396_000));
    assert_eq!(line.pieces.len(), 1);
    assert_eq!(line.discounts.len(), 1);
}

#[test]
fn a_strangers_basket_takes_offers_that_ask_for_nobody() {
    let rules = "
offers:
  - { id: all, percent: 5% }
  - { id: members, percent: 10%, when: { member.known: true } }";
    check_for(&stranger(), rules, "A p=100", "A 100.00 - all 5.00 = 95.00");
    check(rules, "A p=100", "A 100.00 - members 10.00 = 90.00");
}
