//! What the arms say, as it is answered: the figures of `regulars experiment analyse --json`.

use regulars_app::experiment::{self, ControlResult, Interval};
use serde::Serialize;
use utoipa::ToSchema;

/// What the arms of a file say.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentAnalysis)]
pub struct Analysis {
    /// The metric, as it was asked for.
    #[schema(example = "bought")]
    metric: String,
    /// What it is.
    kind: MetricKind,
    /// The control.
    control: Control,
    /// Every other arm, in order of name.
    arms: Vec<Arm>,
    /// Chance of sizes of the arms as uneven as these. Below 0.001 units were assigned or lost wrongly, and no difference should
    /// be believed before that is found; `null` where it cannot be told.
    srm_p: Option<f64>,
    /// What was taken out by what was known before; `null` if that was not asked.
    cuped: Option<Taken>,
    /// The same for each part of the units, if that was asked; parts without a control or anybody else are left out.
    by: Vec<Part>,
}

/// What a metric is.
#[derive(Debug, Clone, Copy, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExperimentMetricKind)]
pub enum MetricKind {
    /// Did it or did not.
    Proportion,
    /// So much each.
    Mean,
    /// One sum over another.
    Ratio,
}

/// The control.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentControl)]
struct Control {
    /// Units.
    #[schema(example = 10_000)]
    n: i64,
    /// Share, mean or ratio; `null` of nobody, or over nothing.
    mean: Option<f64>,
}

/// An arm beside the control. What cannot be told is `null`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentArm)]
struct Arm {
    /// Its name.
    #[schema(example = "offer")]
    arm: String,
    /// Units.
    #[schema(example = 10_000)]
    n: i64,
    /// Share, mean or ratio; adjusted with CUPED.
    mean: Option<f64>,
    /// Its value less the control's.
    diff: Option<f64>,
    /// The interval of the difference: lower bound, upper bound.
    #[schema(value_type = Option<Vec<f64>>, example = json!([0.004, 0.021]))]
    ci: Option<Interval>,
    /// Chance of such a difference where there is none, two-sided.
    p: Option<f64>,
    /// The difference over the control's value; `null` while that is within two standard errors of nothing.
    lift: Option<f64>,
    /// The interval of the lift.
    #[schema(value_type = Option<Vec<f64>>, example = json!([0.02, 0.11]))]
    lift_ci: Option<Interval>,
    /// The interval of the difference that stays valid however often one looks; `null` without `planned`.
    #[schema(value_type = Option<Vec<f64>>, example = json!([0.001, 0.024]))]
    always_valid_ci: Option<Interval>,
    /// p adjusted for their number: of several arms beside one control (Holm), of parts (Benjamini and Hochberg).
    p_adjusted: Option<f64>,
}

/// What CUPED took out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentTaken)]
struct Taken {
    /// What of the value before was taken off.
    theta: f64,
    /// Correlation with the value before; the variance falls by its square.
    correlation: f64,
}

/// A part of the units.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentPart)]
struct Part {
    /// What it has in common.
    #[schema(example = "gold")]
    value: String,
    /// The control.
    control: Control,
    /// Every other arm.
    arms: Vec<Arm>,
    /// As `srm_p` of the whole.
    srm_p: Option<f64>,
}

impl From<MetricKind> for experiment::Kind {
    fn from(kind: MetricKind) -> Self {
        match kind {
            MetricKind::Proportion => Self::Proportion,
            MetricKind::Mean => Self::Mean,
            MetricKind::Ratio => Self::Ratio,
        }
    }
}

impl From<experiment::Kind> for MetricKind {
    fn from(kind: experiment::Kind) -> Self {
        match kind {
            experiment::Kind::Proportion => Self::Proportion,
            experiment::Kind::Mean => Self::Mean,
            experiment::Kind::Ratio => Self::Ratio,
        }
    }
}

impl From<experiment::Analysis> for Analysis {
    fn from(found: experiment::Analysis) -> Self {
        let part = |cut: experiment::Cut| Part {
            value: cut.value,
            control: cut.control.into(),
            arms: cut.arms.into_iter().map(Arm::from).collect(),
            srm_p: cut.srm_p,
        };
        Self {
            metric: found.metric,
            kind: found.kind.into(),
            control: found.control.into(),
            arms: found.arms.into_iter().map(Arm::from).collect(),
            srm_p: found.srm_p,
            cuped: found.cuped.map(|taken| Taken {
                theta: taken.theta,
                correlation: taken.correlation,
            }),
            by: found.by.into_iter().map(part).collect(),
        }
    }
}

impl From<ControlResult> for Control {
    fn from(control: ControlResult) -> Self {
        Self {
            n: control.n,
            mean: control.mean,
        }
    }
}

impl From<experiment::ArmResult> for Arm {
    fn from(found: experiment::ArmResult) -> Self {
        Self {
            arm: found.arm,
            n: found.n,
            mean: found.mean,
            diff: found.diff,
            ci: found.ci,
            p: found.p,
            lift: found.lift,
            lift_ci: found.lift_ci,
            always_valid_ci: found.always_valid_ci,
            p_adjusted: found.p_adjusted,
        }
    }
}
