//! The engine this run of the suite is for: PostgreSQL, a database for each shop.

use std::fs;
use std::path::Path;

use regulars_store::{Options, Site, Store, StoreError};
use regulars_testkit::postgres::{execute, new_database, strings};

/// Opens the store of a folder, made by the first opening; the folder keeps the address of the database.
pub fn open(folder: &Path, options: Options) -> Result<Store, StoreError> {
    Store::connect(&url(folder), folder, &options)
}

/// What is done with the data of a folder as a whole.
pub fn at<T>(folder: &Path, work: impl FnOnce(Site<'_>) -> T) -> T {
    let url = url(folder);
    work(Site::Postgres { url: &url, folder })
}

/// Waits until the journal has every fact that is committed.
pub fn catch_up(store: &Store) {
    store.settle().unwrap();
}

/// What a link to a row that is not there is reported as, beside what the tables themselves contradict. Here every
/// link is held by the engine while it writes, and not looked at again.
pub const STRAY_LINK: &[(&str, &str, &str)] = &[];

/// Sums kept in shares, by the name of what they add up to.
const SHARED: [&str; 9] = [
    "sales_days",
    "sales_hours",
    "points_hours",
    "points_left",
    "members_joined",
    "members_in_tiers",
    "unit_hours",
    "level_hours",
    "coupon_hours",
];

/// Changes the data by hand, behind the store's back.
pub fn change(folder: &Path, sql: &str) {
    let mut sql = sql.to_owned();
    for name in SHARED {
        for verb in ["UPDATE", "DELETE FROM"] {
            let table = format!("{verb} {name}");
            sql = sql.replace(&table, &format!("{table}_shares"));
        }
    }
    // As if whatever holds the tables together were not there.
    execute(
        &url(folder),
        &format!("SET session_replication_role = replica; {sql}"),
    );
}

/// The address of a folder's database, made when it is first asked for.
pub fn url(folder: &Path) -> String {
    fs::create_dir_all(folder).unwrap();
    let kept = folder.join("database");
    if !kept.exists() {
        fs::write(&kept, new_database()).unwrap();
    }
    fs::read_to_string(folder.join("database")).unwrap()
}

/// Whether changesets of different owners, sent one after another, are decided in that order.
pub const IN_ORDER: bool = false;

/// Rows that a question gives, behind the store's back.
pub fn count(folder: &Path, sql: &str) -> usize {
    strings(&url(folder), &sql.replacen("SELECT 1", "SELECT '1'", 1)).len()
}
