//! `POST /v1/experiments/plan`

use axum::extract::State;
use regulars_app::experiment::{self, PlanRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "experiment_plan",
    noun: Noun::Experiments,
    summary: "Plan an experiment",
    description: "Before it begins: how many units show a lift, or what lift the units there are will show. Stores nothing.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<PlanBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Plan>()),
    also: &[],
    problems: &[],
};

/// What is known and what is wanted; `lift`, `units` or both.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExperimentPlanRequest)]
pub struct PlanBody {
    /// The metric without the campaign: a share from 0 to 1, or a mean if `deviation` is given.
    #[schema(example = 0.05)]
    baseline: f64,
    /// The standard deviation of a unit. Absent: the metric is a share.
    #[serde(default)]
    deviation: Option<f64>,
    /// Correlation with what was known before, if CUPED will take that out. Absent: 0.
    #[serde(default)]
    correlation: Option<f64>,
    /// The part of the units that is control. Absent: 0.1.
    #[serde(default)]
    control: Option<f64>,
    /// The relative lift to see, 0.05 for 5 %: tells how many units that takes.
    #[serde(default)]
    #[schema(example = 0.1)]
    lift: Option<f64>,
    /// Units there are: tells what lift will be seen.
    #[serde(default)]
    units: Option<i64>,
    /// Chance of a false alarm, two-sided. Absent: 0.05.
    #[serde(default)]
    alpha: Option<f64>,
    /// Chance to see a lift that is there. Absent: 0.8.
    #[serde(default)]
    power: Option<f64>,
}

/// The plan. Units are of both arms together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentPlan)]
pub struct Plan {
    /// Units that show the lift asked for; `null` if none was asked.
    units_needed: Option<f64>,
    /// Of them control.
    control_needed: Option<f64>,
    /// The smallest relative lift that the units there are will show; `null` if none were told, or nothing would be seen.
    detectable_lift: Option<f64>,
}

/// Plans.
pub async fn plan(State(_): State<Server>, Body(body): Body<PlanBody>) -> Outcome<Plan> {
    let plan = experiment::plan(&body.request())?;
    Ok(Answer::ok(Plan {
        units_needed: plan.units_needed,
        control_needed: plan.control_needed,
        detectable_lift: plan.detectable_lift,
    }))
}

impl PlanBody {
    fn request(self) -> PlanRequest {
        PlanRequest {
            baseline: self.baseline,
            deviation: self.deviation,
            correlation: self.correlation.unwrap_or(0.0),
            control: self.control.unwrap_or(0.1),
            lift: self.lift,
            units: self.units,
            alpha: self.alpha.unwrap_or(0.05),
            power: self.power.unwrap_or(0.8),
        }
    }
}
