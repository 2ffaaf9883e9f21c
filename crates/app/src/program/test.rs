//! Plays scenarios on a stored version, in memory.

use regulars_engine::scenario::{self, ScenarioReport};
use regulars_store::ProgramVersion;

use super::compiled::compiled;
use super::scenarios::stored;
use crate::app::App;
use crate::error::{AppError, Result};

/// Plays a scenario file on a version, or the program's stored one; nothing is posted.
///
/// # Errors
/// `NotFound`; `BadFile` for a scenario file with problems.
pub async fn test(
    app: &App,
    version: ProgramVersion,
    scenarios: Option<String>,
) -> Result<ScenarioReport> {
    app.read(move |_, reader| {
        let program = compiled(reader, &version)?;
        let scenarios = match scenarios {
            Some(text) => text,
            None => stored(reader, &version.program)?.text,
        };
        scenario::test(&program, &scenarios).map_err(AppError::BadFile)
    })
    .await
}
