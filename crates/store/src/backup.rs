//! Backup while everything goes on, and restore.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::{Store, StoreError, VerifyReport, connection, folder, meta, migrate, session, verify};

/// Pages copied between two reports of progress: 4 MiB.
const STEP: i32 = 1_024;

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupProgress {
    /// Pages copied.
    pub done: u64,
    /// Pages in all.
    pub pages: u64,
}

impl Store {
    /// Copies the database, as of one instant, into a folder that has none, while everything goes on. The copy is a
    /// single file that needs no other beside it.
    ///
    /// # Errors
    /// [`StoreError::Occupied`], no rights, no room.
    pub fn backup(
        &self,
        into: &Path,
        progress: impl FnMut(BackupProgress),
    ) -> Result<(), StoreError> {
        let from = connection::reading(self.path()?)?;
        let _copy = copy(&from, into, progress)?;
        put_in_place(into)
    }
}

/// Puts a backup into a folder that has no database: copies it, verifies the copy, gives it a new identity and epoch.
/// A copy that does not verify is removed.
///
/// # Errors
/// [`StoreError::Unsound`], [`StoreError::Occupied`], [`StoreError::NoDatabase`], no rights, no room.
pub fn restore(
    from: &Path,
    to: &Path,
    progress: impl FnMut(BackupProgress),
) -> Result<VerifyReport, StoreError> {
    let source = folder::database(from);
    if !source.exists() {
        return Err(StoreError::NoDatabase {
            folder: from.to_owned(),
        });
    }
    let mut copy = copy(&connection::reading(&source)?, to, progress)?;
    migrate::migrate(&mut copy)?;
    let report = verify::verify(&copy, |_| {})?;
    if let Some(first) = report.differences.first() {
        drop(copy);
        discard(to);
        let first = format!(
            "{} is {} and must be {}",
            first.what, first.found, first.expected
        );
        return Err(StoreError::Unsound {
            folder: from.to_owned(),
            differences: report.differences.len(),
            first,
        });
    }
    meta::new_epoch(&copy)?;
    session::end_all(&copy)?;
    drop(copy);
    put_in_place(to)?;
    Ok(report)
}

/// Name of a copy that is not whole yet.
const UNFINISHED: &str = "regulars.db.part";

/// Copies a database into a folder, under the name of an unfinished one.
fn copy(
    from: &Connection,
    into: &Path,
    progress: impl FnMut(BackupProgress),
) -> Result<Connection, StoreError> {
    if folder::database(into).exists() {
        return Err(StoreError::Occupied {
            folder: into.to_owned(),
        });
    }
    folder::make(into)?;
    discard(into);
    let mut to = Connection::open(into.join(UNFINISHED))?;
    // The snapshot held open keeps the copy to one instant, and from beginning again at each commit of the writer.
    let snapshot = from.unchecked_transaction()?;
    snapshot.query_row("SELECT count(*) FROM meta", (), |_| Ok(()))?;
    copy_pages(&snapshot, &mut to, progress)?;
    snapshot.finish()?;
    to.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(to)
}

fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    mut progress: impl FnMut(BackupProgress),
) -> Result<(), StoreError> {
    let backup = Backup::new(from, to)?;
    loop {
        let step = backup.step(STEP)?;
        let now = backup.progress();
        let pages = u64::try_from(now.pagecount).unwrap_or(0);
        let left = u64::try_from(now.remaining).unwrap_or(0);
        progress(BackupProgress {
            done: pages.saturating_sub(left),
            pages,
        });
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => return Err(StoreError::Busy),
        }
    }
}

/// Removes what an earlier attempt has left.
fn discard(folder: &Path) {
    // What is not there needs no removing; what cannot be removed fails the copy that comes next, with its reason.
    let _ = fs::remove_file(folder.join(UNFINISHED));
}

/// Gives a whole copy its name, durably.
fn put_in_place(into: &Path) -> Result<(), StoreError> {
    let (part, whole) = (into.join(UNFINISHED), folder::database(into));
    let sync = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    sync(&part).map_err(|error| folder::file_error(&part, error))?;
    fs::rename(&part, &whole).map_err(|error| folder::file_error(&whole, error))?;
    if cfg!(unix) {
        sync(into).map_err(|error| folder::file_error(into, error))?;
    }
    Ok(())
}
