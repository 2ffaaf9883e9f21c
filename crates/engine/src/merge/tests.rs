//! Every sentence of a merge, and what no merge may break. Proptest prints the seed.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Merging, merge, merge_profiles};
use crate::decision::{Decision, EffectKind, TierReason};
use crate::member::{Consent, ConsentState, Profile};
use crate::number::Points;
use crate::points::fixture::{day, on, points, program, unit, wallet};
use crate::points::{
    Account, Book, Debt, DebtNumber, HeldLot, Hold, LotNumber, LotState, Posting, Wallet,
};
use crate::program::Program;
use crate::purchase::fixture::{Goods, Sale, Shop};
use crate::situation::{Situation, TierState};
use crate::time::Instant;

fn of(wallet: Wallet) -> Situation {
    Situation {
        wallet,
        ..Situation::default()
    }
}

fn owing(mut wallet: Wallet, owed: i64) -> Wallet {
    wallet.debts.push(Debt {
        number: DebtNumber(wallet.next_debt.max(1)),
        unit: unit(),
        amount: points(owed),
        remaining: points(owed),
        lot: None,
        at: day(0),
    });
    wallet.next_debt = wallet.next_debt.max(1) + 1;
    wallet
}

fn hold(quote: i64, basket: &str, lot: u32, held: i64) -> Hold {
    Hold {
        quote: crate::id::QuoteId::from_raw(quote),
        basket: basket.to_owned(),
        expires_at: day(9),
        lots: vec![HeldLot {
            lot: LotNumber(lot),
            points: points(held),
        }],
    }
}

fn joined(stays: Wallet, joins: Wallet) -> Merging {
    merge(&program(), &of(stays), &of(joins), on(1))
}

/// `number: remaining till day` of every lot with something left.
fn lots(merging: &Merging) -> Vec<(u32, i64, Option<Instant>)> {
    let lots = merging.wallet.lots.iter();
    let left = lots.filter(|lot| lot.remaining.is_positive());
    left.map(|lot| (lot.number.0, lot.remaining.raw(), lot.expires_at))
        .collect()
}

#[test]
fn lots_go_over_with_their_dates() {
    let merging = joined(
        wallet(&[(10, Some(5))]),
        wallet(&[(20, Some(7)), (3, None)]),
    );
    let expected = vec![(1, 10, Some(day(5))), (2, 20, Some(day(7))), (3, 3, None)];
    assert_eq!(lots(&merging), expected);
    assert_eq!((merging.wallet.next_lot, merging.shift.lots), (4, 1));
    assert!(merging.stays.postings.is_empty() && merging.joins.postings.is_empty());
}

#[test]
fn what_was_due_is_posted_with_each_before() {
    let merging = joined(
        wallet(&[(10, Some(1))]),
        wallet(&[(20, Some(1)), (3, None)]),
    );
    assert_eq!(lots(&merging), vec![(3, 3, None)]);
    assert_eq!(
        merging.stays.postings.len() + merging.joins.postings.len(),
        1 + 1
    );
}

#[test]
fn points_of_one_pay_what_the_other_owes() {
    // (stays has, owes; joins has, owes; both have)
    for (has, owes, other_has, other_owes, balance) in [
        (10, 0, 0, 4, 6),
        (0, 4, 10, 0, 6),
        (3, 0, 0, 10, -7),
        (0, 10, 3, 0, -7),
        (0, 2, 0, 3, -5),
    ] {
        let with = |has: i64, owes: i64| {
            let lots: &[(i64, Option<i64>)] = if has > 0 { &[(has, None)] } else { &[] };
            let filled = wallet(lots);
            if owes > 0 {
                owing(filled, owes)
            } else {
                filled
            }
        };
        let merging = joined(with(has, owes), with(other_has, other_owes));
        assert_eq!(merging.balance(&unit()).0, points(balance));
        let book = Book::open(&program(), &merging.wallet, on(1)).fault();
        assert_eq!(book, None);
    }
}

#[test]
fn holds_go_over_with_the_numbers_of_their_lots() {
    let mut other = wallet(&[(5, None), (20, None)]);
    other.holds.push(hold(7, "b", 2, 15));
    let merging = joined(wallet(&[(10, None)]), other);
    assert_eq!(merging.holds, vec![hold(7, "b", 3, 15)]);
    let book = program();
    let book = Book::open(&book, &merging.wallet, on(1));
    assert_eq!(book.spendable(&unit(), None), points(20));
}

#[test]
fn of_two_quotes_of_one_basket_that_of_who_stays_stands() {
    let mut one = wallet(&[(10, None)]);
    one.holds.push(hold(6, "b", 1, 5));
    let mut other = wallet(&[(20, None)]);
    other.holds.push(hold(7, "b", 1, 15));
    let merging = joined(one, other);
    assert!(merging.holds.is_empty());
    assert_eq!(merging.joins.released.len(), 1);
    assert_eq!(merging.wallet.holds.len(), 1);
}

fn tiered() -> Program {
    Program::read(
        "
program: { id: test, name: Test, currency: RUB, time_zone: UTC }
units: { points: {} }
tiers:
  status:
    metric: spend
    period: calendar_year
    levels: [{ id: base, from: 0 }, { id: silver, from: 100 }, { id: gold, from: 1000 }]",
    )
    .unwrap()
}

/// The level that stands after a merge, and till which day; `None`: that of who stays, as it was.
fn level(own: Option<(&str, i64)>, other: Option<(&str, i64)>) -> Option<(String, i64)> {
    let with = |held: Option<(&str, i64)>| {
        let mut situation = Situation::default();
        if let Some((level, until)) = held {
            let state = TierState::earned(Some(level.into()), day(-9), Some(day(until)));
            situation.tiers.insert("status".into(), state);
        }
        situation
    };
    let decision = merge(&tiered(), &with(own), &with(other), on(1)).stays;
    let (_, state) = decision.tiers.first()?;
    assert_eq!(state.since, day(1));
    let EffectKind::Tier { reason, .. } = &decision.effects[0].kind else {
        panic!("no change of level");
    };
    assert_eq!(*reason, TierReason::Merged);
    let until = (20..99).find(|days| state.until == Some(day(*days)));
    Some((state.level.as_ref()?.to_string(), until?))
}

#[test]
fn the_better_level_stands_till_its_end() {
    let is = |level: &str, till| Some((level.to_owned(), till));
    assert_eq!(level(None, None), None);
    assert_eq!(level(Some(("gold", 30)), None), None);
    assert_eq!(level(None, Some(("silver", 30))), is("silver", 30));
    assert_eq!(
        level(Some(("silver", 50)), Some(("gold", 30))),
        is("gold", 30)
    );
    assert_eq!(level(Some(("gold", 30)), Some(("silver", 50))), None);
    assert_eq!(
        level(Some(("gold", 30)), Some(("gold", 50))),
        is("gold", 50)
    );
    assert_eq!(level(Some(("gold", 50)), Some(("gold", 30))), None);
}

#[test]
fn of_two_statements_of_consent_the_later_stands() {
    let said = |granted: bool, days: i64| Consent {
        state: if granted {
            ConsentState::Granted
        } else {
            ConsentState::Withdrawn
        },
        at: day(days),
    };
    let with = |consents: &[(&str, Consent)]| Profile {
        consents: { consents.iter() }
            .map(|(channel, said)| ((*channel).to_owned(), *said))
            .collect(),
        ..Profile::default()
    };
    let own = with(&[("sms", said(true, 3)), ("email", said(true, 3))]);
    let other = with(&[
        ("sms", said(false, 4)),
        ("email", said(false, 2)),
        ("push", said(true, 1)),
    ]);
    let expected = BTreeMap::from([
        ("email".to_owned(), said(true, 3)),
        ("push".to_owned(), said(true, 1)),
        ("sms".to_owned(), said(false, 4)),
    ]);
    assert_eq!(merge_profiles(&own, &other).consents, expected);
}

#[test]
fn what_only_the_other_said_is_taken_over() {
    let named = |name: &str, city: Option<&str>| Profile {
        first_name: Some(name.to_owned()),
        city: city.map(str::to_owned),
        tags: vec![name.to_owned(), "vip".to_owned()],
        ..Profile::default()
    };
    let one = merge_profiles(&named("Ann", None), &named("Anna", Some("Kazan")));
    assert_eq!(one.first_name.as_deref(), Some("Ann"));
    assert_eq!(one.city.as_deref(), Some("Kazan"));
    assert_eq!(one.tags, ["Ann", "vip", "Anna"]);
}

fn unbalanced(decision: &Decision) -> bool {
    !decision.postings.iter().all(Posting::is_balanced)
}

/// What went to the account of what is on its way, all told.
fn on_the_way(merging: &Merging) -> Points {
    let postings = { merging.stays.postings.iter() }.chain(&merging.joins.postings);
    let entries = postings.flat_map(|posting| &posting.entries);
    let moved = entries.filter(|entry| entry.account == Account::Transferred);
    moved.map(|entry| entry.points).sum()
}

fn sale() -> impl Strategy<Value = Sale> {
    let goods = (1..4i64, 1..2_000i64).prop_map(|(units, amount)| Goods {
        units,
        amount,
        discounts: [0, 0],
    });
    let goods = prop::collection::vec(goods, 1..4);
    (goods, 0..150i64, 0..90i64, 0..40i64, any::<bool>()).prop_map(
        |(goods, redeem, base, bonus, till)| Sale {
            goods,
            bonus,
            bonus_from: Some(day(40)),
            till,
            ..Sale::of(&[], redeem, base)
        },
    )
}

proptest! {
    /// Points of both, unit by unit and lot by lot, are those of each; what is posted sums to zero; and goods that were bought
    /// before and come back after leave everything as if they had never been bought.
    #[test]
    fn a_merge_loses_nothing_and_what_was_bought_before_can_come_back(
        own in prop::collection::vec((1..300i64, prop::option::of(20..60i64)), 0..4),
        has in 0..200i64,
        sales in prop::collection::vec(sale(), 1..4),
        owed in 0..80i64,
    ) {
        let stays = wallet(&own);
        let own: i64 = own.iter().map(|(points, _)| points).sum();
        let joins = if has > 0 { wallet(&[(has, None)]) } else { Wallet::default() };
        let mut shop = Shop::open(joins);
        for sale in &sales {
            shop.sell(sale, on(1));
        }
        let stays = if owed > 0 && own == 0 { owing(stays, owed) } else { stays };
        let own = if owed > 0 && own == 0 { -owed } else { own };
        let before = shop.available(on(2));
        let pending: Points = Book::open(&shop.program, &shop.now.wallet, on(2)).pending(&unit());
        let merging = merge(&shop.program, &of(stays), &shop.now, on(2));
        prop_assert!(!unbalanced(&merging.stays) && !unbalanced(&merging.joins));
        prop_assert_eq!(on_the_way(&merging), Points::ZERO);
        prop_assert_eq!(merging.balance(&unit()), (points(own + before), pending));
        let mut numbers: Vec<_> = merging.wallet.lots.iter().map(|lot| lot.number).collect();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), merging.wallet.lots.len());
        let mut after = shop.clone();
        after.now.wallet = merging.wallet.clone();
        for past in &mut after.sold {
            merging.shift.effects(&mut past.effects);
        }
        for sale in 0..sales.len() {
            after.take_back(sale, &[], on(3));
        }
        prop_assert_eq!(after.available(on(3)), own + has);
        let left = { after.now.wallet.lots.iter() }.filter(|lot| lot.state == LotState::Pending);
        prop_assert_eq!(left.map(|lot| lot.remaining).sum::<Points>(), Points::ZERO);
    }
}
