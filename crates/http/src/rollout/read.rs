//! `GET /v1/programs/{id}/rollout`

use axum::extract::State;
use regulars_app::rollout::{self, Comparison, RolloutRow, Side};
use regulars_engine::id::RolloutStepId;
use regulars_engine::language::Language;
use regulars_engine::name::{ProgramId, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::{StepKind, ToBody};
use crate::audit::Doer;
use crate::body::{Address, Answer, Outcome};
use crate::experiment::answer::Analysis;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::program::list::ID;
use crate::render::{Decimal, LANGUAGE, Moment, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "rollout_read",
    noun: Noun::Programs,
    summary: "Read a roll-out",
    description: "The latest roll-out of a version of the program: its steps, and what was bought under either version since it began. \
        Where members are drawn by share, also what differs between those who were on one side all the time, with intervals; \
        between stores and segments a difference is not caused by the version alone, and none is told.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Rollout>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A version rolled out.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rollout {
    /// As of when.
    as_of: Moment,
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// The version rolled out.
    #[schema(example = 2)]
    version: u32,
    /// The version beside it.
    #[schema(example = 1)]
    beside: u32,
    /// Whether it goes on.
    running: bool,
    /// Whom it decides for; `null` once it is over.
    to: Option<ToBody>,
    /// What was said of it, oldest first.
    steps: Vec<Step>,
    /// Both versions beside each other; `null` while it has not begun.
    comparison: Option<Compared>,
}

/// A step of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolloutStep)]
struct Step {
    /// Our id of the step.
    #[schema(value_type = String, example = "rol_01HZX3V8K0G04")]
    id: RolloutStepId,
    /// What it does.
    kind: StepKind,
    /// Whom the version decides for; `null` where the step ends the roll-out.
    to: Option<ToBody>,
    /// It holds from here on.
    live_at: Moment,
    /// When it was said.
    said_at: Moment,
    /// Who said it.
    said_by: Doer,
    /// Why, in their words.
    note: Option<String>,
}

/// What was bought under either version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolloutComparison)]
struct Compared {
    /// Since when: the beginning of the roll-out.
    from: Moment,
    /// Until when: now, or its end.
    to: Moment,
    /// The currency.
    #[schema(example = "RUB")]
    currency: String,
    /// Purchases under the standing version.
    standing: Bought,
    /// Purchases under the version rolled out.
    new: Bought,
    /// What differs between members on either side, new less `standing`; money in units of the currency. Empty where the sides
    /// were not drawn.
    metrics: Vec<Analysis>,
    /// What is to be made of it, in words.
    text: String,
}

/// What was bought under a version; of purchases of which something was kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolloutSide)]
struct Bought {
    /// The version.
    #[schema(example = 1)]
    version: u32,
    /// Members who bought under it.
    members: u64,
    /// Purchases.
    purchases: u64,
    /// Paid for them by money and kept.
    #[schema(value_type = String, example = "120000.00")]
    revenue: Decimal,
    /// The same per purchase; `null` of none.
    #[schema(value_type = Option<String>, example = "400.00")]
    average: Option<Decimal>,
    /// Taken off by offers.
    #[schema(value_type = String, example = "1000.00")]
    discount: Decimal,
    /// Given for them and spent on them, by unit.
    points: Vec<Moved>,
}

/// Points of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RolloutPoints)]
struct Moved {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Given.
    #[schema(value_type = String, example = "6000")]
    issued: Decimal,
    /// Spent.
    #[schema(value_type = String, example = "2000")]
    redeemed: Decimal,
}

/// Reads it.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<Rollout> {
    let id = ProgramId::new(id);
    let found = rollout::read(&server.app, id.clone()).await?;
    let live = server.app.programs().at(found.as_of);
    let scales = Scales(&live.program);
    let last = found.steps.last().map(|row| &row.step);
    Ok(Answer::ok(Rollout {
        as_of: Moment::utc(found.as_of),
        id,
        version: last.map_or(0, |step| step.version.version),
        beside: last.map_or(0, |step| step.beside),
        running: found.is_running,
        to: last
            .and_then(|step| step.audience.clone())
            .map(ToBody::from),
        comparison: found
            .comparison
            .map(|of| Compared::of(of, scales, language)),
        steps: found.steps.into_iter().map(Step::from).collect(),
    }))
}

impl From<RolloutRow> for Step {
    fn from(row: RolloutRow) -> Self {
        Self {
            id: row.step.id,
            kind: row.step.kind.into(),
            to: row.step.audience.map(ToBody::from),
            live_at: Moment::utc(row.step.live_at),
            said_at: Moment::utc(row.posted_at),
            said_by: Doer::of(row.step.by, row.name),
            note: row.step.note,
        }
    }
}

impl Compared {
    fn of(of: Comparison, scales: Scales<'_>, language: Language) -> Self {
        let [standing, new] = of.sides;
        Self {
            from: Moment::utc(of.from),
            to: Moment::utc(of.to),
            currency: scales.0.currency.code().to_owned(),
            standing: Bought::of(standing, scales),
            new: Bought::of(new, scales),
            metrics: of.metrics.into_iter().map(Analysis::from).collect(),
            text: language.pick(&of.text.en, &of.text.ru).to_owned(),
        }
    }
}

impl Bought {
    fn of(side: Side, scales: Scales<'_>) -> Self {
        let average = side.average();
        let points = side
            .points
            .into_iter()
            .map(|(unit, issued, redeemed)| Moved {
                issued: scales.points(&unit, issued),
                redeemed: scales.points(&unit, redeemed),
                unit,
            });
        Self {
            version: side.version,
            members: side.members,
            purchases: side.purchases,
            revenue: scales.money(side.revenue),
            average: average.map(|average| scales.money(average)),
            discount: scales.money(side.discount),
            points: points.collect(),
        }
    }
}
