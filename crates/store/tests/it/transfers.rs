//! Points sent from one member to another: both accounts move or neither, whoever sends to whom at once.

use std::sync::Barrier;
use std::thread;

use regulars_engine::id::{MemberId, PostingId, TransferId};
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::points::{Account, PostingKind};
use regulars_store::*;

use crate::engine;
use crate::support::*;

/// A member and what is known of them: the version, the lot that is spent from, what is left of it, the next lot.
#[derive(Clone, Copy)]
struct Side {
    member: MemberId,
    version: i64,
    left: i64,
    next_lot: u32,
}

/// The sender has lot 1 with enough on it; the receiver gets a lot of their own.
fn sent(shop: &Shop, from: Side, to: Side, points: i64) -> Changeset {
    let id = TransferId::from_raw(shop.id());
    let moved = |entries| {
        let posting = posting(PostingKind::Transfer, day(2), entries);
        (PostingId::from_raw(shop.id()), Cause::Transfer(id), posting)
    };
    let mut spent = active_lot(1, 30, None);
    spent.remaining = Points::from_raw(from.left - points);
    let sender = OwnerChange {
        postings: vec![moved(vec![
            entry(Account::Available, Some(1), -points),
            entry(Account::Transferred, None, points),
        ])],
        lots: vec![spent],
        next_lot: from.next_lot,
        ..unchanged(from.member, from.version)
    };
    let receiver = OwnerChange {
        postings: vec![moved(vec![
            entry(Account::Available, Some(to.next_lot), points),
            entry(Account::Transferred, None, -points),
        ])],
        lots: vec![active_lot(to.next_lot, points, None)],
        next_lot: to.next_lot + 1,
        ..unchanged(to.member, to.version)
    };
    let mut owners = vec![sender, receiver];
    owners.sort_by_key(|change| change.owner);
    Changeset {
        posted_at: day(2),
        owners,
        transfers: vec![TransferRow {
            id,
            sender: from.member,
            receiver: to.member,
            unit: UnitId::new("points"),
            points: Points::from_raw(points),
            fee: Points::ZERO,
            at: day(2),
        }],
        ..Changeset::default()
    }
}

/// A member with 30 points on lot 1.
fn side(shop: &Shop, card: &str) -> Side {
    let member = shop.register(card);
    shop.commit(shop.sale(member, 1, 1, day(1)));
    Side {
        member,
        version: 2,
        left: 30,
        next_lot: 2,
    }
}

#[test]
fn both_accounts_move_and_the_transfer_is_kept() {
    let shop = Shop::open();
    let (ann, bob) = (side(&shop, "1"), side(&shop, "2"));
    let changeset = sent(&shop, ann, bob, 20);
    let row = changeset.transfers[0].clone();
    shop.commit(changeset);
    let read = shop.store.read(|reader| reader.transfer(row.id)).unwrap();
    assert_eq!(read, Some(row));
    let left = [ann, bob].map(|side| shop.available(side.member));
    assert_eq!(left, [10, 50]);
    shop.assert_sound();
}

#[test]
fn nothing_moves_once_one_of_both_has_moved_on() {
    let shop = Shop::open();
    let (ann, bob) = (side(&shop, "1"), side(&shop, "2"));
    let stale = sent(&shop, ann, bob, 20);
    let mut moved_on = touched(bob.member, 2);
    moved_on.owners[0].next_lot = 2;
    shop.commit(moved_on);
    let owner = bob.member;
    assert_eq!(shop.refuse(stale), CommitError::Conflict { owner });
    let left = [ann, bob].map(|side| shop.available(side.member));
    assert_eq!(left, [30, 30]);
    shop.assert_sound();
}

#[test]
fn what_was_sent_and_did_not_arrive_is_found() {
    let shop = Shop::open();
    let (ann, bob) = (side(&shop, "1"), side(&shop, "2"));
    let mut changeset = sent(&shop, ann, bob, 20);
    changeset.owners.retain(|change| change.owner == ann.member);
    shop.commit(changeset);
    let report = shop.verify();
    let found = report.differences.iter().map(|one| one.expected.as_str());
    assert_eq!(found.collect::<Vec<_>>(), ["20"], "{report:#?}");
}

/// Each sends to the other at the same instant, over two processes' connections: neither waits for the other for ever, one
/// goes first, and the other finds that it has.
#[test]
fn two_who_send_to_one_another_at_once_do_not_hinder_each_other() {
    let shop = Shop::open();
    let other = engine::open(shop.folder.path(), Options::default()).unwrap();
    for turn in 0..20 {
        let (ann, bob) = (
            side(&shop, &format!("a{turn}")),
            side(&shop, &format!("b{turn}")),
        );
        let crossing = [sent(&shop, ann, bob, 20), sent(&shop, bob, ann, 5)];
        let start = Barrier::new(2);
        let posted = thread::scope(|scope| {
            let stores = [&shop.store, &other].into_iter().zip(crossing);
            let commits = stores.map(|(store, changeset)| {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    store.commit_blocking(changeset)
                })
            });
            let commits: Vec<_> = commits.collect();
            let outcomes = commits.into_iter().map(|commit| commit.join().unwrap());
            outcomes
                .filter(|outcome| match outcome {
                    Ok(_) => true,
                    Err(CommitError::Conflict { .. }) => false,
                    Err(other) => panic!("a race is no failure: {other}"),
                })
                .count()
        });
        assert_eq!(posted, 1, "turn {turn}");
        let left = shop.available(ann.member) + shop.available(bob.member);
        assert_eq!(left, 60);
    }
    shop.assert_sound();
}
