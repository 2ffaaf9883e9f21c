//! Connections and how they are set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::{Durable, Options, StoreError};

/// How long a reader waits: only while the log is put in order after a crash.
const BUSY: Duration = Duration::from_secs(10);

/// Statements kept prepared; there are fewer.
const STATEMENTS: usize = 200;

/// A connection that writes. Checkpoints are made apart (see `writer/checkpoint.rs`), never inside a COMMIT.
pub(crate) fn writing(path: &Path, options: &Options) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(options.busy)?;
    settle_plans(&conn)?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Database(format!(
            "the database does not take a write-ahead log, only `{mode}`"
        )));
    }
    let synchronous = match options.durable {
        Durable::AtCommit => "FULL",
        Durable::OnceSettled => "OFF",
    };
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    conn.pragma_update(None, "cache_size", -(i64::from(options.cache_mib) << 10))?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    if let Some(pages) = options.max_pages {
        conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    Ok(conn)
}

/// A connection that only reads.
pub(crate) fn reading(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    settle_plans(&conn)?;
    conn.pragma_update(None, "cache_size", -(16 << 10))?;
    Ok(conn)
}

/// Each statement is prepared once and planned once. Without the stability guarantee SQLite looks at the values of
/// parameters to plan, and so prepares a statement with a range again at every run: half the time of a situation.
fn settle_plans(conn: &Connection) -> Result<(), StoreError> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
