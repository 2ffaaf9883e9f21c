//! The file of a copy: filled under another name, and given its own when it is whole.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::BackupProgress;
use crate::{StoreError, folder};

/// Pages copied between two reports of progress: 4 MiB.
const STEP: i32 = 1_024;

/// Name of a copy that is not whole yet.
const UNFINISHED: &str = "regulars.db.part";

/// Copies a database into a folder, under the name of an unfinished one.
pub(crate) fn copy(
    from: &Connection,
    into: &Path,
    progress: impl FnMut(BackupProgress),
) -> Result<Connection, StoreError> {
    let mut to = unfinished(into)?;
    // The snapshot held open keeps the copy to one instant, and from beginning again at each commit of the writer.
    let snapshot = from.unchecked_transaction()?;
    snapshot.query_row("SELECT count(*) FROM meta", (), |_| Ok(()))?;
    copy_pages(&snapshot, &mut to, progress)?;
    snapshot.finish()?;
    to.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(to)
}

/// A new file under the name of an unfinished copy, in a folder that has no database.
pub(crate) fn unfinished(into: &Path) -> Result<Connection, StoreError> {
    if folder::database(into).exists() {
        return Err(StoreError::Occupied {
            place: into.display().to_string(),
        });
    }
    folder::make(into)?;
    discard(into);
    Ok(Connection::open(into.join(UNFINISHED))?)
}

/// Opens an unfinished copy that an earlier attempt has left, or a new one.
pub(crate) fn begun(into: &Path) -> Result<Connection, StoreError> {
    let path = into.join(UNFINISHED);
    if !path.exists() {
        return unfinished(into);
    }
    Ok(Connection::open(path)?)
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
            of: pages,
        });
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => return Err(StoreError::Busy),
        }
    }
}

/// Removes what an earlier attempt has left.
pub(crate) fn discard(folder: &Path) {
    // What is not there needs no removing; what cannot be removed fails the copy that comes next, with its reason.
    let _ = fs::remove_file(folder.join(UNFINISHED));
}

/// Gives a whole copy its name, durably.
pub(crate) fn put_in_place(into: &Path) -> Result<(), StoreError> {
    let (part, whole) = (into.join(UNFINISHED), folder::database(into));
    let sync = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    sync(&part).map_err(|error| folder::file_error(&part, error))?;
    fs::rename(&part, &whole).map_err(|error| folder::file_error(&whole, error))?;
    if cfg!(unix) {
        sync(into).map_err(|error| folder::file_error(into, error))?;
    }
    Ok(())
}
