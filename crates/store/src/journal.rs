//! The journal.

use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;

use crate::codec::{number, number_or_none};
use crate::database::Connection;
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::journal as sql;
use crate::{Fact, Reader, StoreError};

/// A fact of the journal, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its place, dense from 1.
    pub pos: i64,
    /// When it happened.
    pub at: Instant,
    /// When it was posted.
    pub posted_at: Instant,
    /// `purchase.posted`, …
    pub kind: String,
    /// Whose.
    pub owner: Option<MemberId>,
    /// JSON object.
    pub payload: String,
}

/// Position of the last fact; 0 if there is none.
pub(crate) fn end(conn: &Connection) -> Result<i64, StoreError> {
    Ok(one(conn, sql::JOURNAL_END, (), |row| row.get(0))?.unwrap_or(0))
}

pub(crate) fn insert(
    conn: &Connection,
    pos: Option<i64>,
    fact: &Fact,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let owner = fact.owner.map(MemberId::raw);
    touch(
        conn,
        sql::JOURNAL_INSERT,
        (
            pos,
            fact.at.ms(),
            posted_at.ms(),
            fact.kind,
            owner,
            &fact.payload,
        ),
    )
}

impl Reader<'_> {
    /// When the oldest fact that waits for its position was written; `None`: none waits.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn journal_waits_since(&self) -> Result<Option<Instant>, StoreError> {
        let since = one(self.conn, sql::JOURNAL_WAITS_SINCE, (), |row| {
            number_or_none(row, 0)
        })?;
        Ok(since.flatten())
    }

    /// Facts with `pos > after`, in order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn journal(&self, after: i64, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
        all(
            self.conn,
            sql::JOURNAL_LIST,
            (after, sql_limit(limit)),
            |row| {
                Ok(JournalRow {
                    pos: row.get(0)?,
                    at: number(row, 1)?,
                    posted_at: number(row, 2)?,
                    kind: row.get(3)?,
                    owner: number_or_none(row, 4)?,
                    payload: row.get(5)?,
                })
            },
        )
    }
}
