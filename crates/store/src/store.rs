//! The store: one writer, many readers.

use std::path::Path;

use regulars_engine::id::{JobId, MemberId};
use regulars_engine::time::Instant;
use tokio::sync::oneshot;

use crate::{Changeset, CommitError, Committed, Job, Lane, Options, Reader, StoreError};

/// What a commit answers, once it is known.
pub type Acknowledgement = oneshot::Receiver<Result<Committed, CommitError>>;

/// A data folder, open. Shared by reference (`Arc`); closed when dropped, after what was submitted is written.
#[derive(Debug)]
pub struct Store {}

impl Store {
    /// Opens the data folder, making it and the database if there is none, and brings the tables up to date.
    ///
    /// # Errors
    /// A newer database, a folder a server holds (with [`crate::Role::Server`]), no rights, no room.
    pub fn open(folder: &Path, options: Options) -> Result<Self, StoreError> {
        let _ = (folder, options);
        todo!()
    }

    /// Queues a changeset. The acknowledgement comes once it is durable, or was refused.
    pub fn submit(&self, changeset: Changeset) -> Acknowledgement {
        let _ = changeset;
        todo!()
    }

    /// Commits a changeset and waits. Not for async code.
    ///
    /// # Errors
    /// As [`CommitError`] says; nothing was written then.
    pub fn commit_blocking(&self, changeset: Changeset) -> Result<Committed, CommitError> {
        let _ = changeset;
        todo!()
    }

    /// Reads in one snapshot: everything the reader answers inside is of the same instant.
    ///
    /// # Errors
    /// Those of the closure, and a database that cannot be read.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _ = read;
        todo!()
    }

    /// Takes up to `limit` due jobs of these lanes, most urgent lane first, for nobody else until `until`.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn lease_jobs(
        &self,
        lanes: &[Lane],
        now: Instant,
        until: Instant,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError> {
        let _ = (lanes, now, until, limit);
        todo!()
    }

    /// Ends a job that is done. One whose effects are a changeset names the job in it instead (`finished_jobs`).
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn finish_job(&self, job: JobId) -> Result<(), StoreError> {
        let _ = job;
        todo!()
    }

    /// Puts a job that failed back until `retry_at`, or lays it aside for good with `None`; the reason stays with it.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn fail_job(
        &self,
        job: JobId,
        reason: &str,
        retry_at: Option<Instant>,
    ) -> Result<(), StoreError> {
        let _ = (job, reason, retry_at);
        todo!()
    }

    /// Forgets up to `limit` answers of calls whose time has passed; answers how many.
    ///
    /// # Errors
    /// A database that cannot be written to.
    pub fn forget_calls(&self, now: Instant, limit: usize) -> Result<usize, StoreError> {
        let _ = (now, limit);
        todo!()
    }

    /// Changesets waiting for the writer now.
    pub fn queue_len(&self) -> usize {
        todo!()
    }

    /// A number for this process's [`regulars_engine::id::IdMaker`]: 0 for a server, a random other one for a command.
    pub fn node(&self) -> u16 {
        todo!()
    }

    /// Recomputes everything that can be from entries, and reports what differs. `progress` is told each thousand
    /// members.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn verify(&self, progress: impl FnMut(u64)) -> Result<VerifyReport, StoreError> {
        let _ = progress;
        todo!()
    }

    /// Copies the database, as of one instant, into a folder that has none, while everything goes on.
    ///
    /// # Errors
    /// [`StoreError::Occupied`], no rights, no room.
    pub fn backup(
        &self,
        into: &Path,
        progress: impl FnMut(BackupProgress),
    ) -> Result<(), StoreError> {
        let _ = (into, progress);
        todo!()
    }
}

/// Puts a backup in place of nothing: verifies it, copies it into `to`, gives it a new epoch.
///
/// # Errors
/// [`StoreError::Unsound`], [`StoreError::Occupied`], [`StoreError::NoDatabase`], no rights, no room.
pub fn restore(from: &Path, to: &Path) -> Result<VerifyReport, StoreError> {
    let _ = (from, to);
    todo!()
}

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupProgress {
    /// Pages copied.
    pub done: u64,
    /// Pages in all.
    pub pages: u64,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// Which value: `balance points available`, `lot 3 remaining`, `purchase pur_… to_pay`.
    pub what: String,
    /// Whose; `None` for purchases of nobody and for the journal.
    pub owner: Option<MemberId>,
    /// What it must be.
    pub expected: String,
    /// What is stored.
    pub found: String,
}
