//! Backup while everything goes on, restore into an empty folder.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use regulars_store::*;

use crate::engine;
use crate::staff::{added, open, sessions};
use crate::support::*;

fn restored(from: &Path, to: &Path) -> Result<VerifyReport, StoreError> {
    engine::at(to, |to| regulars_store::restore(from, to, |_| {}))
}

#[test]
fn a_backup_taken_while_writing_is_of_one_instant_and_verifies() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let copies = tempfile::tempdir().unwrap();
    let stop = AtomicBool::new(false);
    let written = thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut turn = 1;
            while !stop.load(Ordering::SeqCst) || turn < 50 {
                let mut sale = shop.sale(ann, i64::from(turn), turn, day(1));
                sale.purchases[0].decision = Some("x".repeat(30_000));
                shop.commit(sale);
                turn += 1;
            }
            turn
        });
        while shop.version_of(ann) < 20 {
            thread::yield_now();
        }
        let mut seen = 0;
        shop.store
            .backup(copies.path(), |progress| seen = progress.done)
            .unwrap();
        assert!(seen > 20);
        stop.store(true, Ordering::SeqCst);
        writing.join().unwrap()
    });
    let aside = tempfile::tempdir().unwrap();
    let to = aside.path().join("data");
    let report = restored(copies.path(), &to).unwrap();
    assert!(
        report.ok && report.purchases >= 19 && report.purchases <= u64::from(written),
        "{report:?}"
    );
    assert_eq!(
        std::fs::read_dir(copies.path()).unwrap().count(),
        1,
        "one file and no other"
    );

    let copy = engine::open(&to, Options::default()).unwrap();
    let (before, after) = (
        shop.store.read(|reader| reader.marks()).unwrap(),
        copy.read(|reader| reader.marks()).unwrap(),
    );
    assert_eq!(after.epoch, before.epoch + 1);
    assert_ne!(after.instance, before.instance);
    let version = copy
        .read(|reader| reader.member(ann))
        .unwrap()
        .unwrap()
        .version;
    copy.commit_blocking(shop.sale(ann, version, u32::try_from(version).unwrap(), day(3)))
        .unwrap();
    assert!(copy.verify(|_| {}).unwrap().ok);
}

#[test]
fn nothing_is_overwritten() {
    let shop = Shop::open();
    shop.register("1");
    let copies = tempfile::tempdir().unwrap();
    shop.store.backup(copies.path(), |_| {}).unwrap();
    assert!(matches!(
        shop.store.backup(copies.path(), |_| {}),
        Err(StoreError::Occupied { .. })
    ));
    let Shop { store, folder, .. } = shop;
    drop(store);
    let occupied = restored(copies.path(), folder.path());
    assert!(matches!(occupied, Err(StoreError::Occupied { .. })));
    let empty = tempfile::tempdir().unwrap();
    let nothing = restored(empty.path(), &empty.path().join("to"));
    assert!(matches!(nothing, Err(StoreError::NoDatabase { .. })));
}

#[test]
fn a_backup_that_does_not_verify_is_not_restored() {
    let shop = Shop::open();
    let ann = shop.register("1");
    shop.commit(shop.sale(ann, 1, 1, day(1)));
    let copies = tempfile::tempdir().unwrap();
    shop.store.backup(copies.path(), |_| {}).unwrap();
    let conn = rusqlite::Connection::open(copies.path().join("regulars.db")).unwrap();
    conn.execute_batch("UPDATE balances SET available = 1")
        .unwrap();
    let to = copies.path().join("to");
    let refused = restored(copies.path(), &to).unwrap_err();
    assert!(
        matches!(refused, StoreError::Unsound { differences: 1, .. }),
        "{refused}"
    );
    let left = std::fs::read_dir(&to).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().starts_with("regulars.db"))
    );
    conn.execute_batch("UPDATE balances SET available = 30")
        .unwrap();
    assert!(restored(copies.path(), &to).unwrap().ok);
}

#[test]
fn a_backup_that_is_restored_lets_nobody_in_by_an_old_session() {
    let shop = Shop::open();
    let anna = added(&shop, "anna");
    shop.commit(sessions(hour(1), vec![open(1, anna.id)]));
    let (copies, aside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shop.store.backup(copies.path(), |_| {}).unwrap();
    let to = aside.path().join("data");
    restored(copies.path(), &to).unwrap();
    let copy = engine::open(&to, Options::default()).unwrap();
    let read =
        |reader: &Reader<'_>| Ok((reader.session_by_hash(&[1; 32])?, reader.staff(anna.id)?));
    assert_eq!(copy.read(read).unwrap(), (None, Some(anna)));
}

#[test]
fn a_restored_copy_does_nothing_by_itself_until_it_is_told_to_go_on() {
    let shop = Shop::open();
    let (copies, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shop.store.backup(copies.path(), |_| {}).unwrap();
    restored(copies.path(), to.path()).unwrap();
    let phase = || {
        let copy = engine::open(to.path(), Options::default()).unwrap();
        copy.read(|reader| reader.phase()).unwrap()
    };
    assert_eq!(phase(), Phase::Restored);
    let resumed = || engine::at(to.path(), |at| resume(at, false)).unwrap();
    assert_eq!(resumed(), Phase::Restored);
    assert_eq!(phase(), Phase::Working);
    assert_eq!(resumed(), Phase::Working);
}

#[test]
fn a_restored_copy_knows_since_when_and_goes_on_while_it_is_open() {
    let shop = Shop::open();
    let (copies, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shop.store.backup(copies.path(), |_| {}).unwrap();
    restored(copies.path(), to.path()).unwrap();
    let copy = engine::open(to.path(), Options::default()).unwrap();
    let read = |reader: &Reader<'_>| Ok((reader.phase()?, reader.restored_at()?));
    let (phase, since) = copy.read(read).unwrap();
    assert_eq!(phase, Phase::Restored);
    assert!(since.unwrap() > day(0), "{since:?}");
    assert_eq!(shop.store.read(read).unwrap(), (Phase::Working, None));
    copy.resume().unwrap();
    assert_eq!(copy.read(read).unwrap(), (Phase::Working, since));
    copy.resume().unwrap();
}
