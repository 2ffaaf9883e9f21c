//! Stocks that all members share: no more is given than there is, however many are at it.

use regulars_engine::counter::{Counted, CounterKey, CounterMove, StockMove};
use regulars_engine::id::MemberId;
use regulars_engine::name::RuleId;
use regulars_engine::program::Needs;
use regulars_store::*;

use crate::support::*;

pub fn key() -> CounterKey {
    CounterKey {
        counted: Counted::Stock(RuleId::new("toys")),
        period: None,
    }
}

/// Takes so many of three toys for a member; below zero: puts back.
pub fn taking(member: MemberId, expected: i64, delta: i64) -> OwnerChange {
    let moved = CounterMove { key: key(), delta };
    OwnerChange {
        stocks: vec![StockMove { moved, most: 3 }],
        ..unchanged(member, expected)
    }
}

fn changed(owners: Vec<OwnerChange>) -> Changeset {
    Changeset {
        posted_at: day(1),
        owners,
        ..Changeset::default()
    }
}

pub fn given(shop: &Shop, member: MemberId) -> i64 {
    let needs = Needs::default();
    let scope = Scope {
        stocks: vec![key()],
        ..scope(&needs, day(2))
    };
    let loaded = shop.store.read(|reader| reader.situation(member, &scope));
    loaded.unwrap().unwrap().situation.stocks.get(&key())
}

fn moved() -> CommitError {
    CommitError::StockMoved {
        key: key().to_string(),
    }
}

#[test]
fn a_stock_is_given_to_its_end_and_no_further() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    assert_eq!(given(&shop, ann), 0);
    shop.commit(changed(vec![taking(ann, 1, 2)]));
    assert_eq!(shop.refuse(changed(vec![taking(bob, 1, 2)])), moved());
    shop.commit(changed(vec![taking(bob, 1, 1)]));
    assert_eq!(shop.refuse(changed(vec![taking(bob, 2, 1)])), moved());
    // What is put back can be given again.
    shop.commit(changed(vec![taking(ann, 2, -1)]));
    shop.commit(changed(vec![taking(bob, 2, 1)]));
    assert_eq!(given(&shop, bob), 3);
}

#[test]
fn one_changeset_of_several_members_takes_no_more_than_there_is() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let both = changed(vec![taking(ann, 1, 2), taking(bob, 1, 2)]);
    assert_eq!(shop.refuse(both), moved());
    assert_eq!(given(&shop, ann), 0);
    shop.commit(changed(vec![taking(ann, 1, 2), taking(bob, 1, 1)]));
    assert_eq!(given(&shop, ann), 3);
}
