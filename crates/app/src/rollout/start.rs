//! Begins to roll a version out beside the standing one.

use std::sync::Arc;

use regulars_engine::id::RolloutStepId;
use regulars_engine::program::Program;
use regulars_engine::rollout::{Audience, cannot_live_beside};
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{Actor, ProgramVersion, Reader, RolloutStep, RolloutStepKind};

use super::step::{check, refuse_while_running, write};
use crate::app::{App, Commit};
use crate::error::{AppError, Result, Thing};
use crate::experiment::salt;
use crate::game;
use crate::live::LiveProgram;
use crate::program::{live_at, named_program};
use crate::segment;

/// A version to roll out.
#[derive(Debug, Clone)]
pub struct Start {
    /// Which.
    pub version: ProgramVersion,
    /// To whom.
    pub to: Audience,
    /// From when; `None`: as soon as may be, in two seconds.
    pub at: Option<Instant>,
    /// Why.
    pub note: Option<String>,
}

/// Rolls a version out.
///
/// # Errors
/// `NotFound`; `VersionsClash` while another is rolled out or to be published; `BadFile` where both cannot live beside each
/// other, with the places; an instant too near or past; stores or a segment that are not there; an unavailable store.
pub async fn start(app: &App, by: Actor, asked: Start) -> Result<RolloutStep> {
    let _one_at_a_time = segment::turn(app).await;
    let salt = salt(
        app,
        &format!("{} {}", asked.version.program, asked.version.version),
    )?;
    loop {
        let (asked, salt) = (asked.clone(), salt.clone());
        let step = app.read(move |app, reader| {
            let program = named_program(reader, &asked.version)?;
            let live_at = live_at(app, asked.at)?;
            refuse_while_running(reader)?;
            let standing = standing(app, reader, live_at)?;
            beside(&standing, &asked.version, &program)?;
            check(reader, &asked.to)?;
            let step = RolloutStep {
                id: RolloutStepId::from_raw(app.next_id()),
                kind: RolloutStepKind::Started,
                version: asked.version,
                beside: standing.version.version,
                audience: Some(asked.to),
                salt,
                live_at,
                by,
                note: asked.note,
            };
            let mut changeset = write(app, step.clone(), reader.segments_mark()?);
            changeset.seeds = game::opening(app, &program)?;
            Ok((changeset, step))
        });
        let (changeset, step) = step.await?;
        if let Commit::Done = app.commit(changeset).await? {
            app.refresh().await?;
            return Ok(step);
        }
    }
}

/// The version it stands beside: the one in force then, with none to follow it.
fn standing(app: &App, reader: &Reader<'_>, live_at: Instant) -> Result<Arc<LiveProgram>> {
    let mut published = app.programs().stored(reader)?;
    let now = app.now();
    if let Some(ahead) = published.iter().find(|live| live.live_at > now) {
        let (program, version, at) = (
            &ahead.version.program,
            ahead.version.version,
            ahead.live_at.to_string(),
        );
        return Err(AppError::VersionsClash(said!(
            "`{program}` {version} is to be published at {at}; wait for it or cancel that first",
            "на `{at}` назначена публикация версии {version} программы `{program}`; дождитесь её или сначала отмените"
        )));
    }
    published.retain(|live| live.live_at <= live_at);
    let last = published.pop();
    last.ok_or_else(|| AppError::not_found(Thing::LiveVersion, "*"))
}

fn beside(standing: &LiveProgram, version: &ProgramVersion, program: &Program) -> Result<()> {
    if standing.version == *version {
        return Err(AppError::VersionsClash(said!(
            "this version decides for everybody already; roll another one out",
            "эта версия уже действует для всех; запустите другую"
        )));
    }
    let problems = cannot_live_beside(&standing.program, program);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(AppError::BadFile(problems)),
    }
}
