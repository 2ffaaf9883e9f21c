//! The book's rules, one by one.

use crate::id::{PurchaseId, QuoteId};
use crate::name::RuleId;
use crate::points::fixture::*;
use crate::points::*;
use crate::time::{ExpiryRule, Span, Zone};

const QUOTE: QuoteId = QuoteId::from_raw(1);
const OTHER: QuoteId = QuoteId::from_raw(2);
const PURCHASE: PurchaseId = PurchaseId::from_raw(1);

fn spending(amount: i64) -> Spending {
    Spending {
        unit: unit(),
        points: points(amount),
        own: None,
        allow_debt: false,
        rule: RuleId::new("redeem"),
        kind: PostingKind::Redeem,
        effect: 0,
    }
}

fn ask(quote: QuoteId, basket: &str, amount: i64, until: i64) -> HoldAsk {
    HoldAsk {
        quote,
        basket: basket.to_owned(),
        expires_at: day(until),
        points: vec![(unit(), points(amount))],
    }
}

fn reversal(lot: u32, amount: i64) -> Reversal {
    Reversal {
        unit: unit(),
        lot: Some(LotNumber(lot)),
        points: points(amount),
        rule: RuleId::new("base"),
        effect: 0,
    }
}

fn restoring(lots: &[(u32, i64)], unbacked: i64) -> Restoring {
    let part = |(lot, amount): &(u32, i64)| HeldLot {
        lot: LotNumber(*lot),
        points: points(*amount),
    };
    Restoring {
        unit: unit(),
        lots: lots.iter().map(part).collect(),
        unbacked: points(unbacked),
        rule: RuleId::new("redeem"),
        effect: 0,
    }
}

/// Takes a reversal back and owes what is short.
fn reverse(book: &mut Book<'_>, lot: u32, amount: i64) -> Reversed {
    let asked = [reversal(lot, amount)];
    let reversed = book.reverse(&asked, Some(PURCHASE))[0];
    if reversed.short.is_positive() {
        book.owe(&asked[0], reversed.short);
    }
    reversed
}

#[test]
fn lots_burn_by_expiry_then_activation_then_number() {
    let program = program();
    let mut book = Book::open(
        &program,
        &wallet(&[(10, None), (10, Some(9)), (10, Some(5))]),
        on(1),
    );
    let spent = book.spend(spending(25));
    let order: Vec<u32> = spent.lots.iter().map(|part| part.lot.0).collect();
    assert_eq!(order, [3, 2, 1]);
    assert_eq!(left(&book.wallet, 1), 5);
    assert_eq!(book.available(&unit()), points(5));
}

#[test]
fn a_spending_without_allowed_debt_takes_what_there_is() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None)]), on(1));
    assert_eq!(book.spend(spending(25)).total(), points(10));
    assert_eq!(book.available(&unit()), points(0));
}

#[test]
fn what_no_lot_backs_becomes_a_debt_and_the_next_credit_pays_it() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None)]), on(1));
    let spent = book.spend(Spending {
        allow_debt: true,
        ..spending(25)
    });
    assert_eq!(spent.debt, points(15));
    assert_eq!(book.available(&unit()), points(-15));
    assert_eq!(book.spendable(&unit(), None), points(0));
    book.give(new_lot(20));
    assert_eq!(left(&book.wallet, 2), 5);
    assert_eq!(book.available(&unit()), points(5));
    assert_eq!(book.fault(), None);
}

#[test]
fn opening_posts_activation_and_expiry_at_their_own_instants() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(7, Some(3))]), on(0));
    let pending = NewLot {
        activates_at: Some(day(2)),
        expires_at: Some(day(4)),
        ..new_lot(5)
    };
    book.give(pending);
    assert_eq!(book.pending(&unit()), points(5));
    assert_eq!(book.available(&unit()), points(7));
    let book = Book::open(&program, &book.wallet, on(10));
    let posted: Vec<_> = book.postings.iter().map(|one| (one.kind, one.at)).collect();
    assert_eq!(
        posted,
        [
            (PostingKind::Activate, day(2)),
            (PostingKind::Expire, day(3)),
            (PostingKind::Expire, day(4)),
        ]
    );
    assert_eq!(book.available(&unit()), points(0));
    assert_eq!(lot(&book.wallet, 2).expired, points(5));
}

#[test]
fn a_lot_expires_at_its_instant_and_not_before() {
    let program = program();
    let wallet = wallet(&[(7, Some(3))]);
    let before = crate::decision::When::now(day(3).plus_ms(-1));
    assert_eq!(
        Book::open(&program, &wallet, before).available(&unit()),
        points(7)
    );
    assert_eq!(
        Book::open(&program, &wallet, on(3)).available(&unit()),
        points(0)
    );
}

#[test]
fn a_lot_past_its_expiry_at_posting_is_born_and_expired() {
    let program = program();
    let late = crate::decision::When {
        at: day(0),
        posted_at: day(20),
    };
    let mut book = Book::open(&program, &Wallet::default(), late);
    book.give(NewLot {
        expires_at: Some(day(10)),
        ..new_lot(5)
    });
    assert_eq!(state(&book.wallet, 1), LotState::Expired);
    let posted: Vec<_> = book.postings.iter().map(|one| (one.kind, one.at)).collect();
    assert_eq!(
        posted,
        [(PostingKind::Earn, day(0)), (PostingKind::Expire, day(10))]
    );
}

#[test]
fn a_held_part_of_a_lot_outlives_its_expiry_till_the_hold_ends() {
    let program = program();
    let (hold, placed) = decide_hold(
        &program,
        &wallet(&[(10, Some(3))]),
        ask(QUOTE, "b", 4, 5),
        on(1),
    );
    assert!(placed.postings.is_empty());
    let mut held = wallet(&[(10, Some(3))]);
    held.holds.push(hold);
    let book = Book::open(&program, &held, on(4));
    assert_eq!(left(&book.wallet, 1), 4);
    assert_eq!(book.available(&unit()), points(4));
    assert_eq!(book.spendable(&unit(), None), points(0));
    assert_eq!(book.spendable(&unit(), Some(QUOTE)), points(4));
    let book = Book::open(&program, &held, on(9));
    let posted: Vec<_> = book.postings.iter().map(|one| (one.kind, one.at)).collect();
    assert_eq!(
        posted,
        [(PostingKind::Expire, day(3)), (PostingKind::Expire, day(5))]
    );
    assert_eq!(book.released, [QUOTE]);
}

#[test]
fn a_purchase_spends_its_own_hold_though_the_lot_is_past_its_expiry() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, Some(3)), (9, None)]), on(1));
    book.hold(ask(QUOTE, "b", 6, 5));
    let mut book = Book::open(&program, &book.wallet, on(4));
    let spent = book.spend(Spending {
        own: Some(QUOTE),
        ..spending(5)
    });
    assert_eq!(
        spent.lots,
        [HeldLot {
            lot: LotNumber(1),
            points: points(5)
        }]
    );
    book.release(QUOTE);
    assert_eq!((left(&book.wallet, 1), left(&book.wallet, 2)), (0, 9));
    assert_eq!(book.fault(), None);
}

#[test]
fn two_spendings_under_one_hold_share_it() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, Some(3))]), on(1));
    book.hold(ask(QUOTE, "b", 6, 5));
    let mut book = Book::open(&program, &book.wallet, on(4));
    let own = Some(QUOTE);
    let totals = [4, 4].map(|points| {
        let spent = book.spend(Spending {
            own,
            ..spending(points)
        });
        spent.total().raw()
    });
    assert_eq!(totals, [4, 2]);
    assert!(book.hold_of("b").is_some_and(|hold| hold.lots.is_empty()));
}

#[test]
fn a_quote_of_the_same_basket_replaces_the_hold_and_never_sees_it() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None)]), on(1));
    book.hold(ask(QUOTE, "b", 8, 5));
    assert_eq!(book.spendable(&unit(), None), points(2));
    let second = book.hold(ask(OTHER, "b", 10, 5));
    assert_eq!(HeldLot::sum(&second.lots), points(10));
    assert_eq!(book.released, [QUOTE]);
    let third = book.hold(ask(QUOTE, "another", 1, 5));
    assert!(third.lots.is_empty());
}

#[test]
fn a_lapsed_hold_pays_the_debt_that_could_not_touch_it() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None)]), on(1));
    book.hold(ask(QUOTE, "b", 6, 5));
    reverse(&mut book, 1, 10);
    assert_eq!(left(&book.wallet, 1), 6);
    assert_eq!(book.debt(&unit()), points(6));
    assert_eq!(book.fault(), None);
    let book = Book::open(&program, &book.wallet, on(5));
    assert_eq!(book.debt(&unit()), points(0));
    assert_eq!(book.available(&unit()), points(0));
    assert_eq!(book.postings[0].at, day(5));
}

#[test]
fn points_that_expired_take_nothing_when_they_are_reversed() {
    let program = program();
    let mut owner = wallet(&[(10, Some(3)), (50, None)]);
    owner.lots[0].purchase = Some(PURCHASE);
    let mut book = Book::open(&program, &owner, on(4));
    let reversed = reverse(&mut book, 1, 10);
    assert_eq!(reversed.expired, points(10));
    assert_eq!(left(&book.wallet, 2), 50);
    assert_eq!(lot(&book.wallet, 1).expired, points(0));
    let last = book.postings.last().unwrap();
    assert_eq!(last.kind, PostingKind::Reclassify);
}

#[test]
fn a_pending_lot_is_reversed_in_pending() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(50, None)]), on(0));
    book.give(NewLot {
        activates_at: Some(day(9)),
        purchase: Some(PURCHASE),
        ..new_lot(20)
    });
    let reversed = reverse(&mut book, 2, 20);
    assert_eq!(reversed.taken, points(20));
    assert_eq!(
        (left(&book.wallet, 1), book.pending(&unit())),
        (50, points(0))
    );
    assert_eq!(Book::open(&program, &book.wallet, on(20)).postings, []);
}

#[test]
fn a_reversal_uses_its_lot_then_its_purchase_then_the_rest() {
    let program = program();
    let mut owner = wallet(&[(10, Some(9)), (10, None), (10, None)]);
    owner.lots[1].purchase = Some(PURCHASE);
    owner.lots[2].purchase = Some(PURCHASE);
    let mut book = Book::open(&program, &owner, on(1));
    reverse(&mut book, 3, 25);
    let left = [1, 2, 3].map(|number| left(&book.wallet, number));
    assert_eq!(left, [5, 0, 0]);
}

#[test]
fn a_debt_is_paid_by_a_credit_to_its_lot_first() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None), (10, None)]), on(1));
    let spent = book.spend(spending(20));
    reverse(&mut book, 1, 10);
    reverse(&mut book, 2, 4);
    assert_eq!(book.debt(&unit()), points(14));
    book.restore(restoring(&[(2, 6)], 0));
    let owed: Vec<i64> = book
        .wallet
        .debts
        .iter()
        .map(|debt| debt.remaining.raw())
        .collect();
    assert_eq!(owed, [8, 0]);
    book.restore(restoring(&[(1, 10), (2, 4)], 0));
    assert_eq!(book.available(&unit()), points(6));
    assert_eq!(spent.total(), points(20));
    assert_eq!(book.fault(), None);
}

#[test]
fn points_come_back_to_a_dead_lot_with_grace_or_are_lost() {
    let mut program = program();
    let mut book = Book::open(&program, &wallet(&[(10, Some(3))]), on(1));
    book.spend(spending(6));
    let wallet = book.wallet;
    let mut book = Book::open(&program, &wallet, on(4));
    assert_eq!(book.restore(restoring(&[(1, 6)], 0)).lost, []);
    assert_eq!(book.available(&unit()), points(6));
    // To the end of the day, 30 days on.
    assert_eq!(lot(&book.wallet, 1).expires_at, Some(day(35)));
    assert_eq!(book.fault(), None);

    program.returns.restore_grace = None;
    let mut book = Book::open(&program, &wallet, on(4));
    assert_eq!(book.restore(restoring(&[(1, 6)], 0)).lots, []);
    assert_eq!(book.available(&unit()), points(0));
    assert_eq!(lot(&book.wallet, 1).expired, points(10));
    assert_eq!(book.fault(), None);
}

#[test]
fn unbacked_points_that_come_back_lessen_the_debt_and_else_make_a_lot() {
    let program = program();
    let mut book = Book::open(&program, &Wallet::default(), on(1));
    book.spend(Spending {
        allow_debt: true,
        ..spending(10)
    });
    book.restore(restoring(&[], 4));
    assert_eq!(book.available(&unit()), points(-6));
    book.give(new_lot(6));
    book.restore(restoring(&[], 6));
    assert_eq!(book.available(&unit()), points(6));
    assert_eq!(book.fault(), None);
}

#[test]
fn a_lot_lives_through_the_day_whose_midnight_is_missing() {
    // In Beirut the clocks of 26 March 2023 jumped from 00:00 to 01:00: that day began at 01:00.
    let zone = Zone::parse("Asia/Beirut").unwrap();
    let born = zone.parse_local("2023-03-24T12:00").unwrap();
    let dies = ExpiryRule::after(Span::Days(1)).expires_at(born, &zone);
    assert_eq!(dies, Some(zone.parse_local("2023-03-26T01:00").unwrap()));
    let mut program = program();
    program.zone = zone;
    let mut book = Book::open(
        &program,
        &Wallet::default(),
        crate::decision::When::now(born),
    );
    book.give(NewLot {
        expires_at: dies,
        ..new_lot(5)
    });
    let last = crate::decision::When::now(dies.unwrap().plus_ms(-1));
    assert_eq!(
        Book::open(&program, &book.wallet, last).available(&unit()),
        points(5)
    );
    let after = crate::decision::When::now(dies.unwrap());
    assert_eq!(
        Book::open(&program, &book.wallet, after).available(&unit()),
        points(0)
    );
}

#[test]
fn closing_tells_only_what_changed() {
    let program = program();
    let mut book = Book::open(&program, &wallet(&[(10, None), (10, None)]), on(1));
    book.spend(spending(4));
    let mut decision = crate::decision::Decision::default();
    book.close(&mut decision);
    let changed: Vec<u32> = decision.lots.iter().map(|lot| lot.number.0).collect();
    assert_eq!(changed, [1]);
    assert_eq!(decision.postings.len(), 1);
}
