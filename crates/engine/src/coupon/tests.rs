//! What becomes of coupons, whole: given out, presented, held, used, given back.

use crate::scenario;

const RULES: &str = "
program: { id: cafe, name: Cafe, currency: RUB, time_zone: Europe/Moscow }
coupons:
  spring: { code: Spring-10, starts: 2026-03-01, ends: 2026-04-01, total: 3 }
  flyer: { code: FLYER, limit: { times: 1, per: life }, returnable: true }
  welcome: { prefix: HB, expire: { after: 30d }, returnable: true }
  gift: { prefix: G, transferable: true, no_effect: consume }
activities:
  - { id: joined, on: registered, coupon: welcome }
  - { id: big, on: purchase, when: { basket.total: { gte: 1000, at: final } }, coupon: gift }
offers:
  - { id: spring-10, percent: 10%, when: { basket.coupon: spring } }
  - { id: flyer-5, percent: 5%, when: { basket.coupon: flyer } }
  - { id: welcome-20, percent: 20%, when: { all: [{ basket.coupon: welcome }, { basket.total: { gte: 100, at: before_discounts } }] } }
  - { id: gift-50, percent: 50%, when: { all: [{ basket.coupon: gift }, { basket.total: { gte: 100, at: before_discounts } }] } }
";

fn play(scenarios: &str) {
    let program = crate::program::Program::read(RULES).expect("the rules compile");
    let report = scenario::test(&program, scenarios).expect("the scenarios compile");
    assert!(report.is_good(), "{report}");
}

#[test]
fn a_public_code_counts_in_its_time_and_as_often_as_its_series_says() {
    play(
        "
program: cafe
scenario: a public code
steps:
  - { at: 2026-02-28T23:59, quote: { lines: [{ price: 100 }], coupons: [spring-10] }, expect: { paid: 100.00, coupon.spring-10: not_yet } }
  - { at: 2026-03-01T10:00, purchase: { lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 90.00, coupon.SPRING-10: applied } }
  - { at: 2026-03-01T10:00, quote: { lines: [{ price: 100 }], coupons: [spring] }, expect: { paid: 100.00, coupon.spring: unknown } }
  - { at: 2026-03-01T10:00, quote: { lines: [{ price: 100 }], coupons: [spring-10, ' Spring-10 '] }, expect: { paid: 90.00, coupon.spring-10: applied, 'coupon. Spring-10 ': repeated } }
  - { at: 2026-03-01T11:00, purchase: { as: second, lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 90.00 } }
  - { at: 2026-03-01T12:00, purchase: { lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 90.00 } }
  - { at: 2026-03-01T13:00, purchase: { lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 100.00, coupon.SPRING-10: all_used } }
  - { at: 2026-03-01T13:30, void: second }
  - { at: 2026-03-01T14:00, purchase: { lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 90.00 } }
  - { at: 2026-04-01T00:00, quote: { lines: [{ price: 100 }], coupons: [SPRING-10] }, expect: { paid: 100.00, coupon.SPRING-10: expired } }
",
    );
}

#[test]
fn a_series_with_a_limit_is_for_members_and_a_whole_return_gives_it_back() {
    play(
        "
program: cafe
scenario: once for each member
steps:
  - { at: 2026-03-01T09:00, register: ann }
  - { at: 2026-03-01T10:00, quote: { lines: [{ price: 100 }], coupons: [FLYER] }, expect: { paid: 100.00, coupon.FLYER: members_only } }
  - { at: 2026-03-01T10:00, purchase: { as: p, by: ann, lines: [{ price: 100, quantity: 2 }], coupons: [FLYER] }, expect: { paid: 190.00 } }
  - { at: 2026-03-02T10:00, purchase: { by: ann, lines: [{ price: 100 }], coupons: [FLYER] }, expect: { paid: 100.00, coupon.FLYER: member_limit } }
  - { at: 2026-03-03T10:00, return: { of: p, lines: [{ line: 1, quantity: 1 }] } }
  - { at: 2026-03-03T11:00, quote: { by: ann, lines: [{ price: 100 }], coupons: [FLYER] }, expect: { coupon.FLYER: member_limit } }
  - { at: 2026-03-04T10:00, return: { of: p, lines: [{ line: 1, quantity: 1 }] } }
  - { at: 2026-03-05T10:00, purchase: { by: ann, lines: [{ price: 100 }], coupons: [FLYER] }, expect: { paid: 95.00 } }
",
    );
}

#[test]
fn a_code_given_out_is_its_members_own_and_dies_in_time() {
    play(
        "
program: cafe
scenario: welcome
steps:
  - { at: 2026-03-01T09:00, register: ann }
  - { at: 2026-03-01T09:00, register: bob }
  - { at: 2026-03-02T10:00, quote: { by: ann, lines: [{ price: 50 }], coupons: ['@welcome'] }, expect: { paid: 50.00, coupon.@welcome: idle } }
  - { at: 2026-03-02T10:00, quote: { by: bob, lines: [{ price: 100 }], coupons: ['@ann.welcome'] }, expect: { paid: 100.00, coupon.@ann.welcome: not_yours } }
  - { at: 2026-03-02T10:00, quote: { lines: [{ price: 100 }], coupons: ['@ann.welcome'] }, expect: { coupon.@ann.welcome: members_only } }
  - { at: 2026-03-02T10:00, quote: { by: ann, lines: [{ price: 100 }], coupons: [HB0000000000001] }, expect: { coupon.HB0000000000001: mistyped } }
  - { at: 2026-03-02T10:00, quote: { by: ann, lines: [{ price: 100 }], coupons: [HB0000000000000] }, expect: { coupon.HB0000000000000: unknown } }
  - { at: 2026-03-02T10:00, purchase: { as: p, by: ann, lines: [{ price: 100 }], coupons: ['@welcome'] }, expect: { paid: 80.00, coupon.@welcome: applied } }
  - { at: 2026-03-03T10:00, purchase: { by: ann, lines: [{ price: 100 }], coupons: ['@welcome'] }, expect: { paid: 100.00, coupon.@welcome: used_up } }
  - { at: 2026-03-04T10:00, return: { of: p } }
  - { at: 2026-03-31T23:59, quote: { by: ann, lines: [{ price: 100 }], coupons: ['@welcome'] }, expect: { paid: 80.00 } }
  - { at: 2026-04-01T00:00, quote: { by: ann, lines: [{ price: 100 }], coupons: ['@welcome'] }, expect: { paid: 100.00, coupon.@welcome: expired } }
",
    );
}

#[test]
fn a_quote_that_holds_a_code_keeps_it_from_others_till_it_lapses() {
    play(
        "
program: cafe
scenario: a hold
steps:
  - { at: 2026-03-01T09:00, register: ann }
  - { at: 2026-03-01T09:00, register: bob }
  - { at: 2026-03-01T10:00, purchase: { by: ann, lines: [{ price: 1000 }] } }
  - { at: 2026-03-01T11:00, quote: { as: q, hold: true, by: ann, lines: [{ price: 100 }], coupons: ['@gift'] }, expect: { paid: 50.00 } }
  - { at: 2026-03-01T11:01, quote: { as: q, hold: true, by: ann, lines: [{ price: 200 }], coupons: ['@gift'] }, expect: { paid: 100.00 } }
  - { at: 2026-03-01T11:02, purchase: { by: bob, lines: [{ price: 100 }], coupons: ['@ann.gift'] }, expect: { paid: 100.00, coupon.@ann.gift: used_up } }
  - { at: 2026-03-01T11:05, purchase: { by: ann, quote: q }, expect: { paid: 100.00 } }
  - { at: 2026-03-01T11:06, purchase: { by: bob, lines: [{ price: 100 }], coupons: ['@ann.gift'] }, expect: { paid: 100.00, coupon.@ann.gift: used_up } }
",
    );
}

#[test]
fn a_coupon_that_a_purchase_brought_goes_with_it_unless_it_was_used() {
    play(
        "
program: cafe
scenarios:
  - scenario: withdrawn
    steps:
      - { at: 2026-03-01T09:00, register: ann }
      - { at: 2026-03-01T10:00, purchase: { as: p, by: ann, lines: [{ price: 1000 }] } }
      - { at: 2026-03-02T10:00, return: { of: p } }
      - { at: 2026-03-02T11:00, purchase: { by: ann, lines: [{ price: 100 }], coupons: ['@gift'] }, expect: { paid: 100.00, coupon.@gift: revoked } }
  - scenario: used up by a basket it gives nothing to
    steps:
      - { at: 2026-03-01T09:00, register: ann }
      - { at: 2026-03-01T10:00, purchase: { as: p, by: ann, lines: [{ price: 1000 }] } }
      - { at: 2026-03-02T11:00, purchase: { by: ann, lines: [{ price: 50 }], coupons: ['@gift'] }, expect: { paid: 50.00, coupon.@gift: idle } }
      - { at: 2026-03-02T12:00, return: { of: p } }
      - { at: 2026-03-02T13:00, purchase: { by: ann, lines: [{ price: 100 }], coupons: ['@gift'] }, expect: { paid: 100.00, coupon.@gift: used_up } }
",
    );
}
