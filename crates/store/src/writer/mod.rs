//! The writer: one thread that takes changesets from a queue and commits many in one transaction.
//!
//! Everything queued goes into one transaction (up to a number and a weight), and nobody is told anything before COMMIT
//! has returned. The guards of a changeset are checked before its first write, so that a refused one leaves nothing to
//! undo and no savepoint is needed. Should a write fail nevertheless, the whole transaction is rolled back (SQLite may
//! have done so itself: a full disk ends the transaction, savepoints and all) and the batch is retried one by one.

mod apply;
mod batch;
mod checkpoint;
mod guard;
mod lock;
mod post;

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use rusqlite::Connection;
use tokio::sync::oneshot;

use self::batch::Failure;
use self::checkpoint::Checkpoints;
pub(crate) use self::lock::Locks;
pub(crate) use self::post::Post;
use crate::measure::{self, Watch};
use crate::meta::WriterMark;
use crate::{Changeset, CommitError, Committed, Options, StoreError, connection};

/// Something for the writer to do.
pub(crate) enum Work {
    /// Commit a changeset.
    Changeset(Waiting),
    /// Do something else between two transactions.
    Task(Task),
}

/// What is done between two transactions.
type Task = Box<dyn FnOnce(&mut Writer) + Send>;

/// A changeset and who waits for it.
pub(crate) struct Waiting {
    pub changeset: Box<Changeset>,
    pub reply: oneshot::Sender<Result<Committed, CommitError>>,
}

/// The state of the writer thread.
pub(crate) struct Writer {
    path: PathBuf,
    options: Options,
    /// `None` after a failure: opened again for the next transaction.
    conn: Option<Connection>,
    mark: WriterMark,
    checkpoints: Checkpoints,
}

impl Writer {
    /// A writer over a database that is up to date.
    pub(crate) fn new(
        path: &Path,
        options: Options,
        conn: Connection,
        id: i64,
    ) -> Result<Self, StoreError> {
        let mut checkpoints = Checkpoints::start(path, &options)?;
        let mut conn = conn;
        checkpoints.watch(&mut conn)?;
        Ok(Self {
            path: path.to_owned(),
            options,
            conn: Some(conn),
            mark: WriterMark::new(id),
            checkpoints,
        })
    }

    /// Works until the queue is closed and empty.
    pub(crate) fn work(mut self, queue: &Receiver<Work>, waiting: &Arc<AtomicUsize>) {
        let mut next = queue.recv().ok();
        while let Some(work) = next.take() {
            match work {
                Work::Task(task) => task(&mut self),
                Work::Changeset(first) => {
                    let (batch, behind) = self.gather(first, queue);
                    let size = batch.len();
                    let end = self.post(batch);
                    waiting.fetch_sub(size, Ordering::Relaxed);
                    if end.is_break() {
                        return;
                    }
                    next = behind;
                }
            }
            next = next.or_else(|| queue.recv().ok());
        }
    }

    /// Everything queued behind the first changeset, up to the limits; and the task that stopped the gathering.
    fn gather(&self, first: Waiting, queue: &Receiver<Work>) -> (Vec<Waiting>, Option<Work>) {
        let mut weight = weight(&first.changeset);
        let mut batch = vec![first];
        while batch.len() < self.options.batch && weight < self.options.weight {
            match queue.try_recv() {
                Ok(Work::Changeset(waiting)) => {
                    weight += self::weight(&waiting.changeset);
                    batch.push(waiting);
                }
                Ok(task) => return (batch, Some(task)),
                Err(_) => break,
            }
        }
        (batch, None)
    }

    /// Commits a batch and tells everyone; `Break` if the writer is to die.
    fn post(&mut self, batch: Vec<Waiting>) -> ControlFlow<()> {
        let changesets: Vec<&Changeset> = batch.iter().map(|waiting| &*waiting.changeset).collect();
        let watch = Watch::start();
        match self.try_batch(&changesets) {
            Ok(outcomes) => {
                watch.committed(batch.len());
                for (waiting, outcome) in batch.into_iter().zip(outcomes) {
                    tell(waiting, outcome);
                }
                ControlFlow::Continue(())
            }
            Err(Failure::Died) => ControlFlow::Break(()),
            Err(Failure::Store(error)) if batch.len() == 1 || is_of_all(&error) => {
                tracing::error!(%error, changesets = batch.len(), "nothing was committed");
                let refused = commit_error(&error);
                batch
                    .into_iter()
                    .for_each(|waiting| tell(waiting, Err(refused.clone())));
                ControlFlow::Continue(())
            }
            Err(Failure::Store(error)) => {
                tracing::warn!(%error, changesets = batch.len(), "a batch was rolled back and is retried one by one");
                measure::retried(batch.len());
                batch
                    .into_iter()
                    .try_for_each(|waiting| self.post(vec![waiting]))
            }
        }
    }

    /// The connection, opened again if the last one was given up.
    fn take_conn(&mut self) -> Result<Connection, StoreError> {
        if let Some(conn) = self.conn.take() {
            return Ok(conn);
        }
        let mut conn = connection::writing(&self.path, &self.options)?;
        self.checkpoints.watch(&mut conn)?;
        Ok(conn)
    }

    /// Moves the whole log into the database and waits until that is on the disk.
    pub(crate) fn settle(&mut self) -> Result<(), StoreError> {
        self.checkpoints.settle()?;
        let synced = File::open(&self.path).and_then(|database| database.sync_all());
        synced.map_err(|source| StoreError::File {
            path: self.path.clone(),
            source,
        })
    }

    /// Runs something in a transaction of its own.
    pub(crate) fn run<T>(
        &mut self,
        task: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let conn = self.take_conn()?;
        let answer = batch::in_transaction(&conn, task);
        if conn.is_autocommit() {
            self.checkpoints.after_commit(&conn);
            self.conn = Some(conn);
        }
        answer
    }
}

/// Whether an error is of the database rather than of one changeset: each would meet it again, and wait for it.
pub(crate) fn is_of_all(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Busy | StoreError::ReadOnly | StoreError::Moved { .. }
    )
}

/// Tells who waits; nobody may be there any more.
pub(crate) fn tell(waiting: Waiting, outcome: Result<Committed, CommitError>) {
    measure::answered(&outcome);
    let _ = waiting.reply.send(outcome);
}

/// Rows of a changeset, roughly.
pub(crate) fn weight(changeset: &Changeset) -> usize {
    let Changeset {
        new_members,
        profiles,
        owners,
        purchases,
        returns,
        events,
        products,
        facts,
        ..
    } = changeset;
    let members = new_members.len() + profiles.len() + owners.len();
    1 + members
        + 2 * (purchases.len() + returns.len())
        + events.len()
        + products.len()
        + facts.len()
}

/// A failure of the database as the caller of a commit sees it.
pub(crate) fn commit_error(error: &StoreError) -> CommitError {
    match error {
        StoreError::Full => CommitError::Full,
        StoreError::ReadOnly => CommitError::ReadOnly,
        StoreError::Busy => CommitError::Busy,
        StoreError::Lost(_) | StoreError::Displaced => CommitError::Lost,
        StoreError::Unknown(_) => CommitError::Unknown,
        StoreError::Moved { to } => CommitError::Moved { to: to.clone() },
        other => CommitError::Broken(other.to_string()),
    }
}
