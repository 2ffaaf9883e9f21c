//! Verification: everything that can be recomputed is, and every difference is reported.
//!
//! One pass in one snapshot, in the order of owners, keeping one owner in memory; the server goes on meanwhile.

mod cards;
mod clearing;
mod documents;
mod figures;
mod ledger;
mod merges;
mod transfers;

use regulars_engine::id::MemberId;
use rusqlite::Connection as SqliteConnection;
use serde::Serialize;

use crate::database::Connection;
use crate::{Store, StoreError, connection};

/// The most differences a report lists: one fault tends to show in thousands.
const LISTED_MAX: usize = 1_000;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct VerifyReport {
    /// True if nothing differs.
    pub ok: bool,
    /// Owners looked at.
    pub members: u64,
    /// Postings looked at.
    pub postings: u64,
    /// Purchases looked at.
    pub purchases: u64,
    /// What differs; at most the first thousand.
    pub differences: Vec<Difference>,
}

/// A stored value that is not what its entries say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Which value: `balance of points, available`, `lot 3, remaining`, `pur_…, to_pay`.
    pub what: String,
    /// Whose; `None` for purchases of nobody and for the journal.
    pub owner: Option<MemberId>,
    /// What it must be.
    pub expected: String,
    /// What is stored.
    pub found: String,
}

impl VerifyReport {
    /// Compares a stored value with what it must be.
    fn compare<T: PartialEq + ToString>(
        &mut self,
        owner: Option<MemberId>,
        what: impl FnOnce() -> String,
        expected: T,
        found: T,
    ) {
        if expected != found {
            self.differ(owner, what(), expected.to_string(), found.to_string());
        }
    }

    fn differ(&mut self, owner: Option<MemberId>, what: String, expected: String, found: String) {
        self.ok = false;
        if self.differences.len() < LISTED_MAX {
            self.differences.push(Difference {
                what,
                owner,
                expected,
                found,
            });
        }
    }
}

impl Store {
    /// Recomputes everything that can be from entries and lines, and reports what differs. `progress` is told how
    /// many members are done, each thousand.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn verify(&self, progress: impl FnMut(u64)) -> Result<VerifyReport, StoreError> {
        match self.path() {
            Ok(path) => verify(&connection::reading(path)?, progress),
            Err(_) => self.read(|reader| verify_snapshot(reader.conn, progress)),
        }
    }
}

/// Verifies the database of a connection.
pub(crate) fn verify(
    conn: &SqliteConnection,
    progress: impl FnMut(u64),
) -> Result<VerifyReport, StoreError> {
    let snapshot = conn.unchecked_transaction()?;
    let report = verify_snapshot(&*snapshot, progress)?;
    snapshot.finish()?;
    Ok(report)
}

/// Verifies the snapshot that a connection is in.
pub(crate) fn verify_snapshot(
    conn: &Connection,
    mut progress: impl FnMut(u64),
) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport {
        ok: true,
        ..VerifyReport::default()
    };
    documents::check_pages(conn, &mut report)?;
    ledger::check(conn, &mut report, &mut progress)?;
    cards::check(conn, &mut report)?;
    transfers::check(conn, &mut report)?;
    merges::check(conn, &mut report)?;
    clearing::check(conn, &mut report)?;
    documents::check(conn, &mut report)?;
    figures::check(conn, &mut report)?;
    Ok(report)
}
