//! Files of other systems brought in: purchases, members, goods, money spent.
//!
//! Every import may be repeated: what is known with the same content is `unchanged`, so a file that was interrupted
//! is simply imported again.

mod audit;
mod document;
mod effects;
mod field;
mod guide;
mod history;
mod known;
mod mapping;
mod members;
mod peek;
mod person;
mod products;
mod purchases;
mod refused;
mod report;
mod rule;
mod sale;
mod source;
mod spend;
mod suggest;
mod tally;
mod writer;

use std::path::{Path, PathBuf};

use regulars_engine::language::Said;
use regulars_engine::said;

pub use guide::{Guide, Kind, guides};
pub(crate) use history::HISTORY_FACT;
pub use mapping::Mapping;
pub use members::{MembersImport, members};
pub(crate) use peek::not_text;
pub use peek::{Peek, peek};
pub use products::{ProductsImport, products};
pub use purchases::{PurchasesImport, purchases};
pub use refused::RefusedRow;
pub(crate) use refused::{CsvText, keep, page};
pub use report::{Report, Sums};
pub(crate) use source::{RawRow, Source};
pub use spend::{SpendImport, spend};
pub use suggest::suggest;

use crate::error::AppError;

/// Whose ids the ids of imported documents are.
pub const INTEGRATION: &str = "import";

/// Why an import stopped. What was committed before stays; the same import again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{path}: {why}")]
    Broken {
        /// Which.
        path: PathBuf,
        /// Why.
        why: Said,
    },
    /// Columns cannot be found.
    #[error("{0}")]
    Mapping(Said),
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The system refused.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<regulars_store::StoreError> for ImportError {
    fn from(error: regulars_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

impl ImportError {
    /// The `csv` crate could not read or write it.
    fn of_csv(path: &Path, error: csv::Error) -> Self {
        let why = error.to_string();
        let path = path.to_owned();
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Self::File { path, source },
            _ => Self::Broken {
                path,
                why: said!(
                    "cannot be read as CSV: {why}",
                    "не читается как CSV: `{why}`"
                ),
            },
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Reading the file.
    Reading {
        /// Rows read.
        rows: u64,
        /// Bytes read.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Writing what was read.
    Writing {
        /// Written.
        done: u64,
        /// In all.
        total: u64,
    },
}

/// Told how far an import is, now and then; may stop it there.
pub type Watch<'w> = &'w mut dyn FnMut(Progress) -> Result<(), Stopped>;

/// An import was stopped by who watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the import was stopped; what was written before stays")]
pub struct Stopped;

/// Rows read between two words to the watch.
const TELL_EVERY: u64 = 4_096;

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
