//! Room on the disk: an upload leaves the tills theirs.

use std::path::Path;

use regulars_engine::said;

use crate::error::{AppError, Result};

/// Refuses so many bytes more if fewer than `keep_free` would be left.
pub(super) fn check(folder: &Path, more: u64, keep_free: u64) -> Result<()> {
    match free(folder) {
        Some(free) if free < keep_free.saturating_add(more) => Err(AppError::NoRoom(said!(
            "the disk of the data folder has {} MiB free; an upload leaves {} MiB of it for the tills: free some, or send less",
            "на диске с данными свободно {} МБ; загрузка оставляет кассам {} МБ: освободите место или пришлите файл поменьше",
            mebibytes(free),
            mebibytes(keep_free)
        ))),
        _ => Ok(()),
    }
}

fn mebibytes(bytes: u64) -> u64 {
    bytes >> 20
}

/// Bytes that may still be written to the disk of a folder, where the system tells.
#[cfg(unix)]
pub(crate) fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Nobody tells.
#[cfg(not(unix))]
pub(crate) fn free(_folder: &Path) -> Option<u64> {
    None
}
