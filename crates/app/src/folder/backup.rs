//! Copies the data while everything goes on.

use std::path::Path;

use regulars_store::{BackupProgress, StoreError};

use crate::app::App;

/// Copies the database, as of one instant, into a folder that has none.
///
/// # Errors
/// A folder that holds a database; no rights, no room.
pub fn backup(app: &App, into: &Path, progress: impl FnMut(BackupProgress)) -> Result<(), StoreError> {
    app.store().backup(into, progress)
}
