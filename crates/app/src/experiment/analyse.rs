//! Compares the arms of a file.

use std::path::PathBuf;

use regulars_insight::experiment::{self, Analysis, Kind, Question};

use super::read::{Columns, ExperimentError, read};

/// What is asked of a file with one row per unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// A CSV file with a header line, plain or gzip.
    pub file: PathBuf,
    /// The column of the arm.
    pub arm: String,
    /// The control's value in it.
    pub control: String,
    /// The column of the metric; of a ratio both, as `revenue/receipts`.
    pub metric: String,
    /// What the metric is.
    pub kind: Kind,
    /// The column of the same metric from before the experiment, for CUPED.
    pub before: Option<String>,
    /// The column to tell the result by as well.
    pub by: Option<String>,
    /// Chance of a false alarm; 0.05 for intervals of 95 %.
    pub alpha: f64,
    /// Hold values within this percentile (0..1) of the pooled non-zero ones.
    pub cap: Option<f64>,
    /// Units planned in all; with it, intervals that stay valid however often one looks.
    pub planned: Option<i64>,
    /// Planned shares by arm, of any scale; an arm not named has 1.
    pub shares: Vec<(String, f64)>,
}

/// Reads the file and compares every arm with the control, as assigned.
///
/// # Errors
/// A file that cannot be read, a column it has not, a value that is no number, with its line; arms that cannot be
/// compared.
pub fn analyse(asked: &Asked) -> Result<Analysis, ExperimentError> {
    let units = read(&Columns {
        file: &asked.file,
        arm: &asked.arm,
        metric: &asked.metric,
        kind: asked.kind,
        before: asked.before.as_deref(),
        by: asked.by.as_deref(),
    })?;
    let question = Question {
        metric: asked.metric.clone(),
        kind: asked.kind,
        control: asked.control.clone(),
        alpha: asked.alpha,
        cap: asked.cap,
        planned: asked.planned,
        shares: asked.shares.clone(),
    };
    Ok(experiment::analyse_cuts(
        &question,
        &units.whole,
        &units.parts,
    )?)
}
