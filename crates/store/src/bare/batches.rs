//! The bare loop on SQLite.

use std::path::Path;

use rusqlite::{Connection, params_from_iter};

use super::{Rows, writing};
use crate::database::{Kept, ToValue};
use crate::{Options, StoreError, connection, folder};

/// Pages of the log after which SQLite, left to itself, copies it into the database.
const CHECKPOINT_PAGES: u32 = 1_000;

/// One connection, without a writer thread: every statement prepared once, so many purchases in a transaction.
#[derive(Debug)]
pub struct Batches {
    conn: Connection,
}

impl Batches {
    /// Opens the database of a folder, set up as a store's writer is, save that COMMIT makes the checkpoints itself.
    ///
    /// # Errors
    /// A folder that cannot be used.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let conn = connection::writing(&folder::database(folder), &Options::default())?;
        conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        Ok(Self { conn })
    }

    /// Writes rows, so many purchases in a transaction. Each COMMIT has returned before the next one begins.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn write(&self, rows: &Rows, batch: usize) -> Result<(), StoreError> {
        let prepared = writing().map(|statement| self.conn.prepare(statement.text));
        let mut prepared = prepared.collect::<Result<Vec<_>, _>>()?;
        for purchases in rows.0.chunks(batch.max(1)) {
            self.conn.execute_batch("BEGIN IMMEDIATE")?;
            for write in purchases.iter().flat_map(|purchase| &purchase.writes) {
                if let Some(statement) = prepared.get_mut(write.statement) {
                    statement.execute(params_from_iter(write.values.iter().map(Kept::value)))?;
                }
            }
            self.conn.execute_batch("COMMIT")?;
        }
        Ok(())
    }
}
