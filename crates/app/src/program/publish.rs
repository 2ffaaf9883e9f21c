//! Makes a version decide from an instant on.

use regulars_engine::id::PublicationId;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, Fact, NewAudit, ProgramVersion, Publication};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};
use crate::job;

/// Every process sees a publication before it goes live: they look once a second.
pub(super) const NOTICE_MS: i64 = 2_000;

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Our id.
    pub id: PublicationId,
    /// Which version.
    pub version: ProgramVersion,
    /// It decides from here on.
    pub live_at: Instant,
}

/// Publishes a version at `at`, or as soon as may be: at once for the first program of an installation, else in two
/// seconds.
///
/// # Errors
/// `NotFound`; an instant too near or past; an unavailable store.
pub async fn publish(
    app: &App,
    by: Actor,
    version: ProgramVersion,
    at: Option<Instant>,
) -> Result<Published> {
    let named = version.clone();
    let text = app
        .read(move |_, reader| Ok(reader.program_text(&named)?))
        .await?;
    if text.is_none() {
        return Err(AppError::not_found(
            Thing::Version,
            format!("{} {}", version.program, version.version),
        ));
    }
    let live_at = live_at(app, at)?;
    let now = app.now();
    let id = PublicationId::from_raw(app.next_id());
    let payload = serde_json::json!({"program": version.program, "version": version.version, "live_at": live_at.ms()});
    let audit = NewAudit {
        note: Some(format!("{} {live_at}", version.version)),
        ..tell(
            app,
            by,
            "program.publish",
            Some(version.program.to_string()),
        )
    };
    let changeset = Changeset {
        audit: vec![audit],
        posted_at: now,
        publications: vec![Publication {
            id,
            version: version.clone(),
            live_at,
            by,
        }],
        jobs: job::after_publishing(app, live_at),
        facts: vec![Fact {
            at: now,
            kind: "program.published",
            owner: None,
            payload: to_json(&payload),
        }],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => app.refresh().await?,
        Commit::Again | Commit::Replayed => {
            return Err(AppError::Internal(
                "a publication has no owner to move".to_owned(),
            ));
        }
    }
    Ok(Published {
        id,
        version,
        live_at,
    })
}

fn live_at(app: &App, at: Option<Instant>) -> Result<Instant> {
    let now = app.now();
    let first = app.programs().timeline().is_empty();
    match at {
        None if first => Ok(now),
        None => Ok(now.plus_ms(NOTICE_MS)),
        Some(at) if first || at >= now.plus_ms(NOTICE_MS) => Ok(at),
        Some(at) => Err(AppError::field(
            "/at",
            said!(
                "is {at}; it must be at least two seconds after now ({now}), or left out for as soon as may be",
                "указано `{at}`; нужно хотя бы на две секунды позже, чем сейчас (`{now}`), а без этого поля — как можно скорее"
            ),
        )),
    }
}
