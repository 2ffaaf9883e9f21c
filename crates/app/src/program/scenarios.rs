//! The scenario file of a program: read, and put in place of what was there.

use regulars_engine::name::ProgramId;
use regulars_engine::scenario;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, Fact, ProgramVersion, Reader};

use super::compiled::compiled;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};

/// A stored scenario file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenariosView {
    /// The file, as sent.
    pub text: String,
    /// When it was stored.
    pub posted_at: Instant,
}

/// Reads the scenario file of a program.
///
/// # Errors
/// `NotFound` if none is stored.
pub async fn scenarios(app: &App, program: ProgramId) -> Result<ScenariosView> {
    app.read(move |_, reader| stored(reader, &program)).await
}

/// The stored file.
pub(crate) fn stored(reader: &Reader<'_>, program: &ProgramId) -> Result<ScenariosView> {
    let (text, posted_at) = reader
        .scenarios(program)?
        .ok_or_else(|| AppError::not_found(Thing::Scenarios, program))?;
    Ok(ScenariosView { text, posted_at })
}

/// Stores the scenario file of a program. It must be right for the program's last version; whether the scenarios pass
/// is not asked.
///
/// # Errors
/// `NotFound` for a program without a version; `BadFile`; an unavailable store.
pub async fn put_scenarios(
    app: &App,
    by: Actor,
    program: ProgramId,
    text: String,
) -> Result<ScenariosView> {
    let (named, sent) = (program.clone(), text.clone());
    let same = app
        .read(move |_, reader| {
            let version = reader.next_version(&named)?.saturating_sub(1);
            let last = ProgramVersion {
                program: named.clone(),
                version,
            };
            scenario::parse(&compiled(reader, &last)?, &sent).map_err(AppError::BadFile)?;
            Ok(stored(reader, &named)
                .ok()
                .filter(|known| known.text == sent))
        })
        .await?;
    if let Some(known) = same {
        return Ok(known);
    }
    let now = app.now();
    let changeset = Changeset {
        posted_at: now,
        audit: vec![tell(
            app,
            by,
            "program.scenarios",
            Some(program.to_string()),
        )],
        facts: vec![Fact {
            at: now,
            kind: "program.scenarios",
            owner: None,
            payload: to_json(&serde_json::json!({"program": program})),
        }],
        scenarios: vec![(program, text.clone())],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(ScenariosView {
            text,
            posted_at: now,
        }),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "a scenario file has no owner to move".to_owned(),
        )),
    }
}
