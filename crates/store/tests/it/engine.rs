//! The engine this run of the suite is for: SQLite, in the data folder.

use std::path::Path;

use regulars_store::{Options, Site, Store, StoreError};
use rusqlite::Connection;

/// Opens the store of a folder, made by the first opening.
pub fn open(folder: &Path, options: Options) -> Result<Store, StoreError> {
    Store::open(folder, options)
}

/// What is done with the data of a folder as a whole.
pub fn at<T>(folder: &Path, work: impl FnOnce(Site<'_>) -> T) -> T {
    work(Site::Folder(folder))
}

/// Waits until the journal has every fact that is committed: here it always has.
pub fn catch_up(_store: &Store) {}

/// What a link to a row that is not there is reported as, beside what the tables themselves contradict.
pub const STRAY_LINK: &[(&str, &str, &str)] = &[("its row of owners", "stored", "missing")];

/// Changes the data by hand, behind the store's back.
pub fn change(folder: &Path, sql: &str) {
    let conn = Connection::open(folder.join("regulars.db")).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.execute_batch(sql).unwrap();
}

/// Whether changesets of different owners, sent one after another, are decided in that order.
pub const IN_ORDER: bool = true;

/// Rows that a question gives, behind the store's back.
pub fn count(folder: &Path, sql: &str) -> usize {
    let conn = Connection::open(folder.join("regulars.db")).unwrap();
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map((), |_| Ok(())).unwrap();
    rows.count()
}
