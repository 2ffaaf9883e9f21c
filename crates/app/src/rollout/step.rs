//! What every step of a roll-out has in common.

use std::collections::BTreeSet;

use regulars_engine::id::RolloutStepId;
use regulars_engine::name::{ProgramId, SegmentId, StoreId};
use regulars_engine::rollout::Audience;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{
    Actor, Changeset, Fact, NewAudit, Reader, RolloutRow, RolloutStep, RolloutStepKind,
};

use crate::app::App;
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};
use crate::job;
use crate::program::NOTICE_MS;

/// The last step, if a version is rolled out by it, now or in time to come.
pub(super) fn running(reader: &Reader<'_>) -> Result<Option<RolloutRow>> {
    let last = reader.rollout_steps()?.pop();
    Ok(last.filter(|row| row.step.audience.is_some()))
}

/// The same of a program, where there must be one.
///
/// # Errors
/// `NotFound`.
pub(super) fn running_of(reader: &Reader<'_>, program: &ProgramId) -> Result<RolloutRow> {
    let running = running(reader)?.filter(|row| row.step.version.program == *program);
    running.ok_or_else(|| AppError::not_found(Thing::Rollout, program))
}

/// One at a time: while a version is rolled out, no other is published or rolled out.
///
/// # Errors
/// `VersionsClash`.
pub(crate) fn refuse_while_running(reader: &Reader<'_>) -> Result<()> {
    let Some(row) = running(reader)? else {
        return Ok(());
    };
    let (program, version) = (&row.step.version.program, row.step.version.version);
    Err(AppError::VersionsClash(said!(
        "`{program}` {version} is being rolled out; widen it to everybody or withdraw it first",
        "идёт поэтапный запуск версии {version} программы `{program}`; сначала распространите её на всех или отзовите"
    )))
}

/// Whether a roll-out that is running stands on a saved segment.
pub(crate) fn names_segment(reader: &Reader<'_>, id: &SegmentId) -> Result<Option<RolloutRow>> {
    let names =
        |row: &RolloutRow| matches!(&row.step.audience, Some(Audience::Segment(of)) if of == id);
    Ok(running(reader)?.filter(names))
}

/// What an audience names is there.
///
/// # Errors
/// At `/to/stores`, `/to/segment`: what is not.
pub(super) fn check(reader: &Reader<'_>, audience: &Audience) -> Result<()> {
    match audience {
        Audience::Stores(stores) => check_stores(reader, stores),
        Audience::Segment(segment) => {
            let saved = reader.saved_segments()?;
            match saved.iter().any(|row| row.id == *segment) {
                true => Ok(()),
                false => Err(AppError::field(
                    "/to/segment",
                    said!(
                        "`{segment}` is no saved segment; `GET /v1/segments` lists them",
                        "сегмента `{segment}` нет; все сегменты перечисляет `GET /v1/segments`"
                    ),
                )),
            }
        }
        Audience::Share(_) => Ok(()),
    }
}

fn check_stores(reader: &Reader<'_>, stores: &BTreeSet<StoreId>) -> Result<()> {
    for store in stores {
        if reader.store(store)?.is_none() {
            return Err(AppError::field(
                "/to/stores",
                said!(
                    "there is no store `{store}`; put it into the catalogue first",
                    "магазина `{store}` нет; сначала добавьте его в справочник"
                ),
            ));
        }
    }
    Ok(())
}

/// As soon as every process can have seen it, and not before the step it follows.
pub(super) fn soon(app: &App, after: &RolloutStep) -> Instant {
    app.now().plus_ms(NOTICE_MS).max(after.live_at)
}

/// The step that follows another of the same roll-out.
pub(super) fn after(
    app: &App,
    by: Actor,
    last: RolloutStep,
    kind: RolloutStepKind,
    audience: Option<Audience>,
) -> RolloutStep {
    RolloutStep {
        id: RolloutStepId::from_raw(app.next_id()),
        kind,
        audience,
        live_at: soon(app, &last),
        by,
        note: None,
        ..last
    }
}

/// A step as it is written. `seen` is the mark of what it was decided on.
pub(super) fn write(app: &App, step: RolloutStep, seen: i64) -> Changeset {
    let now = app.now();
    let (action, kind) = match step.kind {
        RolloutStepKind::Started => ("program.rollout.start", "program.rollout_started"),
        RolloutStepKind::Widened => ("program.rollout.widen", "program.rollout_widened"),
        RolloutStepKind::Everybody => ("program.rollout.everybody", "program.rollout_ended"),
        RolloutStepKind::Withdrawn => ("program.rollout.withdraw", "program.rollout_withdrawn"),
    };
    let (program, version) = (&step.version.program, step.version.version);
    let payload = serde_json::json!({
        "program": program, "version": version, "to": step.audience, "live_at": step.live_at.ms(),
    });
    let told = step.audience.as_ref().map(to_json);
    let parts = [Some(version.to_string()), told, step.note.clone()];
    let note: Vec<String> = parts.into_iter().flatten().collect();
    Changeset {
        posted_at: now,
        segments_seen: Some(seen),
        audit: vec![NewAudit {
            note: Some(note.join(" ")),
            ..tell(app, step.by, action, Some(program.to_string()))
        }],
        facts: vec![Fact {
            at: now,
            kind,
            owner: None,
            payload: to_json(&payload),
        }],
        // Whoever changes sides may enter segments of the other version.
        jobs: job::after_publishing(app, step.live_at),
        rollout_steps: vec![step],
        ..Changeset::default()
    }
}
