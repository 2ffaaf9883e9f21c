//! Experiments: how many units they take, who is in which arm, and what the arms say, of the base or of any file.

mod analyse;
mod audience;
mod control;
mod design;
mod enter;
mod forecast;
mod keep;
mod kept;
mod launch;
mod measured;
mod members;
mod money;
mod plan;
mod read;
mod results;
mod sentence;
mod stated;

pub use analyse::{Asked, SENT_UNITS_MAX, analyse, analyse_sent};
pub use control::{
    BASE_PARTS, UniversalControl, parts_of, put_universal_control, universal_control,
};
pub use design::{ArmPlan, Design, Metric, Strata};
pub(crate) use enter::enter;
pub use enter::{Placed, assign_one, assignment};
pub(crate) use forecast::ALPHA;
pub use forecast::{Forecast, forecast};
pub(crate) use keep::salt;
pub use keep::{change, end, make, remove};
pub use kept::{Experiment, list, read};
pub use launch::launch;
pub(crate) use measured::measured;
pub use members::{MemberIn, OfMember, assignments, of_member};
pub use money::{ArmEarned, Earned};
pub use plan::{Plan, PlanRequest, plan};
pub use read::ExperimentError;
pub use regulars_insight::experiment::{
    Analysis, ArmResult, ControlResult, Cut, Interval, Kind, SPLIT_LEAST_P, Taken,
};
pub use regulars_store::ExperimentState;
pub use results::{ArmUnits, MetricResult, Results, Verdict, results};
pub use stated::{percentile, planned_share, share, units};
