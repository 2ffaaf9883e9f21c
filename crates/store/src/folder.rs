//! The data folder: `regulars.db` with SQLite's own files beside it, and `serve.lock`, held by the process that serves.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// The database of a data folder.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("regulars.db")
}

/// Makes the folder if there is none.
pub(crate) fn make(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(|error| file_error(folder, error))
}

/// Takes the lock of the process that serves. Freed when the file is dropped, by the system also at `kill -9`.
pub(crate) fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("serve.lock");
    let open = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let file = open.map_err(|error| file_error(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(error)) => Err(file_error(&path, error)),
    }
}

/// An error of the file system, where it has a name of its own.
pub(crate) fn file_error(path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::StorageFull => StoreError::Full,
        io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::File {
            path: path.to_owned(),
            source,
        },
    }
}
