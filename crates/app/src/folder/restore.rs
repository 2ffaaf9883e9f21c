//! Brings a backup back.

use std::path::Path;

use regulars_store::{StoreError, VerifyReport};

/// Verifies a backup and puts it into a folder that holds no database.
///
/// # Errors
/// A backup that does not verify, a folder that holds a database, no rights, no room.
pub fn restore(from: &Path, to: &Path) -> Result<VerifyReport, StoreError> {
    regulars_store::restore(from, to)
}
