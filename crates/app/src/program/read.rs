//! One version of a program.

use regulars_engine::name::ProgramId;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::{Actor, ProgramVersion, PublicationRow};

use crate::app::App;
use crate::error::{AppError, Result, Thing};

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
    /// Who stored it.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
    /// Its publications, in the order they were said.
    pub publications: Vec<PublicationRow>,
}

/// Reads the version of a program that decides now.
///
/// # Errors
/// `NotFound` where another program decides.
pub async fn current(app: &App, program: ProgramId) -> Result<VersionView> {
    let live = app.programs().at(app.now());
    if live.version.program == program {
        read(app, live.version.clone()).await
    } else {
        Err(AppError::not_found(Thing::LiveVersion, program))
    }
}

/// Reads a version.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, version: ProgramVersion) -> Result<VersionView> {
    app.read(move |_, reader| {
        let missing = || {
            AppError::not_found(
                Thing::Version,
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
            .filter(|publication| publication.version == version)
            .collect();
        Ok(VersionView {
            version: row.version,
            program: Program::read(&text).ok(),
            text,
            posted_at: row.posted_at,
            by: row.by,
            name: row.name,
            publications,
        })
    })
    .await
}
