//! A backup put where there is no data yet.

use std::path::Path;

use rusqlite::Connection;

use super::{BackupProgress, Site, file, sound};
use crate::postgres::Session;
use crate::{Phase, StoreError, VerifyReport, connection, copy, folder, meta, migrate, phase};
use crate::{postgres, session, verify};

/// Puts a backup where there is no data: copies it, verifies the copy, gives it a new identity and epoch, ends the sessions of
/// staff. The copy does nothing by itself before [`crate::resume`] says so. One that does not verify is removed.
///
/// # Errors
/// [`StoreError::Unsound`], [`StoreError::Occupied`], [`StoreError::NoDatabase`], no rights, no room.
pub fn restore(
    from: &Path,
    to: Site<'_>,
    progress: impl FnMut(BackupProgress),
) -> Result<VerifyReport, StoreError> {
    let source = folder::database(from);
    if !source.exists() {
        return Err(StoreError::NoDatabase {
            folder: from.to_owned(),
        });
    }
    let source = connection::reading(&source)?;
    match to {
        Site::Folder(to) => {
            let copied = file::copy(&source, to, progress);
            let restored = copied.and_then(|copy| in_folder(copy, from));
            match restored {
                Ok(report) => file::put_in_place(to).map(|()| report),
                Err(error) => {
                    if !matches!(error, StoreError::Occupied { .. }) {
                        file::discard(to);
                    }
                    Err(error)
                }
            }
        }
        Site::Postgres { url, folder } => {
            let session = postgres::open(url)?;
            postgres::check_empty(&session, postgres::told(url)?)?;
            if !migrate::is_up_to_date(&source)? {
                // A backup is not written to: an older one is brought up to date as a copy.
                let mut copy = file::copy(&source, folder, |_| {})?;
                migrate::migrate(&mut copy)?;
                let restored = in_database(&copy, &session, from, progress);
                drop(copy);
                file::discard(folder);
                return restored;
            }
            in_database(&source, &session, from, progress)
        }
    }
}

fn in_folder(mut copy: Connection, from: &Path) -> Result<VerifyReport, StoreError> {
    migrate::migrate(&mut copy)?;
    let report = sound(verify::verify(&copy, |_| {})?, from.display())?;
    begin_again(&copy)?;
    Ok(report)
}

/// All in one transaction: a restore that is cut off leaves the database as empty as it was.
fn in_database(
    from: &Connection,
    to: &Session,
    backup: &Path,
    progress: impl FnMut(BackupProgress),
) -> Result<VerifyReport, StoreError> {
    let snapshot = from.unchecked_transaction()?;
    to.in_transaction("BEGIN", |to| {
        copy::all(&*snapshot, to, progress)?;
        let report = sound(verify::verify_snapshot(to, |_| {})?, backup.display())?;
        begin_again(to)?;
        Ok(report)
    })
}

/// What a restored copy is: another instance, which does nothing by itself and lets nobody in by an old session.
fn begin_again(copy: &crate::database::Connection) -> Result<(), StoreError> {
    meta::new_epoch(copy)?;
    session::end_all(copy)?;
    phase::put(copy, &Phase::Restored)?;
    phase::put_restored(copy)
}
