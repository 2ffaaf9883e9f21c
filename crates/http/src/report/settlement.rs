//! `GET /v1/reports/settlement`

use axum::extract::State;
use regulars_app::report::{self, SettlementReport, SettlementRow};
use regulars_engine::name::{PartnerId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::days;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_settlement",
    noun: Noun::Reports,
    summary: "Settle with partners",
    description: "Who owes whom in a coalition: what each partner pays for points given with it and is paid for points spent with it, \
        at its prices, for what was posted on these days by the program's clock. Partners, `clearing` and `breakage` sum to zero.",
    address: &[],
    query: &[
        (
            "from",
            "The first day, as `2026-03-01`. Absent: from the beginning.",
        ),
        ("to", "The last day, included. Absent: up to now."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Settlement>()),
    also: &[],
    problems: &[],
};

/// What partners and the program owe one another for a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SettlementReport)]
pub struct Settlement {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Partners in the program's order; then those that have left it.
    rows: Vec<Row>,
    /// What all partners pay in the end; below zero: are paid.
    #[schema(example = "10.55")]
    net: String,
    /// What the program's holdings for points that are out gained.
    #[schema(example = "10.55")]
    clearing: String,
    /// What points that expired left to the program.
    #[schema(example = "0.00")]
    breakage: String,
    /// Net, less what clearing and breakage gained: zero, always.
    #[schema(example = "0.00")]
    difference: String,
}

/// A partner in a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SettlementRow)]
struct Row {
    /// The partner.
    #[schema(value_type = String, example = "grocer")]
    partner: PartnerId,
    /// Its name in English.
    #[schema(example = "The grocer")]
    en: String,
    /// Its name in Russian.
    #[schema(example = "Бакалея")]
    ru: String,
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points given with it.
    #[schema(example = "100")]
    given: String,
    /// Points taken back of those given.
    #[schema(example = "0")]
    taken_back: String,
    /// Points spent with it.
    #[schema(example = "20")]
    spent: String,
    /// Points that came back of those spent.
    #[schema(example = "0")]
    given_back: String,
    /// Points it had paid for that expired.
    #[schema(example = "0")]
    expired: String,
    /// What it owes the program.
    #[schema(example = "90.00")]
    due_from: String,
    /// What the program owes it.
    #[schema(example = "16.00")]
    due_to: String,
    /// What it pays in the end; below zero: is paid.
    #[schema(example = "74.00")]
    net: String,
}

impl From<SettlementRow> for Row {
    fn from(row: SettlementRow) -> Self {
        Self {
            partner: row.partner,
            en: row.en,
            ru: row.ru,
            unit: row.unit,
            given: row.given,
            taken_back: row.taken_back,
            spent: row.spent,
            given_back: row.given_back,
            expired: row.expired,
            due_from: row.due_from,
            due_to: row.due_to,
            net: row.net,
        }
    }
}

impl From<SettlementReport> for Settlement {
    fn from(report: SettlementReport) -> Self {
        Self {
            as_of: report.as_of,
            currency: report.currency,
            rows: report.rows.into_iter().map(Row::from).collect(),
            net: report.net,
            clearing: report.clearing,
            breakage: report.breakage,
            difference: report.difference,
        }
    }
}

/// Which days.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettlementParams {
    from: Option<String>,
    to: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<SettlementParams>,
) -> Outcome<Settlement> {
    let days = days(params.from.as_deref(), params.to.as_deref())?;
    let report = report::settlement(&server.app, days).await?;
    Ok(Answer::ok(Settlement::from(report)))
}
