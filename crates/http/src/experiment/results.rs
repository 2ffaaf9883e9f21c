//! `GET /v1/experiments/{id}/results`

use axum::extract::State;
use regulars_app::experiment::{self, MetricResult};
use regulars_engine::language::Language;
use regulars_engine::name::ExperimentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::Analysis;
use super::shape::{ID, Metric};
use crate::body::{Address, Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::{Decimal, LANGUAGE, Moment, Spoken};
use crate::segment::read::instant;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "experiment_results",
    noun: Noun::Experiments,
    summary: "Read what an experiment says",
    description: "Everybody counts in the arm they were assigned to, whether or not anything reached them (intention to treat), with what \
        they bought since then, less what came back. The first metric decides; p of the others are adjusted for their number (Holm). \
        Arms that have not the sizes they were drawn with are told before anything else, and so is that it is too early.",
    address: &[ID],
    query: &[
        (
            "as_of",
            "Read it as of this instant, RFC 3339. Absent: now, or when it ended.",
        ),
        LANGUAGE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Results>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ExperimentPast],
};

/// As of when.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ResultsParams {
    as_of: Option<String>,
}

/// What is to be made of it.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ExperimentVerdict)]
enum Verdict {
    /// The arms have not the sizes they should have: believe no difference.
    SizesWrong,
    /// It is not to be read yet.
    TooEarly,
    /// An arm differs from the control.
    Shown,
    /// None does, as far as can be seen.
    NotShown,
    /// There is nothing to compare.
    Nothing,
}

impl From<experiment::Verdict> for Verdict {
    fn from(verdict: experiment::Verdict) -> Self {
        match verdict {
            experiment::Verdict::SizesWrong => Self::SizesWrong,
            experiment::Verdict::TooEarly => Self::TooEarly,
            experiment::Verdict::Shown => Self::Shown,
            experiment::Verdict::NotShown => Self::NotShown,
            experiment::Verdict::Nothing => Self::Nothing,
        }
    }
}

/// What an experiment says.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentResults)]
pub struct Results {
    /// The experiment.
    #[schema(value_type = String, example = "spring-offer")]
    experiment: ExperimentId,
    /// As of when.
    as_of: Moment,
    /// When it began.
    started_at: Moment,
    /// When it is to be read.
    due_at: Moment,
    /// The currency of money in it.
    #[schema(example = "RUB")]
    currency: String,
    /// The arms, in the order of the experiment.
    arms: Vec<ArmUnits>,
    /// Chance of sizes of the arms as far from their parts as these; `null` where it cannot be told.
    srm_p: Option<f64>,
    /// Whether that is below 0.001: no difference is to be believed before the cause is found.
    sizes_wrong: bool,
    /// Whether it is time to read it: the days are over, and of one that takes newcomers the members needed are in it.
    is_due: bool,
    /// Members it takes, as foreseen when it began.
    needed: Option<u64>,
    /// What is to be made of it.
    verdict: Verdict,
    /// The same in words.
    text: String,
    /// Every metric, the one that decides first.
    metrics: Vec<MetricReading>,
    /// What it earned, where money spent (`/v1/spend`) is labelled with its id.
    money: Option<Earned>,
}

/// What an experiment earned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentEarned)]
struct Earned {
    /// Spent on it by then.
    #[schema(value_type = Decimal)]
    cost: String,
    /// The share of what its members paid since it began that was for goods whose cost is known.
    cost_known: Option<f64>,
    /// What each arm but the control earned.
    arms: Vec<ArmEarned>,
}

/// What an arm earned more than the control. What members pay is less discounts and points already.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentArmEarned)]
struct ArmEarned {
    /// Its name.
    #[schema(example = "offer")]
    arm: String,
    /// (Paid by a member − paid by one of the control) × members.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// That less what the goods cost; `null` where the cost of none is known.
    #[schema(value_type = Option<Decimal>)]
    margin: Option<String>,
    /// Its part of the cost, by members.
    #[schema(value_type = Decimal)]
    cost: String,
    /// `margin − cost`.
    #[schema(value_type = Option<Decimal>)]
    net_result: Option<String>,
    /// `net_result / cost`.
    roi: Option<f64>,
}

impl From<experiment::Earned> for Earned {
    fn from(found: experiment::Earned) -> Self {
        let arm = |of: experiment::ArmEarned| ArmEarned {
            arm: of.arm,
            revenue: of.revenue,
            margin: of.margin,
            cost: of.cost,
            net_result: of.net_result,
            roi: of.roi,
        };
        Self {
            cost: found.cost,
            cost_known: found.cost_known,
            arms: found.arms.into_iter().map(arm).collect(),
        }
    }
}

/// Members of an arm.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentArmUnits)]
struct ArmUnits {
    /// Its name.
    #[schema(example = "offer")]
    arm: String,
    /// Its parts.
    parts: u32,
    /// Members assigned by then.
    assigned: u64,
    /// Those of them who are still there, and counted.
    counted: u64,
}

/// A metric of the arms; money in units of the currency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExperimentMetricReading)]
struct MetricReading {
    /// Which.
    metric: Metric,
    /// Whether it is the one that decides.
    decides: bool,
    /// As it is.
    plain: Analysis,
    /// Less what was known before, if that was asked for and can be: the reading that counts then.
    adjusted: Option<Analysis>,
    /// As the reading that counts, with the few who spend most held at the 99th percentile; of money.
    held: Option<Analysis>,
}

impl From<MetricResult> for MetricReading {
    fn from(found: MetricResult) -> Self {
        Self {
            metric: found.metric.into(),
            decides: found.decides,
            plain: found.plain.into(),
            adjusted: found.adjusted.map(Analysis::from),
            held: found.held.map(Analysis::from),
        }
    }
}

/// Reads it.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Params(params): Params<ResultsParams>,
) -> Outcome<Results> {
    let as_of = params.as_of.as_deref().map(instant).transpose()?;
    let found = experiment::results(&server.app, ExperimentId::new(id), as_of).await?;
    Ok(Answer::ok(Results::of(found, language)))
}

impl Results {
    fn of(found: experiment::Results, language: Language) -> Self {
        let arm = |of: experiment::ArmUnits| ArmUnits {
            arm: of.arm,
            parts: of.parts,
            assigned: of.assigned,
            counted: of.counted,
        };
        Self {
            experiment: found.experiment,
            as_of: Moment::utc(found.as_of),
            started_at: Moment::utc(found.started_at),
            due_at: Moment::utc(found.due_at),
            currency: found.currency,
            arms: found.arms.into_iter().map(arm).collect(),
            srm_p: found.srm_p,
            sizes_wrong: found.sizes_wrong,
            is_due: found.is_due,
            needed: found.needed,
            verdict: found.verdict.into(),
            text: language.pick(found.text.en, found.text.ru),
            metrics: found.metrics.into_iter().map(MetricReading::from).collect(),
            money: found.money.map(Earned::from),
        }
    }
}
