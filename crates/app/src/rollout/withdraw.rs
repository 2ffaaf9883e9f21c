//! Withdraws a roll-out: the standing version decides for everybody again.

use regulars_engine::name::ProgramId;
use regulars_store::{Actor, RolloutStep, RolloutStepKind};

use super::step::{after, running_of, write};
use crate::app::{App, Commit};
use crate::error::Result;
use crate::segment;

/// Withdraws the version of a program that is rolled out, as soon as may be. What it decided stays, and is returned by its rules.
///
/// # Errors
/// `NotFound` while none is rolled out; an unavailable store.
pub async fn withdraw(
    app: &App,
    by: Actor,
    program: ProgramId,
    note: Option<String>,
) -> Result<RolloutStep> {
    let _one_at_a_time = segment::turn(app).await;
    loop {
        let (program, note) = (program.clone(), note.clone());
        let step = app.read(move |app, reader| {
            let last = running_of(reader, &program)?.step;
            let step = RolloutStep {
                note,
                ..after(app, by, last, RolloutStepKind::Withdrawn, None)
            };
            let changeset = write(app, step.clone(), reader.segments_mark()?);
            Ok((changeset, step))
        });
        let (changeset, step) = step.await?;
        if let Commit::Done = app.commit(changeset).await? {
            app.refresh().await?;
            return Ok(step);
        }
    }
}
