//! Stores a version of a program. A text that does not compile is refused whole, with every problem.

use std::sync::Arc;

use regulars_engine::program::Program;
use regulars_engine::said;
use regulars_store::{Actor, Changeset, Fact, NewAudit, NewVersion, ProgramVersion, Reader};
use serde::{Deserialize, Serialize};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};

/// A stored version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stored {
    program: regulars_engine::name::ProgramId,
    version: u32,
}

/// Stores the text as the program's next version; the same text as its last version is that version again.
///
/// # Errors
/// `BadFile`; a program id other than the route's; `KeyReused`; an unavailable store.
pub async fn put(
    app: &App,
    by: Actor,
    expected_id: Option<&str>,
    text: String,
    key: Option<Keyed>,
) -> Result<Done<ProgramVersion>> {
    let program = Program::read(&text).map_err(AppError::BadFile)?;
    if let Some(expected) = expected_id
        && program.id.as_str() != expected
    {
        let message = said!(
            "the file is of program `{}`, the address says `{expected}`",
            "файл описывает программу `{}`, а в адресе указана `{expected}`",
            program.id
        );
        return Err(AppError::field("/program/id", message));
    }
    let _one_at_a_time = app
        .calls()
        .hold(("program".to_owned(), program.id.to_string()))
        .await;
    let work = Arc::new((by, program.id, text, key));
    let (changeset, done) = app
        .read(move |app, reader| step(app, reader, &work))
        .await?;
    let Some(changeset) = changeset else {
        return Ok(done);
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(done),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "a version has no owner to move".to_owned(),
        )),
    }
}

type Work = (
    Actor,
    regulars_engine::name::ProgramId,
    String,
    Option<Keyed>,
);

fn step(
    app: &App,
    reader: &Reader<'_>,
    work: &Arc<Work>,
) -> Result<(Option<Changeset>, Done<ProgramVersion>)> {
    let (by, program, text, key) = &**work;
    let version = |version| ProgramVersion {
        program: program.clone(),
        version,
    };
    if let Some(done) = keyed::known::<Stored>(reader, key.as_ref())? {
        return Ok((
            None,
            Done {
                outcome: version(done.outcome.version),
                replayed: true,
            },
        ));
    }
    let next = reader.next_version(program)?;
    if next > 1 && reader.program_text(&version(next - 1))?.as_deref() == Some(text) {
        return Ok((
            None,
            Done {
                outcome: version(next - 1),
                replayed: true,
            },
        ));
    }
    let now = app.now();
    let payload = serde_json::json!({"program": program, "version": next});
    let audit = NewAudit {
        note: Some(next.to_string()),
        ..tell(app, *by, "program.put", Some(program.to_string()))
    };
    let changeset = Changeset {
        posted_at: now,
        call: keyed::call(
            app,
            key.as_ref(),
            &Stored {
                program: program.clone(),
                version: next,
            },
        ),
        audit: vec![audit],
        versions: vec![NewVersion {
            version: version(next),
            text: text.clone(),
            by: *by,
        }],
        facts: vec![Fact {
            at: now,
            kind: "program.stored",
            owner: None,
            payload: to_json(&payload),
        }],
        ..Changeset::default()
    };
    Ok((
        Some(changeset),
        Done {
            outcome: version(next),
            replayed: false,
        },
    ))
}
