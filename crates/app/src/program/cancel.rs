//! Takes a publication back before it decides.

use regulars_engine::id::PublicationId;
use regulars_engine::name::ProgramId;
use regulars_store::{Actor, Changeset, Fact, NewAudit, PublicationRow};

use super::publish::NOTICE_MS;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};

/// Takes a publication of a program back, so that its version does not become live by it.
///
/// # Errors
/// `NotFound`, also for one that was taken back; `LiveAlready` for one that decides, has decided, or would within two
/// seconds; an unavailable store.
pub async fn cancel(
    app: &App,
    by: Actor,
    program: ProgramId,
    publication: PublicationId,
) -> Result<()> {
    let _one_at_a_time = app
        .calls()
        .hold(("publication".to_owned(), publication.to_string()))
        .await;
    let row = find(app, &program, publication).await?;
    let now = app.now();
    let decides_now = app.programs().at(now).live_at == row.live_at;
    if decides_now || row.live_at < now.plus_ms(NOTICE_MS) {
        return Err(AppError::LiveAlready(row.live_at));
    }
    let number = row.version.version;
    let payload =
        serde_json::json!({"program": program, "version": number, "live_at": row.live_at.ms()});
    let audit = NewAudit {
        note: Some(format!("{number} {}", row.live_at)),
        ..tell(app, by, "program.cancel", Some(program.to_string()))
    };
    let changeset = Changeset {
        posted_at: now,
        audit: vec![audit],
        cancelled_publications: vec![publication],
        facts: vec![Fact {
            at: now,
            kind: "program.cancelled",
            owner: None,
            payload: to_json(&payload),
        }],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => app.refresh().await,
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "a publication has no owner to move".to_owned(),
        )),
    }
}

async fn find(
    app: &App,
    program: &ProgramId,
    publication: PublicationId,
) -> Result<PublicationRow> {
    let rows = app
        .read(move |_, reader| Ok(reader.publications()?))
        .await?;
    rows.into_iter()
        .find(|row| row.id == publication && row.version.program == *program)
        .ok_or_else(|| AppError::not_found(Thing::Publication, publication))
}
