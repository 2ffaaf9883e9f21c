//! The engine this run of the suite is for: PostgreSQL, a database for each shop.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use regulars_store::{Options, Store, StoreError};
use tokio_postgres::NoTls;

/// Opens the store of a folder, made by the first opening; the folder keeps the name of the database.
pub fn open(folder: &Path, options: Options) -> Result<Store, StoreError> {
    fs::create_dir_all(folder).unwrap();
    let kept = folder.join("database");
    if !kept.exists() {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("suite_{}_{number}", std::process::id());
        run(&server(), &format!("CREATE DATABASE {name}"));
        fs::write(&kept, name).unwrap();
    }
    Store::connect(&url(folder), folder, &options)
}

/// Waits until the journal has every fact that is committed.
pub fn catch_up(store: &Store) {
    store.settle().unwrap();
}

/// What a link to a row that is not there is reported as, beside what the tables themselves contradict. Here every
/// link is held by the engine while it writes, and not looked at again.
pub const STRAY_LINK: &[(&str, &str, &str)] = &[];

/// Sums kept in shares, by the name of what they add up to.
const SHARED: [&str; 6] = [
    "sales_days",
    "sales_hours",
    "points_hours",
    "points_left",
    "members_joined",
    "members_in_tiers",
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
    run(
        &url(folder),
        &format!("SET session_replication_role = replica; {sql}"),
    );
}

fn url(folder: &Path) -> String {
    let name = fs::read_to_string(folder.join("database")).unwrap();
    format!("{}/{name}", server())
}

fn server() -> String {
    std::env::var("REGULARS_POSTGRES").expect("the address of a server in REGULARS_POSTGRES")
}

fn run(url: &str, sql: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(sql).await.unwrap();
    });
}

/// Whether changesets of different owners, sent one after another, are decided in that order.
pub const IN_ORDER: bool = false;
