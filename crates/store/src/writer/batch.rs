//! One transaction: begun, filled, committed, and what became of it when COMMIT fails.

use rusqlite::Connection;

use super::Writer;
use super::post::Post;
use crate::meta::WriterMark;
use crate::phase;
use crate::{Changeset, CommitError, Committed, Fault, FaultPoint, Phase, StoreError, connection};

/// Why a batch is not there.
pub(super) enum Failure {
    /// The database failed; nothing of the batch is there.
    Store(StoreError),
    /// The writer is to die without a word (a fault of a test).
    Died,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Writer {
    /// Commits changesets in one transaction. `Ok`: COMMIT has returned, and this is what became of each.
    pub(super) fn try_batch(
        &mut self,
        changesets: &[&Changeset],
    ) -> Result<Vec<Result<Committed, CommitError>>, Failure> {
        let conn = self.take_conn()?;
        let mark = WriterMark {
            batch: self.mark.batch + 1,
            ..self.mark
        };
        let filled = fill(&conn, mark, changesets);
        let (outcomes, wrote) = match filled {
            Ok((outcomes, None)) => {
                self.give_back(conn);
                return Ok(outcomes);
            }
            Ok((outcomes, Some(mark))) => (outcomes, mark),
            Err(error) => {
                self.give_back(conn);
                return Err(error.into());
            }
        };
        self.commit(conn, wrote)?;
        Ok(outcomes)
    }

    /// Ends a transaction that was not committed and keeps the connection, if it can still be used.
    fn give_back(&mut self, conn: Connection) {
        // A full disk may have ended the transaction already.
        if conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok() {
            self.conn = Some(conn);
        }
    }

    /// Commits; if COMMIT reports an error, opens the database again and looks whether the transaction is there.
    fn commit(&mut self, conn: Connection, mark: WriterMark) -> Result<(), Failure> {
        if let Err(error) = self.try_commit(&conn)? {
            drop(conn);
            return self.resolve(mark, error);
        }
        self.mark = mark;
        self.checkpoints.after_commit(&conn);
        self.conn = Some(conn);
        Ok(())
    }

    /// What COMMIT reports, or what a test has it report.
    fn try_commit(&self, conn: &Connection) -> Result<Result<(), StoreError>, Failure> {
        if self.fault(FaultPoint::BeforeCommit)? == Fault::Error {
            return Ok(Err(StoreError::Database(
                "a fault before COMMIT".to_owned(),
            )));
        }
        if let Err(error) = conn.execute_batch("COMMIT") {
            return Ok(Err(error.into()));
        }
        if self.fault(FaultPoint::AfterCommit)? == Fault::Error {
            return Ok(Err(StoreError::Database("a fault after COMMIT".to_owned())));
        }
        Ok(Ok(()))
    }

    /// After a COMMIT that failed: the mark, written in the same transaction, tells whether it is there.
    fn resolve(&mut self, mark: WriterMark, error: StoreError) -> Result<(), Failure> {
        tracing::error!(%error, "COMMIT failed; the database is opened again to see what it holds");
        let mut conn = connection::writing(&self.path, &self.options)?;
        let last = WriterMark::last_batch(&conn, mark.writer)?;
        self.checkpoints.watch(&mut conn)?;
        self.conn = Some(conn);
        if last < mark.batch {
            return Err(error.into());
        }
        self.mark = mark;
        Ok(())
    }

    /// What the test's hook says at a point; nothing without one.
    fn fault(&self, point: FaultPoint) -> Result<Fault, Failure> {
        match self
            .options
            .faults
            .as_ref()
            .map_or(Fault::None, |hook| hook.at(point))
        {
            Fault::Die => Err(Failure::Died),
            fault => Ok(fault),
        }
    }
}

/// Begins a transaction and writes the changesets; the mark to commit with, if anything was written.
type Filled = (Vec<Result<Committed, CommitError>>, Option<WriterMark>);

fn fill(
    conn: &Connection,
    mark: WriterMark,
    changesets: &[&Changeset],
) -> Result<Filled, StoreError> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    phase::read(conn)?.allow_writing()?;
    let mut post = Post::begin(conn, mark);
    let mut outcomes = Vec::with_capacity(changesets.len());
    for changeset in changesets {
        // Each is checked on what those before it have written.
        outcomes.extend(post.changesets(&[changeset])?);
    }
    Ok((outcomes, post.end()?))
}

/// Runs something in a transaction of its own; rolls back if it fails.
pub(super) fn in_transaction<T>(
    conn: &Connection,
    task: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let allowed = phase::read(conn).and_then(Phase::allow_writing);
    let answer = allowed
        .and_then(|()| task(conn))
        .and_then(|answer| Ok(conn.execute_batch("COMMIT").map(|()| answer)?));
    if answer.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    answer
}
