//! Experiments that are kept: all of them, and one.

use regulars_engine::name::ExperimentId;
use regulars_engine::time::Instant;
use regulars_store::{ExperimentRow, ExperimentState, Reader};

use super::design::Design;
use super::forecast::Forecast;
use crate::app::App;
use crate::error::{AppError, Result, Thing};

const DAY_MS: i64 = 86_400_000;

/// An experiment.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// Its id.
    pub id: ExperimentId,
    /// How far it is.
    pub state: ExperimentState,
    /// What it is to be.
    pub design: Design,
    /// What was foreseen when it began; `None` of a draft.
    pub forecast: Option<Forecast>,
    /// Members in each arm, in the order of the design.
    pub sizes: Vec<u64>,
    /// When it was made.
    pub made_at: Instant,
    /// When its arms were fixed.
    pub started_at: Option<Instant>,
    /// When it is to be read; `None` of a draft.
    pub due_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

/// All of them, the latest first.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App) -> Result<Vec<Experiment>> {
    app.read(|_, reader| {
        let rows = reader.experiments()?.into_iter();
        rows.map(|row| Kept::of(row)?.experiment(reader)).collect()
    })
    .await
}

/// One of them.
///
/// # Errors
/// `NotFound`; a store that cannot be read.
pub async fn read(app: &App, id: ExperimentId) -> Result<Experiment> {
    app.read(move |_, reader| Kept::find(reader, &id)?.experiment(reader))
        .await
}

/// A stored experiment, with what was written of it read.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub row: ExperimentRow,
    pub design: Design,
}

impl Kept {
    pub(super) fn find(reader: &Reader<'_>, id: &ExperimentId) -> Result<Self> {
        let row = reader.experiment(id)?;
        Self::of(row.ok_or_else(|| AppError::not_found(Thing::Experiment, id))?)
    }

    /// One that is a draft.
    pub(super) fn draft(reader: &Reader<'_>, id: &ExperimentId) -> Result<Self> {
        let kept = Self::find(reader, id)?;
        match kept.row.state {
            ExperimentState::Draft => Ok(kept),
            state => Err(AppError::ExperimentPast(state)),
        }
    }

    pub(super) fn of(row: ExperimentRow) -> Result<Self> {
        let design = serde_json::from_str(&row.design)
            .map_err(|error| AppError::Internal(format!("experiment {}: {error}", row.id)))?;
        Ok(Self { row, design })
    }

    pub(super) fn forecast(&self) -> Result<Option<Forecast>> {
        let text = self.row.forecast.as_deref();
        let read = text.map(serde_json::from_str).transpose();
        read.map_err(|error| AppError::Internal(format!("experiment {}: {error}", self.row.id)))
    }

    /// When it is to be read.
    pub(super) fn due_at(&self) -> Option<Instant> {
        let days = i64::from(self.design.days);
        let started = self.row.started_at;
        started.map(|at| at.plus_ms(days * DAY_MS))
    }

    fn experiment(self, reader: &Reader<'_>) -> Result<Experiment> {
        let mut sizes = vec![0; self.design.arms.len()];
        if self.row.state != ExperimentState::Draft {
            for (arm, members) in reader.assignment_counts(self.row.number)? {
                let place = usize::try_from(arm).ok();
                if let Some(size) = place.and_then(|place| sizes.get_mut(place)) {
                    *size = members;
                }
            }
        }
        Ok(Experiment {
            forecast: self.forecast()?,
            due_at: self.due_at(),
            id: self.row.id,
            state: self.row.state,
            design: self.design,
            sizes,
            made_at: self.row.made_at,
            started_at: self.row.started_at,
            ended_at: self.row.ended_at,
        })
    }
}
