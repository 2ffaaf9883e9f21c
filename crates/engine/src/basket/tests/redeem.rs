//! Stage 4: points as a discount.

use super::{check, check_for, member, priced, priced_for, stranger};
use crate::basket::{RedeemReason, Redemption};
use crate::number::{Money, Points};

/// Redemption of points in this basket by a buyer with so many.
fn redemption(points: i64, rules: &str, basket: &str) -> Redemption {
    priced_for(&member(points), rules, basket).redeem.remove(0)
}

fn granted(points: i64, rules: &str, basket: &str) -> (i64, Option<RedeemReason>) {
    let redemption = redemption(points, rules, basket);
    (redemption.granted.raw(), redemption.reason)
}

#[test]
fn points_pay_a_share_of_what_discounts_left() {
    let rules = "
offers: [{ id: half, percent: 50%, lines: { sku: B } }]
redeem: { points: { max_share: 50% } }";
    check(
        rules,
        "A p=100; B p=100 | redeem=max",
        "
        A 100.00 - 50 points 50.00 = 50.00
        B 100.00 - half 50.00 - 25 points 25.00 = 25.00",
    );
    check(
        rules,
        "A p=100; B p=100 | redeem=10",
        "
        A 100.00 - 7 points 6.67 = 93.33
        B 100.00 - half 50.00 - 3 points 3.33 = 46.67",
    );
}

#[test]
fn some_goods_are_not_paid_by_points() {
    let rules = "redeem: { points: { max_share: 50%, exclude: { category: alcohol } } }";
    check(
        rules,
        "A p=100; B p=100 cat=alcohol; C p=100 flag=no_redeem; D p=100 min=80 | redeem=max",
        "
        A 100.00 - 50 points 50.00 = 50.00
        B 100.00 = 100.00
        C 100.00 = 100.00
        D 100.00 - 10 points 10.00 = 90.00",
    );
    let of_basket =
        "redeem: { points: { max_share: 50%, share_of: basket, exclude: { category: alcohol } } }";
    check(
        of_basket,
        "A p=100; B p=100 cat=alcohol | redeem=max",
        "
        A 100.00 - 100 points 100.00 = 0.00
        B 100.00 = 100.00",
    );
}

#[test]
fn the_answer_says_why_less_than_asked() {
    let half = "redeem: { points: { max_share: 50%, min: 20, step: 10 } }";
    let check = |points: i64, basket: &str, expected: (i64, Option<RedeemReason>)| {
        assert_eq!(
            granted(points, half, basket),
            expected,
            "{points} points, {basket}"
        );
    };
    check(1_000, "A p=100", (0, None));
    check(1_000, "A p=100 | redeem=50", (50, None));
    check(1_000, "A p=100 | redeem=max", (50, None));
    check(1_000, "A p=100 | redeem=30rub", (30, None));
    check(
        1_000,
        "A p=100 | redeem=55",
        (50, Some(RedeemReason::Share)),
    );
    check(40, "A p=100 | redeem=50", (40, Some(RedeemReason::Balance)));
    check(1_000, "A p=100 | redeem=45", (40, Some(RedeemReason::Step)));
    check(
        1_000,
        "A p=100 | redeem=10",
        (0, Some(RedeemReason::BelowMinimum)),
    );
    check(
        10,
        "A p=100 | redeem=max",
        (0, Some(RedeemReason::BelowMinimum)),
    );
    check(0, "A p=100 | redeem=max", (0, Some(RedeemReason::Balance)));
    check(
        1_000,
        "A p=100 flag=no_redeem | redeem=max",
        (0, Some(RedeemReason::NothingEligible)),
    );
}

#[test]
fn who_may_not_redeem_is_told_so() {
    let rules = "redeem: { points: { when: { basket.total: { gte: 1000 } } } }";
    assert_eq!(
        granted(50, rules, "A p=100 | redeem=max"),
        (0, Some(RedeemReason::NotAllowed))
    );
    let of_stranger = priced_for(&stranger(), rules, "A p=1000 | redeem=max").redeem;
    assert_eq!(
        of_stranger,
        vec![Redemption::refused(
            &"points".into(),
            RedeemReason::Unidentified
        )]
    );
    assert_eq!(priced_for(&stranger(), rules, "A p=1000").redeem, vec![]);
    let mut blocked = member(50);
    blocked.member.as_mut().unwrap().blocked = true;
    let of_blocked = priced_for(&blocked, rules, "A p=1000 | redeem=max").redeem;
    assert_eq!(
        of_blocked,
        vec![Redemption::refused(&"points".into(), RedeemReason::Blocked)]
    );
    let unknown = priced("", "A p=1000 | redeem=max").redeem;
    assert_eq!(
        unknown,
        vec![Redemption::refused(
            &"points".into(),
            RedeemReason::UnknownUnit
        )]
    );
}

#[test]
fn the_most_that_could_be_redeemed_is_answered_also_when_nothing_is_asked() {
    let redemption = redemption(360, "redeem: { points: { max_share: 50% } }", "A p=400");
    assert_eq!(redemption.available, Points::from_raw(360));
    assert_eq!(redemption.spendable, Points::from_raw(360));
    assert_eq!(redemption.allowed, Points::from_raw(200));
    assert_eq!(redemption.granted, Points::ZERO);
    assert_eq!(redemption.reason, None);
}

#[test]
fn no_more_points_are_taken_than_buy_the_money() {
    let text = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units: { points: { value: { points: 100, money: 0.03 } } }
redeem: { points: {} }";
    let program = crate::program::Program::read(text).unwrap();
    let purchase = super::purchase("A p=100 | redeem=99");
    let priced = super::price(&program, &member(1_000), &purchase, super::today());
    // 99 points are worth 0.0297: 0.02, which 67 points buy already.
    assert_eq!(priced.redeem[0].amount, Money::from_minor(2));
    assert_eq!(priced.redeem[0].granted, Points::from_raw(67));
}

#[test]
fn several_units_pay_in_the_programs_order() {
    let text = "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units:
  points: { value: { points: 1, money: 1.00 } }
  stars: { value: { points: 1, money: 10.00 } }
redeem:
  stars: { max_money: 30 }
  points: { max_share: 50% }";
    let program = crate::program::Program::read(text).unwrap();
    let mut buyer = member(1_000);
    buyer.wallet.lots[0].remaining = Points::from_raw(500);
    let mut stars = buyer.wallet.lots[0].clone();
    stars.number = crate::points::LotNumber(2);
    stars.unit = "stars".into();
    buyer.wallet.lots.push(stars);
    let mut purchase = super::purchase("A p=100 | redeem=max");
    let stars = crate::basket::RedeemAsk {
        unit: "stars".into(),
        much: crate::basket::RedeemMuch::Max,
    };
    purchase.basket.redeem.push(stars);
    let priced = super::price(&program, &buyer, &purchase, super::today());
    let amounts: Vec<i64> = priced
        .redeem
        .iter()
        .map(|redemption| redemption.amount.minor())
        .collect();
    assert_eq!(amounts, vec![3_000, 3_500]);
    assert_eq!(priced.totals.to_pay, Money::from_minor(3_500));
}

#[test]
fn money_and_points_are_shared_by_largest_remainder() {
    check_for(
        &member(10),
        "redeem: { points: {} }",
        "A p=10; B p=10; C p=10 | redeem=max",
        "
        A 10.00 - 4 points 3.34 = 6.66
        B 10.00 - 3 points 3.33 = 6.67
        C 10.00 - 3 points 3.33 = 6.67",
    );
}
