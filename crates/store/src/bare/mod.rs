//! The bare loops: the yardsticks of `bench till`, used by nothing else.
//!
//! How fast can this machine write what purchases write, if nothing is parsed, loaded, decided, guarded or answered?
//! [`Source::rows`] takes down what purchases have written, as the parameters of the statements that wrote it, and a loop
//! runs those statements again in another copy of the database: [`Batches`] on SQLite, [`Pipelines`] on PostgreSQL. The
//! share of that speed which the whole way through HTTP keeps is the benchmark's figure. They write rows of purchases
//! under programs without counters and tiers.

mod batches;
mod databases;
mod pipelines;

use std::path::Path;

use regulars_engine::id::{IdError, PurchaseId};
use serde::Deserialize;

use crate::database::{Connection, Kept, Row};
use crate::postgres::{self, sequence};
use crate::rows::{all, one, sql_limit};
use crate::sql::{Statement, bare as sql, call, journal, ledger, purchase};
use crate::{Options, StoreError, connection, folder};

pub use batches::Batches;
pub use databases::{Databases, Scratch};
pub use pipelines::Pipelines;

/// What is read of a purchase, and the statement that had written it.
const COPIES: [(Statement, Statement); 9] = [
    (sql::BARE_CALL, call::CALL_PUT),
    (sql::BARE_PURCHASE, purchase::PURCHASE_INSERT),
    (sql::BARE_LINE, purchase::PURCHASE_INSERT_LINE),
    (sql::BARE_DECISION, purchase::PURCHASE_INSERT_DECISION),
    (sql::BARE_OWNER, sql::BARE_MOVE_OWNER),
    (sql::BARE_ENTRY, ledger::ENTRY_INSERT),
    (sql::BARE_BALANCE, ledger::BALANCE_MOVE),
    (sql::BARE_LOT, ledger::LOT_INSERT),
    (sql::BARE_LOT_USED, ledger::LOT_UPDATE_LIVE),
];

/// The place of the journal's statement behind those of the copies.
const FACT: usize = COPIES.len();

/// The statements that write, by their places.
fn writing() -> impl Iterator<Item = Statement> {
    let copies = COPIES.map(|(_, into)| into).into_iter();
    copies.chain([journal::JOURNAL_INSERT])
}

/// A database that nobody else writes to, read.
#[derive(Debug)]
pub struct Source {
    conn: Box<Connection>,
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
pub struct Rows(Vec<Purchase>);

#[derive(Debug, Clone)]
struct Purchase {
    owner: Option<i64>,
    writes: Vec<Write>,
}

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
        self.0.iter().map(|purchase| purchase.writes.len()).sum()
    }
}

impl Source {
    /// The database of a folder.
    ///
    /// # Errors
    /// A folder that cannot be used.
    pub fn of_folder(folder: &Path) -> Result<Self, StoreError> {
        let conn = connection::writing(&folder::database(folder), &Options::default())?;
        Ok(Self {
            conn: Box::new(conn),
        })
    }

    /// A database of PostgreSQL, every fact of which has its position then.
    ///
    /// # Errors
    /// An address that is none, no connection.
    pub fn of_database(url: &str) -> Result<Self, StoreError> {
        let session = postgres::open(url)?;
        sequence(&session)?;
        Ok(Self {
            conn: Box::new(session),
        })
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
        one(&*self.conn, sql::BARE_END, (), read)?
            .ok_or_else(|| StoreError::Database("a sum without a row".to_owned()))
    }

    /// What the first `limit` purchases behind a position have written.
    ///
    /// # Errors
    /// A database that cannot be read; a fact that names no purchase.
    pub fn rows(&self, after: i64, limit: usize) -> Result<Rows, StoreError> {
        let facts = all(
            &*self.conn,
            sql::BARE_POSTED,
            (after, sql_limit(limit)),
            |row| {
                Ok((
                    row.get::<Option<i64>>(4)?,
                    row.get::<String>(5)?,
                    row.kept()?,
                ))
            },
        )?;
        let purchases = facts.into_iter().map(|(owner, payload, fact)| {
            let mut writes = self.copies(purchase_of(&payload)?)?;
            writes.push(Write {
                statement: FACT,
                values: fact,
            });
            Ok(Purchase { owner, writes })
        });
        Ok(Rows(purchases.collect::<Result<_, StoreError>>()?))
    }

    fn copies(&self, purchase: PurchaseId) -> Result<Vec<Write>, StoreError> {
        let mut writes = Vec::new();
        for (statement, (from, _)) in COPIES.into_iter().enumerate() {
            let found = all(&*self.conn, from, [purchase.raw()], |row| row.kept())?;
            let found = found.into_iter().map(|values| Write { statement, values });
            writes.extend(found);
        }
        Ok(writes)
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
        .map_err(|error: IdError| wrong(error.to_string()))
}
