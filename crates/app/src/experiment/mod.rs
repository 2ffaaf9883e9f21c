//! Experiments: how many units they take, and what the arms of any file say.

mod analyse;
mod plan;
mod read;
mod stated;

pub use analyse::{Asked, SENT_UNITS_MAX, analyse, analyse_sent};
pub use plan::{Plan, PlanRequest, plan};
pub use read::ExperimentError;
pub use regulars_insight::experiment::{
    Analysis, ArmResult, ControlResult, Cut, Interval, Kind, SPLIT_LEAST_P, Taken,
};
pub use stated::{percentile, planned_share, share, units};
