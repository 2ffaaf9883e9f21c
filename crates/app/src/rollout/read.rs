//! How the latest roll-out of a program stands.

use regulars_engine::name::ProgramId;
use regulars_engine::time::Instant;
use regulars_store::{RolloutRow, RolloutStepKind};

use super::compare::{Comparison, compare};
use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// A roll-out.
#[derive(Debug, Clone)]
pub struct Rollout {
    /// As of when.
    pub as_of: Instant,
    /// Its steps, the first one first.
    pub steps: Vec<RolloutRow>,
    /// Whether it goes on.
    pub is_running: bool,
    /// What was bought on either side; `None` while it has not begun.
    pub comparison: Option<Comparison>,
}

/// Reads the latest roll-out of a program, with what came of it.
///
/// # Errors
/// `NotFound` for a program of which no version was ever rolled out; analytics that are being read in; an unavailable store.
pub async fn read(app: &App, program: ProgramId) -> Result<Rollout> {
    // Never closed, so always acquired.
    let turn = app.reporting().acquire_owned().await;
    app.read(move |app, reader| {
        let _turn = turn;
        let all = reader.rollout_steps()?.into_iter();
        let all: Vec<RolloutRow> = all
            .filter(|row| row.step.version.program == program)
            .collect();
        let began = all
            .iter()
            .rposition(|row| row.step.kind == RolloutStepKind::Started);
        let steps = began.map_or(Vec::new(), |first| all[first..].to_vec());
        let Some(last) = steps.last() else {
            return Err(AppError::not_found(Thing::Rollout, program));
        };
        Ok(Rollout {
            as_of: app.now(),
            is_running: last.step.audience.is_some(),
            comparison: compare(app, reader, &steps)?,
            steps,
        })
    })
    .await
}
