//! Offers on sets of goods.

use super::check;

const SIX: &str = "A p=10; B p=9; C p=8; D p=3; E p=2; F p=1";

#[test]
fn three_for_two_frees_the_cheapest_of_each_three() {
    check(
        "offers: [{ id: t, set: { units: 3 }, free: 1 }]",
        SIX,
        "A 10.00 = 10.00
         B 9.00 = 9.00
         C 8.00 - t 8.00 = 0.00
         D 3.00 = 3.00
         E 2.00 = 2.00
         F 1.00 - t 1.00 = 0.00",
    );
    check(
        "offers: [{ id: t, set: { units: 3 }, free: 1, pick: dearest }]",
        SIX,
        "A 10.00 - t 10.00 = 0.00
         B 9.00 - t 9.00 = 0.00
         C 8.00 = 8.00
         D 3.00 = 3.00
         E 2.00 = 2.00
         F 1.00 = 1.00",
    );
    check(
        "offers: [{ id: t, set: { units: 3 }, free: 1, repeat: 1 }]",
        "A p=10 q=9",
        "A 90.00 - t 10.00 = 80.00",
    );
}

#[test]
fn six_thousand_pieces_are_two_thousand_sets() {
    check(
        "offers: [{ id: t, set: { units: 3 }, free: 1 }]",
        "A p=10 q=6000",
        "A 60000.00 - t 20000.00 = 40000.00",
    );
}

#[test]
fn a_bundle_has_a_price_and_its_lines_share_what_is_off() {
    check(
        "offers: [{ id: b, set: [{ lines: { sku: A } }, { lines: { sku: B } }], price: 15 }]",
        "A p=10 q=2; B p=8",
        // 18.00 − 15.00 = 3.00 over 10.00 and 8.00.
        "A 20.00 - b 1.67 = 18.33
         B 8.00 - b 1.33 = 6.67",
    );
    check(
        "offers: [{ id: b, set: { units: 2 }, percent: 10% }]",
        "A p=10 q=2.5",
        "A 25.00 - b 2.00 = 23.00",
    );
}

#[test]
fn what_is_bought_may_open_the_way_to_what_is_got() {
    let phone = "set: { lines: { sku: P } }, get: { lines: { sku: C } }, percent: 20%";
    check(
        &format!("offers: [{{ id: case, {phone}, consumes: false }}]"),
        "P p=100; C p=10 q=3",
        "P 100.00 = 100.00
         C 30.00 - case 6.00 = 24.00",
    );
    check(
        &format!("offers: [{{ id: case, {phone} }}]"),
        "P p=100; C p=10 q=3",
        "P 100.00 = 100.00
         C 30.00 - case 2.00 = 28.00",
    );
    check(
        "offers: [{ id: second, set: { units: 1 }, get: { units: 1 }, percent: 50% }]",
        "A p=10; B p=6",
        "A 10.00 = 10.00
         B 6.00 - second 3.00 = 3.00",
    );
}

#[test]
fn a_run_splits_where_a_set_takes_a_part_of_it() {
    let rules = "offers: [{ id: t, set: { units: 3 }, free: 1 }, { id: ten, percent: 10% }]";
    check(rules, "A p=10 q=4", "A 40.00 - t 10.00 - ten 1.00 = 29.00");
    let rules = "offers: [{ id: t, set: { units: 3 }, free: 1 }, { id: half, percent: 50% }]";
    check(rules, "A p=10 q=4", "A 40.00 - half 20.00 = 20.00");
}

#[test]
fn one_unit_takes_part_in_one_set() {
    // Seven pieces: two sets of two and one of three give 3 + 3 + 10, three of two give 9, two of three give 20.
    let rules = "offers: [{ id: two, set: { units: 2 }, amount: 3 }, { id: three, set: { units: 3 }, free: 1 }]";
    check(rules, "A p=10 q=7", "A 70.00 - three 20.00 = 50.00");
    check(
        rules,
        "A p=10 q=5",
        "A 50.00 - three 10.00 - two 3.00 = 37.00",
    );
}

#[test]
fn an_exclusive_set_keeps_others_off_its_units_alone() {
    let rules = "offers:
  - { id: t, class: exclusive, set: { units: 3 }, free: 1 }
  - { id: half, percent: 50% }";
    check(rules, "A p=10 q=4", "A 40.00 - t 10.00 - half 5.00 = 25.00");
}

#[test]
fn by_priority_the_higher_takes_its_units_first() {
    let lanes = "lanes: [{ id: goods, level: line, choose: priority }]";
    check(
        &format!(
            "{lanes}
offers: [{{ id: t, priority: 1, set: {{ units: 3 }}, free: 1 }}, {{ id: half, percent: 50% }}]"
        ),
        "A p=10 q=4",
        "A 40.00 - t 10.00 - half 5.00 = 25.00",
    );
    check(
        &format!(
            "{lanes}
offers: [{{ id: t, set: {{ units: 3 }}, free: 1 }}, {{ id: half, priority: 1, percent: 50% }}]"
        ),
        "A p=10 q=4",
        "A 40.00 - half 20.00 = 20.00",
    );
}

#[test]
fn floors_and_flags_bind_sets() {
    let rules = "offers: [{ id: t, set: { units: 2 }, free: 1 }]";
    check(
        rules,
        "A p=10 q=2 min=7",
        // One piece can bear 3.00.
        "A 20.00 - t 3.00 of 10.00 = 17.00",
    );
    check(rules, "A p=10 q=2 flag=no_discount", "A 20.00 = 20.00");
}
