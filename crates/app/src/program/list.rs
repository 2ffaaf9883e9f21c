//! Programs and their versions.

use regulars_engine::name::ProgramId;
use regulars_engine::time::Instant;
use regulars_store::{ProgramVersion, PublicationRow, VersionRow};

use crate::app::App;
use crate::error::Result;

/// Everything about programs at a glance.
#[derive(Debug, Clone)]
pub struct ProgramView {
    /// As of when.
    pub as_of: Instant,
    /// The version that decides now; version 0 is the built-in `no-program`.
    pub live: ProgramVersion,
    /// Versions, oldest first.
    pub versions: Vec<VersionRow>,
    /// Publications, in the order they were said.
    pub publications: Vec<PublicationRow>,
}

/// Lists versions and publications, of one program or of all.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App, program: Option<ProgramId>) -> Result<ProgramView> {
    app.read(move |app, reader| {
        let now = app.now();
        let of_program = |version: &ProgramVersion| {
            program
                .as_ref()
                .is_none_or(|program| version.program == *program)
        };
        Ok(ProgramView {
            as_of: now,
            live: app.programs().at(now).version.clone(),
            versions: reader.versions(program.as_ref())?,
            publications: reader
                .publications()?
                .into_iter()
                .filter(|row| of_program(&row.version))
                .collect(),
        })
    })
    .await
}
