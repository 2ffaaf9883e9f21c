//! Plays scenarios on a stored version, in memory.

use regulars_engine::program::Program;
use regulars_engine::scenario::{self, ScenarioReport};
use regulars_store::ProgramVersion;

use crate::app::App;
use crate::error::{AppError, Result};

/// Plays a scenario file on a version; nothing is posted.
///
/// # Errors
/// `NotFound`; `BadFile` for a scenario file with problems.
pub async fn test(app: &App, version: ProgramVersion, scenarios: String) -> Result<ScenarioReport> {
    app.read(move |_, reader| {
        let text = reader.program_text(&version)?.ok_or_else(|| {
            AppError::not_found(
                "program version",
                format!("{} {}", version.program, version.version),
            )
        })?;
        let program = Program::read(&text).map_err(AppError::BadFile)?;
        scenario::test(&program, &scenarios).map_err(AppError::BadFile)
    })
    .await
}
