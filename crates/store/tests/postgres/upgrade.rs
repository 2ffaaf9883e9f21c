//! A migration that is cut off on PostgreSQL leaves the tables as they were, and the next process makes it.

use regulars_store::*;
use regulars_testkit::postgres::{execute, new_database, strings};

#[test]
fn a_migration_that_was_cut_off_is_made_by_the_next_process() {
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
