//! A stored version, ready to decide.

use regulars_engine::program::{Program, Written};
use regulars_store::{ProgramVersion, Reader};

use crate::error::{AppError, Result, Thing};

/// Reads and compiles a version, published or not.
pub(crate) fn compiled(reader: &Reader<'_>, version: &ProgramVersion) -> Result<Program> {
    Ok(written(reader, version)?.program)
}

/// The same with the file it was compiled from.
pub(crate) fn written(reader: &Reader<'_>, version: &ProgramVersion) -> Result<Written> {
    let text = reader.program_text(version)?.ok_or_else(|| {
        AppError::not_found(
            Thing::Version,
            format!("{} {}", version.program, version.version),
        )
    })?;
    Written::read(&text).map_err(AppError::BadFile)
}
