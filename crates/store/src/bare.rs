//! The bare loop: the yardstick of `bench till`, used by nothing else.
//!
//! How fast can this machine write what purchases write, if nothing is parsed, loaded, decided, guarded or answered?
//! [`Bare::rows`] takes down what purchases have written, as the parameters of the statements that wrote it, and
//! [`Bare::write`] runs those statements again in another copy of the database: one connection, set up as the writer's
//! is, every statement prepared once, so many purchases in a transaction. The share of that speed which the whole way
//! through HTTP keeps is the benchmark's figure. It writes rows of purchases under programs without counters and tiers.

use std::path::Path;

use regulars_engine::id::PurchaseId;
use rusqlite::{Connection, params_from_iter};
use serde::Deserialize;

use crate::database::{Kept, Row, ToValue};
use crate::rows::{all, one, sql_limit};
use crate::sql::{Statement, bare as sql, call, journal, ledger, owner, purchase};
use crate::{Options, StoreError, connection, folder};

/// Pages of the log after which SQLite, left to itself, copies it into the database.
const CHECKPOINT_PAGES: u32 = 1_000;

/// What is read of a purchase, and the statement that had written it.
const COPIES: [(Statement, Statement); 9] = [
    (sql::BARE_CALL, call::CALL_PUT),
    (sql::BARE_PURCHASE, purchase::PURCHASE_INSERT),
    (sql::BARE_LINE, purchase::PURCHASE_INSERT_LINE),
    (sql::BARE_DECISION, purchase::PURCHASE_INSERT_DECISION),
    (sql::BARE_OWNER, owner::OWNER_MOVE_AND_PLAN),
    (sql::BARE_ENTRY, ledger::ENTRY_INSERT),
    (sql::BARE_BALANCE, ledger::BALANCE_MOVE),
    (sql::BARE_LOT, ledger::LOT_INSERT),
    (sql::BARE_LOT_USED, ledger::LOT_UPDATE_LIVE),
];

/// The place of the journal's statement behind those of the copies.
const FACT: usize = COPIES.len();

/// A database that nobody else uses, without a writer thread.
#[derive(Debug)]
pub struct Bare {
    conn: Connection,
}

/// Where a database stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The last position of the journal.
    pub pos: i64,
    /// Transactions of all writers so far.
    pub batches: i64,
}

/// What purchases write, in order of posting.
#[derive(Debug, Clone, Default)]
pub struct Rows(Vec<Vec<Write>>);

/// A statement by its place, and its parameters.
#[derive(Debug, Clone)]
struct Write {
    statement: usize,
    values: Vec<Kept>,
}

/// The part of a fact that names the purchase.
#[derive(Debug, Deserialize)]
struct Posted {
    purchase: String,
}

impl Rows {
    /// How many purchases.
    pub fn purchases(&self) -> usize {
        self.0.len()
    }

    /// How many rows they write.
    pub fn rows(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }
}

impl Bare {
    /// Opens the database of a folder, set up as a store's writer is, save that COMMIT makes the checkpoints itself.
    ///
    /// # Errors
    /// A folder that cannot be used.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let conn = connection::writing(&folder::database(folder), &Options::default())?;
        conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        Ok(Self { conn })
    }

    /// Where it stands.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn end(&self) -> Result<End, StoreError> {
        let read = |row: &Row<'_>| {
            Ok(End {
                pos: row.get(0)?,
                batches: row.get(1)?,
            })
        };
        one(&self.conn, sql::BARE_END, (), read)?
            .ok_or_else(|| StoreError::Database("a sum without a row".to_owned()))
    }

    /// What the first `limit` purchases behind a position have written.
    ///
    /// # Errors
    /// A database that cannot be read; a fact that names no purchase.
    pub fn rows(&self, after: i64, limit: usize) -> Result<Rows, StoreError> {
        let facts = all(
            &self.conn,
            sql::BARE_POSTED,
            (after, sql_limit(limit)),
            |row| Ok((row.get::<String>(5)?, row.kept()?)),
        )?;
        let purchases = facts.into_iter().map(|(payload, fact)| {
            let mut writes = self.copies(purchase_of(&payload)?)?;
            writes.push(Write {
                statement: FACT,
                values: fact,
            });
            Ok(writes)
        });
        Ok(Rows(purchases.collect::<Result<_, StoreError>>()?))
    }

    fn copies(&self, purchase: PurchaseId) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        for (statement, (from, _)) in COPIES.into_iter().enumerate() {
            let found = all(&self.conn, from, [purchase.raw()], |row| row.kept())?;
            let found = found.into_iter().map(|values| Write { statement, values });
            writes.extend(found);
        }
        Ok(writes)
    }

    /// Writes rows, so many purchases in a transaction. Each COMMIT has returned before the next one begins.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn write(&self, rows: &Rows, batch: usize) -> Result<(), StoreError> {
        let into = COPIES.map(|(_, into)| into).into_iter();
        let prepared = into
            .chain([journal::JOURNAL_INSERT])
            .map(|statement| self.conn.prepare(statement.text));
        let mut prepared = prepared.collect::<Result<Vec<_>, _>>()?;
        for purchases in rows.0.chunks(batch.max(1)) {
            self.conn.execute_batch("BEGIN IMMEDIATE")?;
            for write in purchases.iter().flatten() {
                if let Some(statement) = prepared.get_mut(write.statement) {
                    statement.execute(params_from_iter(write.values.iter().map(Kept::value)))?;
                }
            }
            self.conn.execute_batch("COMMIT")?;
        }
        Ok(())
    }
}

fn purchase_of(payload: &str) -> Result<PurchaseId, StoreError> {
    let wrong = |why: String| StoreError::Inconsistent {
        table: "journal",
        key: payload.to_owned(),
        what: why,
    };
    let posted: Posted = serde_json::from_str(payload).map_err(|error| wrong(error.to_string()))?;
    posted
        .purchase
        .parse()
        .map_err(|error: regulars_engine::id::IdError| wrong(error.to_string()))
}
