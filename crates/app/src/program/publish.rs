//! Makes a version decide from an instant on.

use regulars_engine::id::PublicationId;
use regulars_engine::program::Program;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, Fact, NewAudit, ProgramVersion, Publication, Reader};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};
use crate::game;
use crate::job;
use crate::rollout::refuse_while_running;
use crate::segment;

/// Every process sees a publication before it goes live: they look once a second.
pub(crate) const NOTICE_MS: i64 = 2_000;

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
/// `NotFound`; `BadFile` for one that names a saved segment that is not there; `VersionsClash` while a version is rolled out;
/// an instant too near or past; an unavailable store.
pub async fn publish(
    app: &App,
    by: Actor,
    version: ProgramVersion,
    at: Option<Instant>,
) -> Result<Published> {
    // Between looking for the segments it names and publishing, none of them is dropped, and no version is rolled out.
    let _one_at_a_time = segment::turn(app).await;
    loop {
        let named = version.clone();
        let step = app.read(move |app, reader| {
            let program = named_program(reader, &named)?;
            refuse_while_running(reader)?;
            let segments_seen = reader.segments_mark()?;
            let live_at = live_at(app, at)?;
            let (mut changeset, published) = decide(app, by, named, live_at, segments_seen);
            changeset.seeds = game::opening(app, &program)?;
            Ok((changeset, published))
        });
        let (changeset, published) = step.await?;
        if let Commit::Done = app.commit(changeset).await? {
            app.refresh().await?;
            return Ok(published);
        }
    }
}

/// The program of a version; every saved segment that it names is there.
pub(crate) fn named_program(reader: &Reader<'_>, version: &ProgramVersion) -> Result<Program> {
    let text = reader.program_text(version)?.ok_or_else(|| {
        AppError::not_found(
            Thing::Version,
            format!("{} {}", version.program, version.version),
        )
    })?;
    let program = Program::read(&text).map_err(AppError::BadFile)?;
    let unknown = segment::unknown(reader, &program, &text)?;
    if !unknown.is_empty() {
        return Err(AppError::BadFile(unknown));
    }
    Ok(program)
}

fn decide(
    app: &App,
    by: Actor,
    version: ProgramVersion,
    live_at: Instant,
    segments_seen: i64,
) -> (Changeset, Published) {
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
        segments_seen: Some(segments_seen),
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
    let published = Published {
        id,
        version,
        live_at,
    };
    (changeset, published)
}

pub(crate) fn live_at(app: &App, at: Option<Instant>) -> Result<Instant> {
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
