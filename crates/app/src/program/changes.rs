//! What differs between two versions of a program.

use regulars_engine::language::Language;
use regulars_engine::program::Change;
use regulars_store::ProgramVersion;

use super::compiled::written;
use crate::app::App;
use crate::error::Result;

/// What a version says that another version of the same program does not, and the other way about.
///
/// # Errors
/// `NotFound` for either.
pub async fn changes(
    app: &App,
    version: ProgramVersion,
    from: u32,
    language: Language,
) -> Result<Vec<Change>> {
    app.read(move |_, reader| {
        let before = ProgramVersion {
            program: version.program.clone(),
            version: from,
        };
        let (before, after) = (written(reader, &before)?, written(reader, &version)?);
        Ok(after.changes_from(&before, language))
    })
    .await
}
