//! Returns and voids, case by case.

use crate::decision::{Decision, Refusal, When};
use crate::name::{RuleId, TierId};
use crate::number::Quantity;
use crate::points::fixture::{day, left, lot, on, points, unit, wallet};
use crate::points::{LotState, Wallet};
use crate::program::{Shortfall, TierLevel};
use crate::purchase::fixture::{Goods, Sale, Shop, counter};
use crate::time::Instant;

fn refund(decision: &Decision) -> i64 {
    decision.returned.as_ref().unwrap().refund.minor()
}

fn owed(decision: &Decision) -> i64 {
    let debts = &decision.returned.as_ref().unwrap().debt;
    debts.iter().map(|(_, points)| points.raw()).sum()
}

#[test]
fn refunds_of_a_line_sum_to_what_was_paid() {
    let mut shop = Shop::open(Wallet::default());
    let three = Goods {
        units: 3,
        amount: 100,
        discounts: [0, 0],
    };
    let sale = Sale {
        goods: vec![three],
        ..Sale::of(&[], 0, 10)
    };
    shop.sell(&sale, on(0));
    let refunds = [1, 2, 3].map(|_| refund(&shop.take_back(0, &[(1, 1)], on(0))));
    assert_eq!(refunds, [33, 34, 33]);
    let again = shop.take_back(0, &[(1, 1)], on(0));
    assert_eq!(again.refusal, Some(Refusal::NothingLeft));
    assert_eq!(shop.available(on(0)), 0);
}

#[test]
fn a_discounted_line_balances_in_every_return() {
    let mut shop = Shop::open(wallet(&[(50, None)]));
    let goods = Goods {
        units: 3,
        amount: 1000,
        discounts: [101, 52],
    };
    let sale = Sale {
        goods: vec![goods],
        redeem: 47,
        ..Sale::of(&[], 47, 10)
    };
    shop.sell(&sale, on(0));
    let mut discounts = 0;
    for _ in 0..3 {
        let decision = shop.take_back(0, &[(1, 1)], on(0));
        discounts += decision.returned.unwrap().lines[0].discount.minor();
    }
    assert_eq!(discounts, 153);
    assert_eq!(left(&shop.now.wallet, 1), 50);
}

#[test]
fn what_cannot_come_back_is_refused_and_changes_nothing() {
    let mut shop = Shop::open(Wallet::default());
    shop.sell(&Sale::of(&[100, 50], 0, 0), on(0));
    let before = shop.now.wallet.clone();
    let unknown = shop.take_back(0, &[(9, 1)], on(0));
    assert_eq!(unknown.refusal, Some(Refusal::UnknownLine { line: 9 }));
    let many = shop.take_back(0, &[(1, 1), (1, 1)], on(0));
    let left = Quantity::ONE;
    assert_eq!(
        many.refusal,
        Some(Refusal::TooMuchReturned { line: 1, left })
    );
    assert_eq!(shop.now.wallet, before);
}

#[test]
fn a_return_after_the_points_expired_takes_nothing() {
    let mut shop = Shop::open(wallet(&[(100, None)]));
    let sale = Sale {
        expires_at: Some(day(10)),
        ..Sale::of(&[1000], 0, 50)
    };
    shop.sell(&sale, on(0));
    let decision = shop.take_back(0, &[], on(20));
    assert_eq!(owed(&decision), 0);
    assert_eq!(shop.available(on(20)), 100);
    assert_eq!(lot(&shop.now.wallet, 2).expired, points(0));
}

#[test]
fn a_return_after_half_the_points_were_spent_and_half_expired() {
    let mut shop = Shop::open(Wallet::default());
    let sale = Sale {
        expires_at: Some(day(10)),
        ..Sale::of(&[1000], 0, 50)
    };
    shop.sell(&sale, on(0));
    shop.sell(&Sale::of(&[500], 20, 0), on(1));
    let decision = shop.take_back(0, &[], on(20));
    assert_eq!(owed(&decision), 20);
    assert_eq!(shop.available(on(20)), -20);
    // The spent points come back to their dead lot, which lives for the grace, and pay what was owed for it.
    shop.take_back(1, &[], on(21));
    assert_eq!(shop.available(on(21)), 0);
    assert!(shop.now.wallet.debts.is_empty());
}

#[test]
fn a_debt_and_a_restored_lot() {
    let mut shop = Shop::open(Wallet::default());
    shop.sell(&Sale::of(&[1000], 0, 30), on(0));
    shop.sell(&Sale::of(&[500], 30, 0), on(1));
    assert_eq!(owed(&shop.take_back(0, &[], on(2))), 30);
    assert_eq!(shop.available(on(2)), -30);
    shop.take_back(1, &[], on(3));
    assert_eq!(shop.available(on(3)), 0);
    assert!(shop.now.wallet.debts.is_empty());
    assert_eq!(left(&shop.now.wallet, 1), 0);
}

#[test]
fn earn_refund_keep_and_repeat_gives_nothing() {
    let mut shop = Shop::open(wallet(&[(10, None)]));
    for round in 0..10 {
        let sale = shop.sold.len();
        shop.sell(&Sale::of(&[1000], 0, 50), on(round));
        shop.sell(&Sale::of(&[60], 60, 0), on(round));
        shop.take_back(sale, &[], on(round));
        let kept: i64 = 60 * (round + 1);
        assert!(shop.available(on(round)) <= 10 - kept.min(10));
    }
    assert!(
        shop.now
            .wallet
            .lots
            .iter()
            .all(|lot| lot.remaining.is_zero())
    );
}

#[test]
fn a_pending_lot_is_reversed_in_pending() {
    let mut shop = Shop::open(wallet(&[(40, None)]));
    let sale = Sale {
        bonus: 90,
        bonus_from: Some(day(14)),
        ..Sale::of(&[300, 600], 0, 0)
    };
    shop.sell(&sale, on(0));
    shop.take_back(0, &[(2, 1)], on(1));
    assert_eq!(left(&shop.now.wallet, 2), 30);
    assert_eq!(shop.available(on(20)), 70);
    shop.take_back(0, &[], on(21));
    assert_eq!(shop.available(on(21)), 40);
}

#[test]
fn a_reversal_never_takes_held_points() {
    let mut shop = Shop::open(Wallet::default());
    shop.sell(&Sale::of(&[1000], 0, 50), on(0));
    let ask = crate::points::HoldAsk {
        quote: crate::id::QuoteId::from_raw(5),
        basket: "b".to_owned(),
        expires_at: day(2),
        points: vec![(unit(), points(50))],
    };
    let (hold, placed) = crate::points::decide_hold(&shop.program, &shop.now.wallet, ask, on(1));
    shop.now.hold(hold, &placed);
    assert_eq!(owed(&shop.take_back(0, &[], on(1))), 50);
    assert_eq!(left(&shop.now.wallet, 1), 50);
    assert_eq!(shop.available(on(1)), 0);
    assert_eq!(shop.now.due_at(), Some(day(2)));
    // The quote is kept: its purchase spends what it holds, and the debt stays.
    let mut promised = shop.clone();
    let own = Some(crate::id::QuoteId::from_raw(5));
    let sale = Sale {
        own,
        ..Sale::of(&[50], 50, 0)
    };
    let book = crate::points::Book::open(&shop.program, &shop.now.wallet, on(1));
    assert_eq!(book.choose(&unit(), points(50), own).len(), 1);
    promised.sell(&sale, on(1));
    // It lapses: the debt is paid.
    assert_eq!(shop.available(on(3)), 0);
}

#[test]
fn a_shortfall_is_withheld_from_the_refund_or_forgiven() {
    let cases = [
        (Shortfall::NegativeBalance, 1000, 0, -40),
        (Shortfall::WithholdFromRefund, 960, 40, 0),
        (Shortfall::Forgive, 1000, 0, 0),
    ];
    for (policy, refunded, withheld, available) in cases {
        let mut shop = Shop::open(Wallet::default());
        shop.program.returns.shortfall = policy;
        shop.sell(&Sale::of(&[1000], 0, 50), on(0));
        shop.sell(&Sale::of(&[40], 40, 0), on(0));
        let decision = shop.take_back(0, &[], on(1));
        assert_eq!(refund(&decision), refunded, "{policy:?}");
        let kept_back = decision.returned.unwrap().withheld;
        assert_eq!(kept_back.minor(), withheld, "{policy:?}");
        assert_eq!(shop.available(on(1)), available, "{policy:?}");
    }
}

#[test]
fn a_void_inverts_everything() {
    let mut shop = Shop::open(wallet(&[(100, Some(50))]));
    let before = shop.now.clone();
    let sale = Sale {
        bonus: 5,
        bonus_from: Some(day(9)),
        ..Sale::of(&[300, 600], 70, 50)
    };
    let noon = hours(12);
    shop.sell(&sale, When::now(noon));
    let rule = RuleId::new("base");
    shop.now.uses.insert(rule.clone(), vec![noon]);
    let decision = shop.void(0, When::now(hours(20)));
    assert_eq!(refund(&decision), 830);
    assert_eq!(shop.available(on(1)), 100);
    assert_eq!(left(&shop.now.wallet, 1), left(&before.wallet, 1));
    assert_eq!(shop.now.history, before.history);
    assert_eq!(shop.now.last_purchase_at, None);
    assert_eq!(shop.now.uses[&rule], []);
    for scheme in ["spend", "visits", "earned"] {
        assert_eq!(shop.now.counters.get(&counter(scheme)), 0, "{scheme}");
    }
    assert_eq!(shop.void(0, on(0)).refusal, Some(Refusal::Voided));
    assert_eq!(shop.take_back(0, &[], on(0)).refusal, Some(Refusal::Voided));
}

#[test]
fn a_void_is_refused_after_a_return_and_after_the_business_day() {
    let mut shop = Shop::open(Wallet::default());
    shop.sell(&Sale::of(&[100, 100], 0, 0), When::now(hours(20)));
    // The business day ends at 03:00.
    let at_three = shop.void(0, When::now(hours(27)));
    assert_eq!(at_three.refusal, Some(Refusal::DayIsOver));
    let mut before_three = shop.clone();
    let voided = before_three.void(0, When::now(hours(27).plus_ms(-1)));
    assert_eq!(voided.refusal, None);
    shop.take_back(0, &[(1, 1)], When::now(hours(21)));
    let after_return = shop.void(0, When::now(hours(22)));
    assert_eq!(after_return.refusal, Some(Refusal::ReturnedAlready));
}

#[test]
fn metrics_fall_with_what_comes_back_and_visits_with_the_last_of_it() {
    let mut shop = Shop::open(Wallet::default());
    shop.program.needs.lines = true;
    shop.sell(&Sale::of(&[300, 700], 0, 100), on(0));
    shop.take_back(0, &[(1, 1)], on(1));
    let metrics =
        ["spend", "visits", "earned"].map(|scheme| shop.now.counters.get(&counter(scheme)));
    assert_eq!(metrics, [700, 1, 70]);
    assert_eq!(shop.now.history[0].amount.minor(), 700);
    assert_eq!(shop.now.history[0].lines.len(), 1);
    shop.take_back(0, &[], on(1));
    let metrics =
        ["spend", "visits", "earned"].map(|scheme| shop.now.counters.get(&counter(scheme)));
    assert_eq!(metrics, [0, 0, 0]);
    assert!(shop.now.history.is_empty());
}

#[test]
fn points_a_till_took_without_backing_come_back_as_a_smaller_debt() {
    let mut shop = Shop::open(wallet(&[(30, None)]));
    let sale = Sale {
        till: true,
        ..Sale::of(&[100, 100], 80, 0)
    };
    shop.sell(&sale, on(0));
    assert_eq!(shop.available(on(0)), -50);
    shop.take_back(0, &[(1, 1)], on(0));
    assert_eq!(shop.available(on(0)), -10);
    shop.take_back(0, &[(2, 1)], on(0));
    assert_eq!(shop.available(on(0)), 30);
    assert_eq!(left(&shop.now.wallet, 1), 30);
    assert_eq!(lot(&shop.now.wallet, 1).state, LotState::Active);
}

/// A shop whose spending lifts to silver at 1,000 and gold at 5,000, and its member's level after each move.
fn ladder(at_once: bool) -> Shop {
    let mut shop = Shop::open(Wallet::default());
    shop.program.returns.tier_at_once = at_once;
    let level = |id: &str, from: i64| TierLevel {
        id: TierId::new(id),
        name: shop.program.units[0].name.clone(),
        from: Some(from),
        or_from: None,
    };
    shop.program.schemes[0].levels = vec![level("silver", 1_000), level("gold", 5_000)];
    shop
}

fn level(shop: &Shop) -> Option<&str> {
    let state = shop.now.tiers.get("spend")?;
    state.level.as_ref().map(TierId::as_str)
}

#[test]
fn a_tier_won_by_returned_goods_is_kept_or_falls_at_once() {
    for (at_once, kept) in [(false, Some("gold")), (true, Some("silver"))] {
        let mut shop = ladder(at_once);
        shop.sell(&Sale::of(&[1_500], 0, 0), on(0));
        assert_eq!(level(&shop), Some("silver"));
        shop.sell(&Sale::of(&[4_000], 0, 0), on(1));
        assert_eq!(level(&shop), Some("gold"));
        shop.take_back(1, &[], on(2));
        assert_eq!(level(&shop), kept);
        shop.take_back(0, &[], on(2));
        assert_eq!(level(&shop), kept.filter(|_| !at_once));
    }
}

#[test]
fn a_void_brings_back_the_tier_unless_it_changed_since() {
    let mut shop = ladder(false);
    shop.sell(&Sale::of(&[1_500], 0, 0), When::now(hours(10)));
    let silver = shop.now.tiers.clone();
    shop.sell(&Sale::of(&[4_000], 0, 0), When::now(hours(11)));
    let mut both = shop.clone();
    both.void(1, When::now(hours(12)));
    assert_eq!(both.now.tiers, silver);
    both.void(0, When::now(hours(12)));
    assert_eq!(level(&both), None);
    shop.void(0, When::now(hours(12)));
    assert_eq!(level(&shop), Some("gold"));
}

#[test]
fn the_last_burned_points_come_back_first() {
    let mut shop = Shop::open(wallet(&[(30, Some(50)), (30, None)]));
    shop.sell(&Sale::of(&[50, 50], 40, 0), on(0));
    shop.take_back(0, &[(1, 1)], on(0));
    let lots = [1, 2].map(|number| left(&shop.now.wallet, number));
    assert_eq!(lots, [10, 30]);
}

#[test]
fn points_of_dead_lots_are_lost_once_and_for_all_without_grace() {
    let mut shop = Shop::open(wallet(&[(100, Some(5))]));
    shop.program.returns.restore_grace = None;
    shop.sell(&Sale::of(&[50, 50], 60, 0), on(1));
    for _ in 0..2 {
        let line = u32::try_from(shop.sold[0].returned.len()).unwrap() + 1;
        let decision = shop.take_back(0, &[(line, 1)], on(9));
        assert_eq!(decision.returned.unwrap().restored, []);
    }
    assert_eq!(shop.available(on(9)), 0);
    assert_eq!(lot(&shop.now.wallet, 1).expired, points(100));
}

fn hours(hours: i64) -> Instant {
    day(0).plus_ms(hours * 3_600_000)
}
