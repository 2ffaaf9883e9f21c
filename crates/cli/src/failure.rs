//! Exit codes that mean something, and errors said to a person.

use std::fmt;
use std::path::Path;
use std::process::ExitCode;

use regulars_app::AppError;
use regulars_app::folder::StoreError;
use regulars_app::import::ImportError;
use regulars_engine::program::Problem;
use regulars_insight::column::file::FileError;

use crate::output;

/// What the exit codes mean, for `--help`.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the check failed: a scenario, a program file, the books
  2  the command line is wrong
  3  the data cannot be used now: in use, full, read-only, of a newer version, a server that is down
  4  something else failed";

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The check it was asked to make failed; what was found has been printed.
    Check,
    /// The command line is wrong in a way only its work shows.
    Usage(String),
    /// A server runs on the data folder.
    InUse(String),
    /// The data folder cannot be used now.
    Unavailable(String),
    /// Something else.
    Other(String),
}

/// What commands answer.
pub type Done = Result<(), Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Check => f.write_str("the check failed"),
            Self::Usage(why) | Self::InUse(why) | Self::Unavailable(why) | Self::Other(why) => {
                f.write_str(why)
            }
        }
    }
}

/// Says what went wrong on standard error and gives the exit code.
pub fn exit(done: Done) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Check) => ExitCode::from(1),
        Err(failure @ Failure::Usage(_)) => {
            output::complain(&failure);
            ExitCode::from(2)
        }
        Err(failure @ (Failure::InUse(_) | Failure::Unavailable(_))) => {
            output::complain(&failure);
            ExitCode::from(3)
        }
        Err(failure @ Failure::Other(_)) => {
            output::complain(&failure);
            ExitCode::from(4)
        }
    }
}

impl Failure {
    /// A file that cannot be used.
    pub fn of_file(file: &Path, error: &std::io::Error) -> Self {
        Self::Other(format!("{}: {error}", file.display()))
    }
}

/// Prints every problem of a file, each with its place.
pub fn problems(file: impl fmt::Display, problems: &[Problem]) -> Failure {
    for problem in problems {
        output::complain(format_args!("{file}: {problem}"));
    }
    Failure::Check
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(format!("{error:#}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let why = error.to_string();
        match error {
            StoreError::InUse { .. } => Self::InUse(why),
            StoreError::BadAddress(_) => Self::Usage(why),
            StoreError::Newer { .. }
            | StoreError::NoDatabase { .. }
            | StoreError::NoTables { .. }
            | StoreError::Unreachable { .. }
            | StoreError::TooOld { .. }
            | StoreError::Lost(_)
            | StoreError::Occupied { .. }
            | StoreError::Connected { .. }
            | StoreError::Moved { .. }
            | StoreError::Receiving
            | StoreError::Paused
            | StoreError::Busy
            | StoreError::Full
            | StoreError::ReadOnly => Self::Unavailable(why),
            _ => Self::Other(why),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Unavailable(why) => Self::Unavailable(why.to_string()),
            AppError::BadFile(found) => problems("the file", &found),
            AppError::Invalid(fields) => {
                let said = fields.iter().map(|field| {
                    format!(
                        "{} {}",
                        field.pointer.trim_start_matches('/'),
                        field.message
                    )
                });
                Self::Other(said.collect::<Vec<_>>().join("\n"))
            }
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::App(error) => error.into(),
            ImportError::Mapping(why) => Self::Usage(why.to_string()),
            error => Self::Other(error.to_string()),
        }
    }
}
