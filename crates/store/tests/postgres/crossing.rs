//! A backup is restored into either engine, whichever it is of.

use std::path::Path;

use regulars_store::*;
use regulars_testkit::postgres::new_database;

use crate::moving::{seen, shop};
use crate::support::*;

/// Restores the backup of a store and opens the copy, which must hold what the store does, be another instance, and go on where
/// the store stands once it is told to.
fn crossed(shop: &Shop, store: &Store, to: Site<'_>, open: impl Fn() -> Store) -> Store {
    let before = seen(store);
    let copies = tempfile::tempdir().unwrap();
    store.backup(copies.path(), |_| {}).unwrap();
    let report = restore(copies.path(), to, |_| {}).unwrap();
    assert!(report.ok, "{report:?}");
    assert!(restore(copies.path(), to, |_| {}).is_err(), "written over");

    let copy = open();
    let after = seen(&copy);
    assert_eq!((&after.0, &after.1), (&before.0, &before.1));
    assert!(after.3);
    assert_eq!(after.2.epoch, before.2.epoch + 1);
    assert_ne!(after.2.instance, before.2.instance);
    let (phase, session) = copy
        .read(|reader| Ok((reader.phase()?, reader.session_by_hash(&[1; 32])?)))
        .unwrap();
    assert_eq!((phase, session), (Phase::Restored, None));

    assert_eq!(resume(to, false).unwrap(), Phase::Restored);
    let newest = { after.1.iter() }.max_by_key(|row| row.version).unwrap();
    let lot = u32::try_from(newest.version).unwrap();
    copy.commit_blocking(shop.sale(newest.id, newest.version, lot, day(3)))
        .unwrap();
    let gone_on = seen(&copy);
    let positions: Vec<i64> = gone_on.0.iter().map(|fact| fact.pos).collect();
    let dense: Vec<i64> = (1..).take(positions.len()).collect();
    assert_eq!(positions, dense);
    assert!(gone_on.3);
    copy
}

fn folder(at: &Path) -> Store {
    Store::open(at, Options::default()).unwrap()
}

#[test]
fn a_backup_of_either_engine_goes_into_the_other() {
    let shop = shop();
    let aside = tempfile::tempdir().unwrap();
    let there = aside.path().join("data");
    let embedded = crossed(&shop, &shop.store, Site::Folder(&there), || folder(&there));

    let (url, files) = (new_database(), aside.path().join("files"));
    let database = Site::Postgres {
        url: &url,
        folder: &files,
    };
    let connect = || Store::connect(&url, &files, &Options::default()).unwrap();
    crossed(&shop, &embedded, database, connect);
}
