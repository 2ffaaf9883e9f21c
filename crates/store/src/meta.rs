//! What the data says of itself.

use regulars_engine::time::Instant;

use crate::codec::{count, number_or_none, small};
use crate::database::Connection;
use crate::rows::{one, run, touch};
use crate::sql::meta as sql;
use crate::{Reader, StoreError, journal};

/// How much there is. Cheap at any size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Members.
    pub members: u64,
    /// Purchases, voided ones included.
    pub purchases: u64,
    /// Journal facts.
    pub facts: u64,
}

/// Where the data stands, for a process that starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Identity of this data; another after a restore.
    pub instance: String,
    /// How often it was restored.
    pub epoch: u32,
    /// The greatest id ever written, of any kind; ids made from now on must be above it.
    pub last_id: i64,
    /// The latest posting; a clock that shows less has gone back.
    pub posted_at: Option<Instant>,
}

/// What one writing process has done: a row of its own, written with every transaction. After a COMMIT that failed
/// it tells whether the transaction is there, whatever else was committed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WriterMark {
    /// The process.
    pub writer: i64,
    /// Its transactions so far.
    pub batch: i64,
    /// The greatest id it has written.
    pub last_id: i64,
    /// Its latest posting.
    pub posted_at: Instant,
    /// Members it has registered.
    pub members: i64,
    /// Purchases it has written.
    pub purchases: i64,
}

impl WriterMark {
    /// The mark of a process that has not written yet.
    pub(crate) fn new(writer: i64) -> Self {
        Self {
            writer,
            batch: 0,
            last_id: 0,
            posted_at: Instant::MIN,
            members: 0,
            purchases: 0,
        }
    }

    /// Writes the mark.
    pub(crate) fn put(&self, conn: &Connection) -> Result<(), StoreError> {
        let Self {
            writer,
            batch,
            last_id,
            posted_at,
            members,
            purchases,
        } = *self;
        touch(
            conn,
            sql::WRITER_MARK,
            (writer, batch, last_id, posted_at.ms(), members, purchases),
        )
    }

    /// Number of the last transaction of this process that is there.
    pub(crate) fn last_batch(conn: &Connection, writer: i64) -> Result<i64, StoreError> {
        Ok(one(conn, sql::WRITER_BATCH, [writer], |row| row.get(0))?.unwrap_or(0))
    }
}

/// A random number ≥ 0.
pub(crate) fn random(conn: &Connection) -> Result<i64, StoreError> {
    Ok(one(conn, sql::META_RANDOM, (), |row| row.get(0))?.unwrap_or(0))
}

/// Gives the data a new identity.
pub(crate) fn new_epoch(conn: &Connection) -> Result<(), StoreError> {
    match run(conn, sql::META_NEW_EPOCH, ())? {
        2 => Ok(()),
        found => Err(StoreError::RowsAffected {
            statement: sql::META_NEW_EPOCH.name,
            expected: 2,
            found,
        }),
    }
}

/// Identity of the data.
pub(crate) fn instance(conn: &Connection) -> Result<String, StoreError> {
    value(conn, "instance")
}

fn value(conn: &Connection, key: &str) -> Result<String, StoreError> {
    let value = one(conn, sql::META_GET, [key], |row| row.get(0))?;
    value.ok_or_else(|| StoreError::Inconsistent {
        table: "meta",
        key: key.to_owned(),
        what: "the row is missing".to_owned(),
    })
}

impl Reader<'_> {
    /// How much there is.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let facts = u64::try_from(journal::end(self.conn)?).unwrap_or(0);
        let sums = one(self.conn, sql::WRITER_SUMS, (), |row| {
            Ok((count(row, 2)?, count(row, 3)?))
        })?;
        let (members, purchases) = sums.unwrap_or_default();
        Ok(Counts {
            members,
            purchases,
            facts,
        })
    }

    /// Number of the last migration of the data.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn migration(&self) -> Result<u32, StoreError> {
        let last = one(self.conn, sql::MIGRATION_LAST, (), |row| small(row, 0))?;
        Ok(last.unwrap_or(0))
    }

    /// Where the data stands.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn marks(&self) -> Result<Marks, StoreError> {
        let sums = one(self.conn, sql::WRITER_SUMS, (), |row| {
            Ok((row.get(0)?, number_or_none(row, 1)?))
        })?;
        let (last_id, posted_at) = sums.unwrap_or((0, None));
        let epoch = value(self.conn, "epoch")?.parse().unwrap_or(0);
        Ok(Marks {
            instance: instance(self.conn)?,
            epoch,
            last_id,
            posted_at,
        })
    }
}
