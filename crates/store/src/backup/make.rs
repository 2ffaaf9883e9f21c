//! A backup: made, verified, and only then called one.

use std::path::Path;

use rusqlite::Connection;

use super::{BackupProgress, file, sound};
use crate::{Store, StoreError, VerifyReport, connection, copy, migrate, verify};

impl Store {
    /// Copies the data, as of one instant, into a folder that has no database, while everything goes on, and verifies the
    /// copy: a single file that needs no other beside it. One that does not verify is removed.
    ///
    /// # Errors
    /// [`StoreError::Occupied`], [`StoreError::Unsound`], no rights, no room.
    pub fn backup(
        &self,
        into: &Path,
        progress: impl FnMut(BackupProgress),
    ) -> Result<VerifyReport, StoreError> {
        let copied = match self.path() {
            Ok(path) => file::copy(&connection::reading(path)?, into, progress),
            Err(_) => self.copy_rows(into, progress),
        };
        let verified =
            copied.and_then(|copy| sound(verify::verify(&copy, |_| {})?, into.display()));
        match verified {
            Ok(report) => file::put_in_place(into).map(|()| report),
            Err(error) => {
                if !matches!(error, StoreError::Occupied { .. }) {
                    file::discard(into);
                }
                Err(error)
            }
        }
    }

    /// Copies row by row, from one snapshot of PostgreSQL.
    fn copy_rows(
        &self,
        into: &Path,
        progress: impl FnMut(BackupProgress),
    ) -> Result<Connection, StoreError> {
        // So that few facts are without their position.
        self.settle()?;
        let mut copy = file::unfinished(into)?;
        copy.pragma_update(None, "synchronous", "OFF")?;
        copy.pragma_update(None, "foreign_keys", false)?;
        migrate::migrate(&mut copy)?;
        let filling = copy.transaction()?;
        self.read(|reader| copy::all(reader.conn, &*filling, progress))?;
        filling.commit()?;
        Ok(copy)
    }
}
