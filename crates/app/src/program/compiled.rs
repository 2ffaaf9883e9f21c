//! A stored version, ready to decide.

use regulars_engine::program::Program;
use regulars_store::{ProgramVersion, Reader};

use crate::error::{AppError, Result};

/// Reads and compiles a version, published or not.
pub(crate) fn compiled(reader: &Reader<'_>, version: &ProgramVersion) -> Result<Program> {
    let text = reader.program_text(version)?.ok_or_else(|| {
        AppError::not_found(
            "program version",
            format!("{} {}", version.program, version.version),
        )
    })?;
    Program::read(&text).map_err(AppError::BadFile)
}
