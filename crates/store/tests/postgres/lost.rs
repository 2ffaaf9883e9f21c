//! A connection that is lost around COMMIT: the mark in the database tells what became of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use regulars_store::*;

use crate::support::*;

/// Strikes once, when it is told to.
fn lose(at: FaultPoint) -> (Options, Arc<AtomicBool>) {
    let switch = Arc::new(AtomicBool::new(false));
    let armed = Arc::clone(&switch);
    let hook = FaultHook::new(move |point| {
        if point == at && armed.swap(false, Ordering::SeqCst) {
            Fault::Error
        } else {
            Fault::None
        }
    });
    let options = Options {
        faults: Some(hook),
        ..Options::default()
    };
    (options, switch)
}

#[test]
fn a_commit_is_made_once_whenever_the_connection_is_lost() {
    for point in [FaultPoint::BeforeCommit, FaultPoint::AfterCommit] {
        let (options, switch) = lose(point);
        let shop = Shop::with(options);
        let ann = shop.register("1");
        for turn in 1..=3_u32 {
            switch.store(true, Ordering::SeqCst);
            let sale = shop.sale(ann, i64::from(turn), turn, day(1));
            assert_eq!(shop.commit(sale), Committed::Posted, "{point:?}");
            assert!(!switch.load(Ordering::SeqCst), "the fault did not strike");
            assert_eq!(shop.available(ann), i64::from(turn) * 30, "{point:?}");
        }
        let facts = shop.read_caught_up(|reader| reader.journal(0, 10));
        assert_eq!(facts.len(), 3, "{point:?}");
        shop.assert_sound();
    }
}
