//! A database of the first tables of PostgreSQL opens after all later migrations, also after one was cut off.

use regulars_engine::id::MemberId;
use regulars_store::*;
use regulars_testkit::postgres::{execute, new_database, strings};

/// The first tables of PostgreSQL, as they were: this text is never changed.
const TABLES: &str = include_str!("../../migrations/postgres/0001_start.sql");
/// What a shop of then had written.
const ROWS: &str = include_str!("first.sql");

/// A database as it was left then.
fn first_tables() -> String {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL);
         INSERT INTO schema_migrations VALUES (9, 'start');",
    );
    execute(&url, TABLES);
    execute(&url, ROWS);
    url
}

/// Opens a database; its books verify and its balances are those of then.
fn check(url: &str) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::connect(url, folder.path(), &Options::default()).unwrap();
    let report = store.verify(|_| {}).unwrap();
    assert!(report.ok, "{report:#?}");
    assert_eq!((report.members, report.purchases), (2, 3));
    let balance = |owner| {
        let owner = MemberId::from_raw(owner);
        let balances = store.read(|reader| reader.balances(owner)).unwrap();
        balances.first().map(|balance| balance.available.raw())
    };
    assert_eq!((balance(1), balance(2)), (Some(4), None));
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
fn a_database_of_the_first_tables_opens_with_the_same_books() {
    let url = first_tables();
    check(&url);
    check(&url);
}

#[test]
fn a_later_migration_that_was_cut_off_is_made_by_the_next_process() {
    let url = first_tables();
    let folder = tempfile::tempdir().unwrap();
    // In the way of the last one: those before it are undone with it, and what the shop had written stays.
    execute(&url, "CREATE TABLE claims (id BIGINT)");
    assert!(Store::connect(&url, folder.path(), &Options::default()).is_err());
    let last = strings(&url, "SELECT max(version)::text FROM schema_migrations");
    assert_eq!(last, ["9"]);
    execute(&url, "DROP TABLE claims");
    check(&url);
}

#[test]
fn a_first_migration_that_was_cut_off_is_made_by_the_next_process() {
    let (url, folder) = (new_database(), tempfile::tempdir().unwrap());
    let connect = || Store::connect(&url, folder.path(), &Options::default());
    // In the way of the last statements of the first migration: everything before it is undone with it.
    execute(&url, "CREATE TABLE discrepancies (purchase BIGINT)");
    assert!(connect().is_err());
    let tables =
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    assert_eq!(strings(&url, tables), ["discrepancies"]);
    execute(&url, "DROP TABLE discrepancies");
    let store = connect().unwrap();
    assert!(store.verify(|_| {}).unwrap().ok);
}
