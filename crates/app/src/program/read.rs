//! One version of a program.

use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::ProgramVersion;

use crate::app::App;
use crate::error::{AppError, Result};

/// A version with its text.
#[derive(Debug, Clone)]
pub struct VersionView {
    /// Which.
    pub version: ProgramVersion,
    /// The file, as sent.
    pub text: String,
    /// Its rules; `None` for one of an earlier release that this one would refuse.
    pub program: Option<Program>,
    /// When it was stored.
    pub posted_at: Instant,
    /// Since when it decides, each time it was published.
    pub live_at: Vec<Instant>,
}

/// Reads a version.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, version: ProgramVersion) -> Result<VersionView> {
    app.read(move |_, reader| {
        let missing = || {
            AppError::not_found(
                "program version",
                format!("{} {}", version.program, version.version),
            )
        };
        let text = reader.program_text(&version)?.ok_or_else(missing)?;
        let rows = reader.versions(Some(&version.program))?;
        let row = rows
            .into_iter()
            .find(|row| row.version == version)
            .ok_or_else(missing)?;
        let publications = reader
            .publications()?
            .into_iter()
            .filter(|publication| publication.version == version);
        let live_at = publications
            .map(|publication| publication.live_at)
            .collect();
        Ok(VersionView {
            version: row.version,
            program: Program::read(&text).ok(),
            text,
            posted_at: row.posted_at,
            live_at,
        })
    })
    .await
}
