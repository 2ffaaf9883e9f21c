//! Several processes on one database: what one does for all, and their numbers.

use std::collections::BTreeSet;
use std::time::Duration;

use regulars_engine::id::IdMaker;
use regulars_store::*;
use regulars_testkit::postgres::execute;

use crate::engine;
use crate::support::*;

const LONG: Duration = Duration::from_secs(3_600);

/// Another process on the database of a shop.
fn beside(shop: &Shop) -> Store {
    engine::open(shop.folder.path(), Options::default()).unwrap()
}

fn under(lease: Lease) -> Changeset {
    Changeset {
        posted_at: day(1),
        held: Some(Held::Lease(lease)),
        facts: vec![Fact {
            at: day(1),
            kind: "work.done",
            owner: None,
            payload: "{}".to_owned(),
        }],
        ..Changeset::default()
    }
}

#[test]
fn one_process_leads_and_the_next_one_has_a_greater_number() {
    let shop = Shop::open();
    let other = beside(&shop);
    let first = shop.store.lead("work", LONG).unwrap().unwrap();
    assert_eq!(shop.store.lead("work", LONG).unwrap(), Some(first));
    assert_eq!(other.lead("work", LONG).unwrap(), None);
    assert!(other.lead("other work", LONG).unwrap().is_some());
    shop.commit(under(first));
    shop.store.stop_leading("work").unwrap();
    let second = other.lead("work", LONG).unwrap().unwrap();
    assert!(second.number > first.number, "{first:?} {second:?}");
    assert_eq!(shop.refuse(under(first)), CommitError::LeaseLost);
    other.commit_blocking(under(second)).unwrap();
    drop(other);
    let third = shop.store.lead("work", LONG).unwrap().unwrap();
    assert!(third.number > second.number, "{second:?} {third:?}");
}

#[test]
fn a_leader_that_was_paused_writes_nothing_when_it_wakes_up() {
    let shop = Shop::open();
    let other = beside(&shop);
    // Paused for longer than its lease lasts.
    let slept = shop.store.lead("work", Duration::ZERO).unwrap().unwrap();
    shop.commit(under(slept));
    let woken = other.lead("work", LONG).unwrap().unwrap();
    assert_eq!(shop.refuse(under(slept)), CommitError::LeaseLost);
    other.commit_blocking(under(woken)).unwrap();
    let facts = shop.read_caught_up(|reader| reader.journal(0, 10));
    assert_eq!(facts.len(), 2, "before the pause, and of the other one");
}

#[test]
fn a_job_is_leased_by_one_of_many_that_ask_at_once() {
    let shop = Shop::open();
    let other = beside(&shop);
    let jobs = (0..100).map(|number| NewJob {
        kind: "daily",
        lane: Lane::Bulk,
        key: number.to_string(),
        due_at: day(0),
        payload: "{}".to_owned(),
    });
    shop.commit(Changeset {
        posted_at: day(0),
        jobs: jobs.collect(),
        ..Changeset::default()
    });
    let leased = |store: &Store| {
        let next = || {
            let jobs = store.lease_jobs(&[Lane::Bulk], day(1), day(2), 3).unwrap();
            (!jobs.is_empty()).then_some(jobs)
        };
        std::iter::from_fn(next).flatten().collect::<Vec<Job>>()
    };
    let all: Vec<Job> = std::thread::scope(|scope| {
        let stores = [&shop.store, &other, &shop.store, &other];
        let asking = stores.map(|store| scope.spawn(move || leased(store)));
        let answers = asking.map(|answer| answer.join().unwrap());
        answers.into_iter().flatten().collect()
    });
    // Who finds only what others have locked goes away empty-handed, and comes again.
    let left = leased(&shop.store);
    let keys: BTreeSet<&str> = all
        .iter()
        .chain(&left)
        .map(|job| job.key.as_str())
        .collect();
    assert_eq!((keys.len(), all.len() + left.len()), (100, 100));
}

#[test]
fn processes_make_ids_that_never_meet() {
    let shop = Shop::open();
    let mut processes: Vec<Store> = (0..9).map(|_| beside(&shop)).collect();
    // Some leave, and others take their numbers.
    processes.drain(..3);
    processes.extend((0..3).map(|_| beside(&shop)));
    let nodes = processes.iter().map(Store::node).chain([shop.store.node()]);
    let numbers: BTreeSet<u16> = nodes.clone().map(|node| node.number).collect();
    assert_eq!(numbers.len(), 10, "{numbers:?}");
    let ids = nodes.flat_map(|node| {
        let mut maker = IdMaker::after(node.number, node.after);
        (0..5_000).map(move |_| maker.next(START_MS))
    });
    assert_eq!(ids.collect::<BTreeSet<i64>>().len(), 50_000);
}

#[test]
fn a_process_whose_number_another_has_taken_writes_nothing_under_it() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let before = shop.store.node();
    let name = format!("node/{}", before.number);
    // It was away for so long that another process has its number now.
    let taken = "UPDATE leases SET number = number + 1, holder = 7, until = 9e15::bigint";
    let url = engine::url(shop.folder.path());
    execute(&url, &format!("{taken} WHERE name = '{name}'"));
    let sale = shop.sale(ann, 1, 1, day(1));
    assert_eq!(shop.refuse(sale.clone()), CommitError::Lost);
    let after = shop.store.node();
    assert_ne!(after.number, before.number);
    let greatest = shop.store.read(|reader| reader.marks()).unwrap().last_id;
    assert!(after.after >= greatest, "{after:?}");
    assert_eq!(shop.available(ann), 0);
    // Decided anew, with ids of the new number.
    assert_eq!(shop.commit(sale), Committed::Posted);
    shop.assert_sound();
}

#[test]
fn a_quote_without_a_hold_is_known_to_other_processes_until_its_time() {
    let shop = Shop::open();
    let other = beside(&shop);
    let ann = shop.register("1");
    let quote = regulars_engine::id::QuoteId::from_raw(7);
    let remembered = RememberedQuote {
        owner: Some(ann),
        version: ProgramVersion {
            program: regulars_engine::name::ProgramId::new("club"),
            version: 3,
        },
        promise: "{}".to_owned(),
    };
    shop.store
        .remember_quote(quote, &remembered, day(1))
        .unwrap();
    let known = || other.read(|reader| reader.remembered_quote(quote)).unwrap();
    assert_eq!(known(), Some(remembered));
    assert_eq!(other.forget_quotes(hour(23), 9).unwrap(), 0);
    assert_eq!(other.forget_quotes(day(1), 9).unwrap(), 1);
    assert_eq!(known(), None);
}
