//! A data folder of the first released tables opens after all later migrations, also after one was cut off.

use std::path::Path;

use regulars_engine::id::MemberId;
use regulars_store::*;
use rusqlite::Connection;

/// The tables of the first release, as they were: this text is never changed.
const TABLES: &str = include_str!("../../../migrations/0001_start.sql");
/// What a shop of then had written.
const ROWS: &str = include_str!("first.sql");

/// A data folder as the first release has left it.
fn first_release(folder: &Path) -> Connection {
    let conn = Connection::open(folder.join("regulars.db")).unwrap();
    conn.execute_batch(
        "CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
         INSERT INTO schema_migrations VALUES (1, 'start');",
    )
    .unwrap();
    conn.execute_batch(TABLES).unwrap();
    conn.execute_batch(ROWS).unwrap();
    conn
}

/// Its books verify and its balances are those of then.
fn check(folder: &Path) {
    let store = Store::open(folder, Options::default()).unwrap();
    let report = store.verify(|_| {}).unwrap();
    assert!(report.ok, "{report:#?}");
    assert_eq!((report.members, report.purchases), (2, 3));
    let balance = |owner| {
        let owner = MemberId::from_raw(owner);
        let balances = store.read(|reader| reader.balances(owner)).unwrap();
        balances.first().map(|balance| balance.available.raw())
    };
    assert_eq!(balance(1), Some(4));
    assert_eq!(balance(2), None);
    let found = |q: &str| {
        let filter = MemberFilter {
            q: Some(q.to_owned()),
            ..MemberFilter::default()
        };
        let page = store.read(|reader| reader.search_members(&filter, None, 10));
        page.unwrap().items.len()
    };
    assert_eq!((found("алёнова"), found("7000ab")), (1, 1));
    let facts = store.read(|reader| reader.journal(0, 10)).unwrap();
    assert_eq!(facts.iter().map(|fact| fact.pos).max(), Some(4));
}

#[test]
fn a_folder_of_the_first_release_opens_with_the_same_books() {
    let folder = tempfile::tempdir().unwrap();
    drop(first_release(folder.path()));
    check(folder.path());
    check(folder.path());
}

#[test]
fn a_migration_that_was_cut_off_is_made_again_from_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let conn = first_release(folder.path());
    // Half of the second migration, and the process was gone: SQLite undoes what was not committed.
    conn.execute_batch("BEGIN IMMEDIATE; CREATE TABLE staff (id INTEGER PRIMARY KEY) STRICT;")
        .unwrap();
    let copies = tempfile::tempdir().unwrap();
    for name in ["regulars.db", "regulars.db-journal", "regulars.db-wal"] {
        let from = folder.path().join(name);
        if from.exists() {
            std::fs::copy(from, copies.path().join(name)).unwrap();
        }
    }
    drop(conn);
    check(copies.path());
}
