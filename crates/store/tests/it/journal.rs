//! The journal has no holes: a reader never skips a fact, never reads one twice, and sees those of an owner in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use regulars_engine::id::MemberId;
use regulars_store::*;

use crate::engine;
use crate::support::*;

/// Processes that write, and owners of each.
const OWNERS: usize = 6;
/// Facts of an owner.
const FACTS: u32 = 25;

/// A change of an owner that tells its number.
fn told(owner: MemberId, number: u32) -> Changeset {
    let fact = Fact {
        at: day(1),
        kind: "told",
        owner: Some(owner),
        payload: format!("{{\"number\":{number}}}"),
    };
    Changeset {
        facts: vec![fact],
        ..touched(owner, i64::from(number))
    }
}

/// Follows the journal from a position to its end, in pages of a few.
pub fn follow(store: &Store, after: &mut i64, seen: &mut Vec<JournalRow>) {
    loop {
        let page = store.read(|reader| reader.journal(*after, 7)).unwrap();
        let Some(last) = page.last() else { return };
        *after = last.pos;
        seen.extend(page);
    }
}

/// Positions are dense from 1; the facts of each owner come in the order in which they were told.
pub fn assert_whole(seen: &[JournalRow], each: u32) {
    assert!(
        seen.iter()
            .map(|row| row.pos)
            .eq(1..=i64::try_from(seen.len()).unwrap())
    );
    let mut owners = BTreeMap::<_, Vec<_>>::new();
    for row in seen {
        owners
            .entry(row.owner)
            .or_default()
            .push(row.payload.clone());
    }
    for (owner, payloads) in owners {
        let expected = (1..=each).map(|number| format!("{{\"number\":{number}}}"));
        assert!(
            payloads.iter().cloned().eq(expected),
            "{owner:?}: {payloads:?}"
        );
    }
}

#[test]
fn readers_that_follow_two_processes_at_work_miss_nothing_and_repeat_nothing() {
    let shop = Shop::open();
    let other = engine::open(shop.folder.path(), Options::default()).unwrap();
    let owners: Vec<_> = (0..OWNERS).map(|n| shop.register(&n.to_string())).collect();
    let at_work = AtomicUsize::new(OWNERS);
    let seen = thread::scope(|scope| {
        for (number, owner) in owners.iter().enumerate() {
            let store = if number % 2 == 0 { &shop.store } else { &other };
            let at_work = &at_work;
            scope.spawn(move || {
                for number in 1..=FACTS {
                    store.commit_blocking(told(*owner, number)).unwrap();
                }
                at_work.fetch_sub(1, Ordering::SeqCst);
            });
        }
        let readers: Vec<_> = (0..3)
            .map(|turn| {
                let (shop, other, at_work) = (&shop, &other, &at_work);
                scope.spawn(move || {
                    let (mut after, mut seen) = (0, Vec::new());
                    let mut store = if turn == 0 { other } else { &shop.store };
                    while at_work.load(Ordering::SeqCst) > 0 {
                        follow(store, &mut after, &mut seen);
                        // A reader that begins anew goes on from its position, wherever it reads.
                        store = if turn == 2 { other } else { store };
                    }
                    engine::catch_up(store);
                    follow(store, &mut after, &mut seen);
                    seen
                })
            })
            .collect();
        let seen = readers.into_iter().map(|reader| reader.join().unwrap());
        seen.collect::<Vec<_>>()
    });
    let all = OWNERS * usize::try_from(FACTS).unwrap();
    for seen in &seen {
        assert_eq!(seen.len(), all);
        assert_whole(seen, FACTS);
    }
    shop.assert_sound();
}

#[test]
fn positions_go_on_after_a_restart() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let (mut after, mut seen) = (0, Vec::new());
    shop.commit(told(ann, 1));
    engine::catch_up(&shop.store);
    follow(&shop.store, &mut after, &mut seen);
    let shop = shop.reopen(Options::default());
    shop.commit(told(ann, 2));
    shop.commit(told(ann, 3));
    engine::catch_up(&shop.store);
    follow(&shop.store, &mut after, &mut seen);
    assert_whole(&seen, 3);
}
