//! Columns on disk: a folder of Parquet files that the columns are read in from at a start, and that analysts read.
//!
//! What is in them, what a crash leaves and when they are not believed: decision 0022.

mod folder;
mod keep;
mod manifest;
mod read;
mod status;
#[cfg(test)]
mod tests;
mod write;

use std::path::PathBuf;

use regulars_engine::time::Instant;
use serde::Serialize;
use thiserror::Error;

pub use keep::{export, keep, rebuild};
pub use status::{Status, status};

pub(super) use read::read_in;

use manifest::Known;
use regulars_insight::column::file::FileError;

/// When the files were last written, as seconds since 1970.
pub const WRITTEN_AT: &str = "columns_written_timestamp_seconds";
/// How long the last writing took.
pub const WRITE_SECONDS: &str = "columns_write_seconds";
/// How long columns took to be read in at the start.
pub const START_SECONDS: &str = "columns_start_seconds";
/// Bytes of the files.
pub const BYTES: &str = "columns_bytes";

/// Where columns are kept and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The folder; it holds nothing else.
    pub folder: PathBuf,
    /// What has changed is written after so long. Who was erased is in the files no longer.
    pub every_ms: i64,
}

impl Keeping {
    /// An hour.
    pub const EVERY_MS: i64 = 3_600_000;
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Ranges of members there are.
    pub parts: usize,
    /// Of these written just now; the others stayed as they were.
    pub written: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Up to where the journal is in them.
    pub position: i64,
    /// How long it took.
    pub took_ms: u64,
}

/// What a process knows of its files.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// What it wrote or read last, for the parts that it has in memory.
    known: Known,
    /// When it tried to write last.
    tried_at: Option<Instant>,
}

/// Why files are not written or not taken.
#[derive(Debug, Error)]
enum Trouble {
    #[error("{path}: {error}")]
    File {
        path: PathBuf,
        error: std::io::Error,
    },
    #[error("{path}: {why}")]
    Broken { path: PathBuf, why: &'static str },
    #[error("{path}: {error}")]
    Manifest {
        path: PathBuf,
        error: serde_json::Error,
    },
    #[error(transparent)]
    Form(#[from] FileError),
    #[error("another process writes the columns in {0}")]
    Busy(PathBuf),
    #[error("columns were read in anew meanwhile, or nobody waits any more")]
    Stopped,
}
