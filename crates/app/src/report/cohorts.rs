//! Members by when they first bought, and what they did since.

use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::{self, Cohort, Step};
use serde::Serialize;

use super::base::{Audience, Base, Days, Purse, as_of, read};
use crate::app::App;
use crate::error::Result;

/// What is asked.
#[derive(Debug, Clone)]
pub struct CohortsRequest {
    /// How the calendar is divided.
    pub by: Step,
    /// On which days cohorts began, and the last day that counts.
    pub days: Days,
    /// Of whom; absent: of everybody.
    pub segment: Option<SegmentId>,
}

/// A cohort's row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortRow {
    /// The period of the first purchase: `2026-03`.
    pub cohort: String,
    /// How many members.
    pub members: u64,
    /// Members who bought 0, 1, 2… periods later.
    pub active: Vec<u64>,
    /// The same over the members.
    pub retention: Vec<f64>,
    /// What they paid then.
    pub revenue: Vec<String>,
    /// What a member of the cohort has paid on average by then.
    pub value: Vec<String>,
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cohorts {
    /// As of when.
    pub as_of: String,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// By day, week, month, quarter, year.
    pub by: String,
    /// The last day that counts.
    pub to: Option<LocalDate>,
    /// The currency of money in it.
    pub currency: String,
    /// Cohorts in order; a period without new members has none.
    pub rows: Vec<CohortRow>,
}

/// Makes the matrix of cohorts that began on these days, with everything they did up to the last day, or to the last
/// purchase of all.
///
/// # Errors
/// Days that are no period; no such segment; a store that cannot be read.
pub async fn cohorts(app: &App, request: CohortsRequest) -> Result<Cohorts> {
    let (from, to) = request.days.ends()?;
    read(app, move |app, reader| {
        let (step, segment) = (request.by, request.segment);
        let audience = Audience::read(app, reader, segment.as_ref())?;
        let base = Base::load(app, reader, &audience)?;
        let last = base.histories.last_day().map(|last| last.min(to));
        let found = last.map_or_else(Vec::new, |last| {
            cohort::cohorts(base.histories.iter(), step, last)
        });
        let purse = Purse::of(app);
        let first = step.of(from);
        let began = found.iter().filter(|cohort| cohort.period >= first);
        Ok(Cohorts {
            as_of: as_of(app),
            segment,
            by: step.to_string(),
            to: last.map(LocalDate::from_days),
            currency: purse.code(),
            rows: began.map(|cohort| row(cohort, step, purse)).collect(),
        })
    })
    .await
}

fn row(cohort: &Cohort, step: Step, purse: Purse) -> CohortRow {
    let later = 0..cohort.active.len();
    let value = |later| Some(purse.rounded(cohort.value_by(later)?));
    CohortRow {
        cohort: step.name(cohort.period),
        members: cohort.members,
        active: cohort.active.clone(),
        retention: later
            .clone()
            .filter_map(|later| cohort.retention(later))
            .collect(),
        revenue: cohort
            .revenue
            .iter()
            .map(|minor| purse.exact(*minor))
            .collect(),
        value: later.filter_map(value).collect(),
    }
}
