//! Widens a roll-out: to a greater share, to more stores, or to everybody.

use regulars_engine::id::PublicationId;
use regulars_engine::name::ProgramId;
use regulars_engine::rollout::Audience;
use regulars_engine::said;
use regulars_store::{Actor, Publication, Reader, RolloutStep, RolloutStepKind};

use super::step::{after, check, running_of, write};
use crate::app::{App, Commit};
use crate::error::{AppError, Result};
use crate::program::named_program;
use crate::segment;

/// Whom a version is to decide for from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wider {
    /// More of the same.
    To(Audience),
    /// Everybody: it is published, and the roll-out is over.
    Everybody,
}

/// Widens the roll-out of a program, as soon as may be. Who was in it stays in it.
///
/// # Errors
/// `NotFound` while none is rolled out; at `/to` what is not wider; those of a publication; an unavailable store.
pub async fn widen(
    app: &App,
    by: Actor,
    program: ProgramId,
    to: Wider,
    note: Option<String>,
) -> Result<RolloutStep> {
    let _one_at_a_time = segment::turn(app).await;
    loop {
        let (program, to, note) = (program.clone(), to.clone(), note.clone());
        let step = app.read(move |app, reader| {
            let last = running_of(reader, &program)?.step;
            // It is a version like any other: what it names is still there.
            named_program(reader, &last.version)?;
            let mut step = next(app, reader, by, last, to)?;
            step.note = note;
            let mut changeset = write(app, step.clone(), reader.segments_mark()?);
            if step.kind == RolloutStepKind::Everybody {
                changeset.publications = vec![Publication {
                    id: PublicationId::from_raw(app.next_id()),
                    version: step.version.clone(),
                    live_at: step.live_at,
                    by,
                }];
            }
            Ok((changeset, step))
        });
        let (changeset, step) = step.await?;
        if let Commit::Done = app.commit(changeset).await? {
            app.refresh().await?;
            return Ok(step);
        }
    }
}

fn next(
    app: &App,
    reader: &Reader<'_>,
    by: Actor,
    last: RolloutStep,
    to: Wider,
) -> Result<RolloutStep> {
    let audience = match to {
        Wider::Everybody => return Ok(after(app, by, last, RolloutStepKind::Everybody, None)),
        Wider::To(audience) => audience,
    };
    check(reader, &audience)?;
    let is_wider = { last.audience.as_ref() }.is_some_and(|known| audience.is_wider_than(known));
    if !is_wider {
        return Err(AppError::field(
            "/to",
            said!(
                "is not wider than it is now; name a greater share, all stores of now and more, or everybody",
                "не шире, чем сейчас; укажите большую долю, все нынешние магазины и ещё другие или всех"
            ),
        ));
    }
    Ok(after(
        app,
        by,
        last,
        RolloutStepKind::Widened,
        Some(audience),
    ))
}
