//! No card pays more than it has, however many tills are at it.

use std::thread;

use regulars_engine::gift_card::GiftCardMove;
use regulars_engine::id::{PostingId, QuoteId};
use regulars_engine::name::RuleId;
use regulars_engine::number::Money;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::support::*;

const CARD: &str = "GC1";

fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn kind() -> RuleId {
    RuleId::new("gift")
}

fn change(code: &str, expected: Option<i64>) -> GiftCardChange {
    GiftCardChange {
        code: code.to_owned(),
        kind: kind(),
        expected,
        postings: Vec::new(),
        blocked: None,
    }
}

fn loaded(code: &str, amount: i64, expires_at: Option<Instant>) -> GiftCardMove {
    GiftCardMove::Loaded {
        code: code.to_owned(),
        kind: kind(),
        amount: money(amount),
        expires_at,
        made: true,
    }
}

/// Makes a card with so much on it.
fn made(shop: &Shop, code: &str, amount: i64, expires_at: Option<Instant>) {
    let id = PostingId::from_raw(shop.id());
    let mut change = change(code, None);
    let moved = loaded(code, amount, expires_at);
    change.postings.push((id, Cause::Time, day(0), moved));
    shop.commit(Changeset {
        posted_at: day(0),
        gift_cards: vec![change],
        ..Changeset::default()
    });
}

/// A purchase of nobody that a card pays for, decided on this version of it.
fn sale(shop: &Shop, amount: i64, version: i64) -> Changeset {
    let purchase = shop.purchase(None, hour(10));
    let paid = GiftCardMove::Paid {
        code: CARD.to_owned(),
        kind: kind(),
        amount: money(amount),
    };
    let mut change = change(CARD, Some(version));
    let id = PostingId::from_raw(shop.id());
    let cause = Cause::Purchase(purchase.id);
    change.postings.push((id, cause, hour(10), paid));
    Changeset {
        posted_at: hour(10),
        gift_cards: vec![change],
        purchases: vec![purchase],
        ..Changeset::default()
    }
}

fn row(shop: &Shop) -> GiftCardRow {
    let row = shop.store.read(|reader| reader.gift_card(CARD)).unwrap();
    row.unwrap()
}

fn moved() -> CommitError {
    CommitError::GiftCardMoved {
        code: CARD.to_owned(),
    }
}

/// A quote that sets money aside.
fn hold(shop: &Shop, basket: &str, amount: i64, version: i64) -> (QuoteId, Changeset) {
    let quote = QuoteId::from_raw(shop.id());
    let hold = GiftCardHold {
        quote,
        basket: basket.to_owned(),
        expires_at: hour(20),
        cards: vec![(CARD.to_owned(), money(amount), version)],
    };
    let changeset = Changeset {
        posted_at: hour(9),
        gift_card_holds: vec![hold],
        ..Changeset::default()
    };
    (quote, changeset)
}

fn held(shop: &Shop, scope: &GiftCardScope) -> i64 {
    let scope = GiftCardScope {
        codes: vec![CARD.to_owned()],
        ..scope.clone()
    };
    let states = shop.store.read(|reader| reader.gift_card_states(&scope));
    states.unwrap()[CARD].held.minor()
}

#[test]
fn parallel_checkouts_do_not_spend_the_same_money() {
    let shop = Shop::open();
    made(&shop, CARD, 500, None);
    let version = row(&shop).version;
    let sales: Vec<Changeset> = (0..12).map(|_| sale(&shop, 500, version)).collect();
    let done: usize = thread::scope(|tills| {
        let tills: Vec<_> = sales
            .into_iter()
            .map(|sale| tills.spawn(|| shop.store.commit_blocking(sale)))
            .collect();
        let outcomes = tills.into_iter().map(|till| till.join().unwrap());
        let posted = outcomes.filter(|outcome| match outcome {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(*error, moved());
                false
            }
        });
        posted.count()
    });
    assert_eq!((done, row(&shop).balance), (1, money(0)));
    shop.assert_sound();
}

#[test]
fn one_card_is_made_once_and_its_entries_add_up() {
    let shop = Shop::open();
    made(&shop, CARD, 500, Some(day(30)));
    let again = Changeset {
        posted_at: day(1),
        gift_cards: vec![change(CARD, None)],
        ..Changeset::default()
    };
    assert_eq!(shop.refuse(again), moved());
    shop.commit(sale(&shop, 200, 1));
    let card = row(&shop);
    assert_eq!((card.balance, card.version), (money(300), 2));
    assert_eq!(
        (card.loaded_at, card.expires_at),
        (Some(day(0)), Some(day(30)))
    );
    let entries = shop.store.read(|reader| reader.gift_card_entries(CARD, 10));
    let entries = entries.unwrap();
    let told: Vec<(GiftCardEntryKind, i64, &str)> = entries
        .iter()
        .map(|entry| (entry.kind, entry.amount.minor(), entry.account.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (GiftCardEntryKind::Paid, -200, "redeemed"),
            (GiftCardEntryKind::Loaded, 500, "issued"),
        ]
    );
    shop.assert_sound();
}

#[test]
fn what_would_leave_a_card_below_zero_is_not_written() {
    let shop = Shop::open();
    made(&shop, CARD, 500, None);
    let outcome = shop.store.commit_blocking(sale(&shop, 501, 1));
    assert!(
        matches!(outcome, Err(CommitError::Broken(_))),
        "{outcome:?}"
    );
    assert_eq!(row(&shop).balance, money(500));
    shop.assert_sound();
}

#[test]
fn money_set_aside_moves_the_card_on_and_goes_with_its_quote() {
    let shop = Shop::open();
    made(&shop, CARD, 500, None);
    let (quote, first) = hold(&shop, "basket-1", 400, 1);
    shop.commit(first);
    // Who decided on all of the money before decides again.
    assert_eq!(shop.refuse(sale(&shop, 500, 1)), moved());
    assert_eq!(shop.refuse(hold(&shop, "basket-2", 500, 1).1), moved());
    let at = |now| GiftCardScope {
        now,
        ..GiftCardScope::default()
    };
    assert_eq!(held(&shop, &at(hour(10))), 400);
    assert_eq!(held(&shop, &at(hour(20))), 0);
    let own = GiftCardScope {
        quote: Some(quote),
        ..at(hour(10))
    };
    assert_eq!(held(&shop, &own), 0);
    let basket = GiftCardScope {
        basket: Some("basket-1".to_owned()),
        ..at(hour(10))
    };
    assert_eq!(held(&shop, &basket), 0);
    // The same basket again takes over what its earlier quote held.
    let (again, second) = hold(&shop, "basket-1", 300, 2);
    shop.commit(second);
    assert_eq!(held(&shop, &at(hour(10))), 300);
    let holds = |quote, now| {
        let holds = shop
            .store
            .read(|reader| reader.holds_gift_cards(quote, now));
        holds.unwrap()
    };
    assert!(!holds(quote, hour(10)) && holds(again, hour(10)) && !holds(again, hour(20)));
    let mut kept = sale(&shop, 300, 3);
    kept.gift_card_releases = vec![again];
    shop.commit(kept);
    assert_eq!(held(&shop, &at(hour(10))), 0);
    assert_eq!(row(&shop).balance, money(200));
}

#[test]
fn a_blocked_card_says_so_and_one_whose_time_is_over_is_due() {
    let shop = Shop::open();
    made(&shop, CARD, 500, Some(day(30)));
    let mut blocked = change(CARD, Some(1));
    blocked.blocked = Some(true);
    shop.commit(Changeset {
        posted_at: day(2),
        gift_cards: vec![blocked],
        ..Changeset::default()
    });
    assert_eq!(row(&shop).blocked_at, Some(day(2)));
    let due = |at| {
        let due = shop.store.read(|reader| reader.gift_cards_due(at, 10));
        due.unwrap()
    };
    assert_eq!(due(day(29)), Vec::<String>::new());
    assert_eq!(due(day(30)), [CARD]);
    let mut over = change(CARD, Some(2));
    let expired = GiftCardMove::Expired {
        code: CARD.to_owned(),
        kind: kind(),
        amount: money(500),
    };
    let id = PostingId::from_raw(shop.id());
    over.postings.push((id, Cause::Time, day(30), expired));
    shop.commit(Changeset {
        posted_at: day(31),
        gift_cards: vec![over],
        ..Changeset::default()
    });
    assert_eq!(due(day(40)), Vec::<String>::new());
    shop.assert_sound();
}

#[test]
fn lists_of_cards_go_on_where_they_stopped() {
    let shop = Shop::open();
    ["C", "A", "B"]
        .iter()
        .for_each(|code| made(&shop, code, 1, None));
    let page = |kind: Option<&RuleId>, after: Option<&Cursor>| {
        let page = shop.store.read(|reader| reader.gift_cards(kind, after, 2));
        page.unwrap()
    };
    let codes = |page: &Page<GiftCardRow>| -> Vec<String> {
        page.items.iter().map(|row| row.code.clone()).collect()
    };
    for of in [None, Some(&kind())] {
        let first = page(of, None);
        assert_eq!(codes(&first), ["A", "B"]);
        let rest = page(of, first.next.as_ref());
        assert_eq!((codes(&rest), rest.next), (vec!["C".to_owned()], None));
    }
    assert_eq!(
        codes(&page(Some(&RuleId::new("other")), None)),
        Vec::<String>::new()
    );
}
