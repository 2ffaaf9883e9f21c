//! Backup while everything goes on, and restore. A backup of either engine is a database of SQLite in one file, and can be
//! restored into either.

pub(crate) mod file;
mod make;
mod restore;

pub use restore::restore;

use std::path::Path;

use crate::{StoreError, VerifyReport, postgres};

/// How far a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupProgress {
    /// Pages or rows copied.
    pub done: u64,
    /// Of so many.
    pub of: u64,
}

/// Where the data of an installation is, for what is done with it as a whole.
#[derive(Clone, Copy)]
pub enum Site<'a> {
    /// A data folder.
    Folder(&'a Path),
    /// A database of PostgreSQL by its address, which may hold a password; the folder is for files that are not data.
    Postgres {
        /// The address.
        url: &'a str,
        /// The folder.
        folder: &'a Path,
    },
}

impl Site<'_> {
    /// How it is told to a person: never with a password.
    ///
    /// # Errors
    /// An address that is none.
    pub(crate) fn told(&self) -> Result<String, StoreError> {
        match self {
            Self::Folder(at) => Ok(at.display().to_string()),
            Self::Postgres { url, .. } => postgres::told(url),
        }
    }
}

/// A report without differences, or why the copy is of no use.
pub(crate) fn sound(report: VerifyReport, from: impl ToString) -> Result<VerifyReport, StoreError> {
    let Some(first) = report.differences.first() else {
        return Ok(report);
    };
    Err(StoreError::Unsound {
        place: from.to_string(),
        differences: report.differences.len(),
        first: format!(
            "{} is {} and must be {}",
            first.what, first.found, first.expected
        ),
    })
}
