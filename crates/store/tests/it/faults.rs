//! Disks that fail, processes that die: what was acknowledged is there, what is there once is there once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use regulars_store::*;

use crate::support::*;

/// Options whose store meets a fault at a point, once, after the switch is turned on.
fn one_fault(point: FaultPoint, fault: Fault) -> (Options, Arc<AtomicBool>) {
    let switch = Arc::new(AtomicBool::new(false));
    let on = Arc::clone(&switch);
    let hook = FaultHook::new(move |at| {
        if at == point && on.swap(false, Ordering::SeqCst) {
            fault
        } else {
            Fault::None
        }
    });
    (
        Options {
            faults: Some(hook),
            ..Options::default()
        },
        switch,
    )
}

#[test]
fn a_commit_that_failed_is_refused_and_can_be_sent_again() {
    let (options, switch) = one_fault(FaultPoint::BeforeCommit, Fault::Error);
    let shop = Shop::with(options);
    let ann = shop.register("1");
    let sale = shop.sale(ann, 1, 1, day(1));
    switch.store(true, Ordering::SeqCst);
    assert!(matches!(shop.refuse(sale.clone()), CommitError::Broken(_)));
    assert_eq!(shop.available(ann), 0);
    assert!(matches!(shop.commit(sale), Committed::Posted));
    assert_eq!(shop.available(ann), 30);
    shop.assert_sound();
}

#[test]
fn a_batch_whose_commit_failed_is_retried_one_by_one() {
    let (options, switch) = one_fault(FaultPoint::BeforeCommit, Fault::Error);
    let shop = Shop::with(options);
    let ann = shop.register("1");
    switch.store(true, Ordering::SeqCst);
    let sales = (1..=20_u32).map(|turn| {
        shop.store
            .submit(shop.sale(ann, i64::from(turn), turn, day(1)))
    });
    let answers: Vec<_> = sales
        .collect::<Vec<_>>()
        .into_iter()
        .map(|answer| answer.blocking_recv().unwrap())
        .collect();
    // The first may have been alone in its batch; it alone may then have heard of the fault.
    let posted = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(shop.available(ann), 30 * i64::try_from(posted).unwrap());
    shop.assert_sound();
}

#[test]
fn a_commit_that_is_there_though_it_reported_an_error_is_acknowledged() {
    let (options, switch) = one_fault(FaultPoint::AfterCommit, Fault::Error);
    let shop = Shop::with(options);
    let ann = shop.register("1");
    switch.store(true, Ordering::SeqCst);
    assert_eq!(shop.commit(shop.sale(ann, 1, 1, day(1))), Committed::Posted);
    assert_eq!(shop.available(ann), 30);
    assert_eq!(shop.commit(shop.sale(ann, 2, 2, day(2))), Committed::Posted);
    shop.assert_sound();
}

#[test]
fn a_crash_between_commit_and_acknowledgement_is_answered_after_the_restart() {
    let (options, switch) = one_fault(FaultPoint::AfterCommit, Fault::Die);
    let shop = Shop::with(options);
    let ann = shop.register("1");
    let sale = Changeset {
        call: Some(call("p-1", 1)),
        ..shop.sale(ann, 1, 1, day(1))
    };
    switch.store(true, Ordering::SeqCst);
    assert!(
        shop.store.submit(sale.clone()).blocking_recv().is_err(),
        "nobody was told"
    );
    assert!(
        matches!(shop.refuse(touched(ann, 2)), CommitError::Broken(_)),
        "the writer is dead"
    );
    let shop = shop.reopen(Options::default());
    assert_eq!(
        shop.commit(sale),
        Committed::Replayed(call("p-1", 1).answer)
    );
    assert_eq!(shop.available(ann), 30);
    shop.assert_sound();
}

#[test]
fn a_crash_before_commit_leaves_nothing() {
    let (options, switch) = one_fault(FaultPoint::BeforeCommit, Fault::Die);
    let shop = Shop::with(options);
    let ann = shop.register("1");
    let sale = Changeset {
        call: Some(call("p-1", 1)),
        ..shop.sale(ann, 1, 1, day(1))
    };
    switch.store(true, Ordering::SeqCst);
    assert!(shop.store.submit(sale.clone()).blocking_recv().is_err());
    let shop = shop.reopen(Options::default());
    assert_eq!(shop.available(ann), 0);
    assert!(matches!(shop.commit(sale), Committed::Posted));
    shop.assert_sound();
}

/// The disk is full in the middle of a batch: what was acknowledged stays, the rest is told so, and once there is room
/// everything goes on.
#[test]
fn a_full_disk_refuses_clearly_and_recovers() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let shop = shop.reopen(Options {
        max_pages: Some(120),
        ..Options::default()
    });
    let mut version = 1_i64;
    let mut full = 0;
    while full < 3 {
        let bulky = |turn: u32| {
            let mut sale = shop.sale(
                ann,
                version + i64::from(turn),
                u32::try_from(version).unwrap() + turn,
                day(1),
            );
            sale.purchases[0].decision = Some("x".repeat(20_000));
            sale
        };
        let sent: Vec<_> = (0..8).map(|turn| shop.store.submit(bulky(turn))).collect();
        let answers: Vec<_> = sent
            .into_iter()
            .map(|answer| answer.blocking_recv().unwrap())
            .collect();
        let posted = answers.iter().filter(|answer| answer.is_ok()).count();
        full += answers
            .iter()
            .filter(|answer| **answer == Err(CommitError::Full))
            .count();
        version += i64::try_from(posted).unwrap();
        assert_eq!(
            shop.version_of(ann),
            version,
            "acknowledged is there, refused is not"
        );
    }
    shop.assert_sound();
    let shop = shop.reopen(Options::default());
    let lot = u32::try_from(version).unwrap();
    assert!(matches!(
        shop.commit(shop.sale(ann, version, lot, day(2))),
        Committed::Posted
    ));
    assert_eq!(shop.available(ann), 30 * version);
    shop.assert_sound();
}
