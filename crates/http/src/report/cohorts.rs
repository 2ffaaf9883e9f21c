//! `GET /v1/reports/cohorts`

use axum::extract::State;
use regulars_app::report::{self, CohortRow, CohortsRequest};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::{BY, SEGMENT, days, segment, step};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::StatedDate;
use crate::render::{Decimal, Moment};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_cohorts",
    noun: Noun::Reports,
    summary: "Report cohorts",
    description: "Members by the period of their first purchase of all: how many of them bought so many periods later, and what they \
        paid. What is still to come of a cohort is not in its row, so rows end one after the other.",
    address: &[],
    query: &[
        (
            "from",
            "Leaves out cohorts that began before the period of this day. Absent: none.",
        ),
        (
            "to",
            "The last day that counts. Absent: the last purchase of all.",
        ),
        BY,
        SEGMENT,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Cohorts>()),
    also: &[],
    problems: &[],
};

/// The matrix of cohorts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortsReport)]
pub struct Cohorts {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// How the calendar is divided.
    #[schema(example = "month")]
    by: String,
    /// The last day that counts; `null` without purchases.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Cohorts in order; a period without new buyers has none.
    rows: Vec<Cohort>,
}

/// A cohort.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortsRow)]
struct Cohort {
    /// The period of the first purchase: `2026-03`, `2026-Q1`, `2026`; a week by its Monday.
    #[schema(example = "2026-03")]
    cohort: String,
    /// How many members.
    members: u64,
    /// Members who bought 0, 1, 2… periods later.
    active: Vec<u64>,
    /// The same over the members.
    retention: Vec<f64>,
    /// What they paid then.
    #[schema(value_type = Vec<Decimal>)]
    revenue: Vec<String>,
    /// What a member of the cohort has paid on average by then.
    #[schema(value_type = Vec<Decimal>)]
    value: Vec<String>,
}

impl From<CohortRow> for Cohort {
    fn from(row: CohortRow) -> Self {
        Self {
            cohort: row.cohort,
            members: row.members,
            active: row.active,
            retention: row.retention,
            revenue: row.revenue,
            value: row.value,
        }
    }
}

/// Which days, divided how, of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CohortsParams {
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    segment: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<CohortsParams>,
) -> Outcome<Cohorts> {
    let request = CohortsRequest {
        by: step(params.by.as_deref())?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        segment: segment(params.segment),
    };
    let report = report::cohorts(&server.app, request).await?;
    Ok(Answer::ok(Cohorts {
        as_of: report.as_of,
        segment: report.segment,
        by: report.by,
        to: report.to,
        currency: report.currency,
        rows: report.rows.into_iter().map(Cohort::from).collect(),
    }))
}
