//! Experiments: how many units they take, and what the arms of any file say.

mod analyse;
mod plan;
mod read;

pub use analyse::{Asked, analyse};
pub use plan::{Plan, PlanRequest, plan};
pub use read::ExperimentError;
pub use regulars_insight::experiment::{
    Analysis, ArmResult, ControlResult, Cut, Interval, Kind, SPLIT_LEAST_P,
};
