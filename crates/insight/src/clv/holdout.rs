//! How well a model foretold what then happened.

use serde::Serialize;

use super::history::{Past, WEEK};
use super::purchasing::Purchasing;
use crate::number::{count, real};

/// A tenth of the members by what was expected of them, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Decile {
    /// 1 to 10.
    pub decile: usize,
    /// Members in it.
    pub members: usize,
    /// Mean purchases expected.
    pub expected: f64,
    /// Mean purchases made.
    pub actual: f64,
}

/// A model against a time it has not seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holdout {
    /// Weeks of that time.
    pub weeks: f64,
    /// Members.
    pub members: usize,
    /// Purchases expected in all.
    pub expected: f64,
    /// Purchases made in all.
    pub actual: i64,
    /// (expected − actual) / actual; `None` when nobody bought.
    pub total_error: Option<f64>,
    /// Mean of |expected − actual| by member; `None` of nobody.
    pub mean_error: Option<f64>,
    /// Calibration: what was expected of each tenth and what it did.
    pub deciles: Vec<Decile>,
}

/// Holds a model fitted on pasts against the days with a purchase that members then made in `days` days. Pairs of past
/// and count; nobody for nobody.
pub fn holdout(model: &Purchasing, members: &[(Past, u32)], days: u32) -> Holdout {
    let weeks = f64::from(days) / WEEK;
    let pairs = members
        .iter()
        .map(|(past, made)| (model.expected(*past, weeks), i64::from(*made)));
    let mut pairs: Vec<(f64, i64)> = pairs.collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let expected: f64 = pairs.iter().map(|(expected, _)| expected).sum();
    let actual: i64 = pairs.iter().map(|(_, made)| made).sum();
    let apart: f64 = pairs
        .iter()
        .map(|(expected, made)| (expected - real(*made)).abs())
        .sum();
    Holdout {
        weeks,
        members: pairs.len(),
        expected,
        actual,
        total_error: (actual > 0).then(|| (expected - real(actual)) / real(actual)),
        mean_error: (!pairs.is_empty()).then(|| apart / count(pairs.len())),
        deciles: deciles(&pairs),
    }
}

fn deciles(pairs: &[(f64, i64)]) -> Vec<Decile> {
    let end = |decile: usize| pairs.len() * decile / 10;
    let tenth = |decile: usize| {
        let part = &pairs[end(decile - 1)..end(decile)];
        let mean = |sum: f64| sum / count(part.len());
        (!part.is_empty()).then(|| Decile {
            decile,
            members: part.len(),
            expected: mean(part.iter().map(|(expected, _)| expected).sum()),
            actual: mean(real(part.iter().map(|(_, made)| made).sum())),
        })
    };
    (1..=10).filter_map(tenth).collect()
}
