//! The same rows brought in by SQLite's own command-line tool: one flat table, text as it stands.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::bench::samples::timed;
use crate::failure::Failure;

/// How long it takes; `None` where the tool is missing.
///
/// # Errors
/// A tool that fails.
pub fn import(file: &Path, database: &Path) -> Result<Option<Duration>, Failure> {
    let mut tool = Command::new("sqlite3");
    let import = format!(".import '{}' purchases", file.display());
    tool.arg(database).arg(".mode csv").arg(import);
    let (status, time) = timed(|| tool.status());
    match status {
        Ok(status) if status.success() => Ok(Some(time)),
        Ok(status) => Err(Failure::Other(format!("sqlite3 ended with {status}"))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
