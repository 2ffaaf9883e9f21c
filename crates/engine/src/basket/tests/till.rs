//! `priced: till`: recorded as sold.

use super::{check, check_for, member, program, purchase, stranger, today};
use crate::decision::{Decision, Discrepancy, EffectKind};
use crate::event::Event;
use crate::number::{Money, Points};
use crate::situation::Situation;

const RULES: &str = "
offers: [{ id: ten, percent: 10% }]
earn: [{ id: base, rate: 5% }]
redeem: { points: { max_share: 10% } }";

fn decided(buyer: &Situation, basket: &str) -> Decision {
    crate::decide(
        &program(RULES),
        buyer,
        &Event::Purchase(purchase(basket)),
        today(),
    )
}

#[test]
fn lines_stand_as_sold_and_earn_by_the_rules() {
    check(
        RULES,
        "A p=100 sold=90; B p=100; C p=100 sold=120 | till",
        "
        A 100.00 - till 10.00 = 90.00 + 4 base
        B 100.00 = 100.00 + 5 base
        C 120.00 = 120.00 + 6 base",
    );
    let price = |line, sold, ruled| Discrepancy::Price {
        line,
        sold: Money::from_minor(sold),
        ruled: Money::from_minor(ruled),
    };
    let decision = decided(
        &member(0),
        "A p=100 sold=90; B p=100; C p=100 sold=120 | till",
    );
    assert_eq!(
        decision.discrepancies,
        [price(2, 10_000, 9_000), price(3, 12_000, 9_000)]
    );
}

#[test]
fn points_a_till_took_are_taken_whatever_the_limit_and_the_balance() {
    check_for(
        &member(10),
        RULES,
        "A p=100 sold=90 | till redeem=40",
        "
        A 100.00 - till 10.00 - 40 points 40.00 = 50.00 + 2 base",
    );
    let decision = decided(&member(10), "A p=100 sold=90 | till redeem=40");
    let unbacked = Discrepancy::Redemption {
        unit: "points".into(),
        points: Points::from_raw(30),
    };
    assert_eq!(decision.discrepancies, [unbacked]);
    assert_eq!(decision.debts.len(), 1);
    let took = decision
        .effects
        .iter()
        .find_map(|effect| match &effect.kind {
            EffectKind::Take { granted, debt, .. } => Some((granted.raw(), debt.raw())),
            _ => None,
        });
    assert_eq!(took, Some((40, 30)));
}

#[test]
fn a_till_takes_no_more_than_the_basket_costs() {
    check_for(
        &member(10),
        RULES,
        "A p=100 sold=90 | till redeem=500",
        "A 100.00 - till 10.00 - 90 points 90.00 = 0.00",
    );
    check_for(
        &member(10),
        RULES,
        "A p=100 sold=90 | till redeem=35.50rub",
        "
        A 100.00 - till 10.00 - 36 points 35.50 = 54.50 + 2 base",
    );
}

#[test]
fn strangers_and_blocked_cards_are_recorded_too() {
    let decision = decided(&stranger(), "A p=100 sold=50 | till redeem=40");
    let unbacked = Discrepancy::Redemption {
        unit: "points".into(),
        points: Points::from_raw(40),
    };
    assert!(decision.discrepancies.contains(&unbacked));
    assert_eq!(decision.debts, vec![]);
    assert_eq!(
        decision.priced.unwrap().totals.to_pay,
        Money::from_minor(1_000)
    );
    let mut blocked = member(100);
    blocked.member.as_mut().unwrap().blocked = true;
    let decision = decided(&blocked, "A p=100 sold=90 | till redeem=40");
    assert!(decision.discrepancies.contains(&Discrepancy::BlockedCard));
    assert_eq!(decision.debts, vec![]);
    assert_eq!(decision.postings.len(), 1);
}
