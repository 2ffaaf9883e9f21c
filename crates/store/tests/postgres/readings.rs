//! Readings that are asked together: each reads what it would have read alone, and the trouble of one is nothing to the others.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use regulars_engine::id::MemberId;
use regulars_engine::program::Needs;
use regulars_store::*;

use crate::engine;
use crate::support::*;

fn shop() -> Shop {
    Shop::with(Options {
        askers: 1,
        ..Options::default()
    })
}

/// Readings that go together: the only connection that asks is kept busy until all of them wait.
fn together<T>(shop: &Shop, submit: impl FnOnce() -> T) -> T {
    let (arrive, arrived) = mpsc::channel();
    let (open, opened) = mpsc::channel::<()>();
    let busy = shop.store.read_with_others(move |_| {
        arrive.send(()).unwrap();
        opened.recv().unwrap();
        Ok(())
    });
    arrived.recv().unwrap();
    let submitted = submit();
    open.send(()).unwrap();
    busy.blocking_recv().unwrap().unwrap();
    submitted
}

/// Finds a member by a card, and then reads the lots: two questions, of which the second stands on the first.
fn lots(reader: &Reader<'_>, number: &str) -> Result<Option<(MemberId, usize)>, StoreError> {
    let Some(member) = reader.find_member(&card(number))? else {
        return Ok(None);
    };
    let loaded = reader.situation(member, &scope(&Needs::default(), day(9)))?;
    Ok(loaded.map(|loaded| (member, loaded.situation.wallet.lots.len())))
}

#[test]
fn each_reads_what_is_its_own_in_as_many_rounds_as_one() {
    let shop = shop();
    let members: Vec<_> = (0..20_u32)
        .map(|number| {
            let member = shop.register(&number.to_string());
            for lot in 1..=number % 4 {
                shop.commit(shop.sale(member, i64::from(lot), lot, day(1)));
            }
            member
        })
        .collect();
    let tries = Arc::new(AtomicUsize::new(0));
    let answers = together(&shop, || {
        let ask = |number: u32| {
            let tries = Arc::clone(&tries);
            shop.store.read_with_others(move |reader| {
                tries.fetch_add(1, Ordering::Relaxed);
                lots(reader, &number.to_string())
            })
        };
        (0..21_u32).map(ask).collect::<Vec<_>>()
    });
    for (number, answer) in (0..21_u32).zip(answers) {
        let expected = { members.get(usize::try_from(number).unwrap()) }
            .map(|member| (*member, usize::try_from(number % 4).unwrap()));
        assert_eq!(
            answer.blocking_recv().unwrap().unwrap(),
            expected,
            "{number}"
        );
    }
    // Twenty in three tries: what it asks first, what it asks then, and to the end. Nobody has the last card.
    assert_eq!(tries.load(Ordering::Relaxed), 20 * 3 + 2);
}

#[test]
fn one_that_asks_again_and_again_goes_on_alone() {
    let shop = shop();
    for number in 0..30 {
        shop.register(&number.to_string());
    }
    let (long, short) = together(&shop, || {
        let long = shop.store.read_with_others(|reader| {
            let known = (0..30).map(|number| reader.find_member(&card(&number.to_string())));
            let known: Result<Vec<_>, _> = known.collect();
            Ok(known?.into_iter().flatten().count())
        });
        let short = shop.store.read_with_others(|reader| lots(reader, "7"));
        (long, short)
    });
    assert_eq!(long.blocking_recv().unwrap().unwrap(), 30);
    assert!(short.blocking_recv().unwrap().unwrap().is_some());
}

#[test]
fn what_cannot_be_asked_is_told_to_who_asked_it() {
    let shop = shop();
    shop.register("7");
    let (bad, lost, good) = together(&shop, || {
        let bad = shop
            .store
            .read_with_others(|reader| lots(reader, "no \0 in a text"));
        let lost = shop
            .store
            .read_with_others::<()>(|_| panic!("a reading that panics"));
        let good = shop.store.read_with_others(|reader| lots(reader, "7"));
        (bad, lost, good)
    });
    let refused = bad.blocking_recv().unwrap();
    assert!(
        matches!(refused, Err(StoreError::Database(_))),
        "{refused:?}"
    );
    assert!(lost.blocking_recv().is_err(), "nobody answers for it");
    assert!(good.blocking_recv().unwrap().unwrap().is_some());
}

#[test]
fn a_connection_that_is_lost_is_made_anew() {
    let shop = shop();
    let ann = shop.register("7");
    let ask = || shop.store.read_with_others(|reader| lots(reader, "7"));
    assert!(ask().blocking_recv().unwrap().unwrap().is_some());
    engine::change(
        shop.folder.path(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    let again = ask().blocking_recv().unwrap().unwrap();
    assert_eq!(again, Some((ann, 0)));
}

#[test]
fn what_was_committed_before_is_read() {
    let shop = shop();
    let ann = shop.register("7");
    for lot in 1..=20_u32 {
        shop.commit(shop.sale(ann, i64::from(lot), lot, day(1)));
        let read = shop.store.read_with_others(|reader| lots(reader, "7"));
        let expected = Some((ann, usize::try_from(lot).unwrap()));
        assert_eq!(read.blocking_recv().unwrap().unwrap(), expected);
    }
}
