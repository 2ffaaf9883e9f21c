//! `GET /v1/reports/funnel`

use axum::extract::State;
use regulars_app::report::{self, FunnelReport, FunnelRequest, JoinedBy};
use regulars_engine::name::SegmentId;
use regulars_engine::said;
use regulars_engine::time::LocalDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::{SEGMENT, days, segment, shown, wrong};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::StatedDate;
use crate::problem::Problem;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_funnel",
    noun: Noun::Reports,
    summary: "Report the way to the second purchase",
    description: "Who joined on these days, who of them has bought by now and who has bought again, by where they came from.\n\n\
        - `visits` are all receipts of the days. A receipt without a member came from no source, so they are told of all and by store \
        alone, and not of a segment.\n\
        - Where nothing was said when somebody joined, the source is `null` and the store is the home store of now.",
    address: &[],
    query: &[
        (
            "from",
            "Who joined from this day on, as `2026-03-01`. Absent: everybody.",
        ),
        ("to", "Who joined up to this day. Absent: up to now."),
        (
            "by",
            "What joining is told by: `source` or `store`. Absent: `source`.",
        ),
        SEGMENT,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Funnel>()),
    also: &[],
    problems: &[],
};

/// The way to the second purchase.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FunnelReport)]
pub struct Funnel {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// What joining is told by: `source` or `store`.
    #[schema(example = "source")]
    by: &'static str,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The first day asked.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day asked.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// Rows, that with most who joined first.
    rows: Vec<Row>,
    /// All of them.
    all: Row,
}

/// The way of those who joined from one source, or in one store.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FunnelRow)]
struct Row {
    /// The source or the store; `null`: not said, or of all.
    #[schema(example = "till")]
    name: Option<String>,
    /// Receipts of the days, with a member and without; `null` where they cannot be told.
    visits: Option<i64>,
    /// Members who joined on the days.
    joined: i64,
    /// Of them those who have bought by now.
    first: i64,
    /// Of them those who have bought twice or more.
    second: i64,
    /// `joined / visits`.
    joined_rate: Option<f64>,
    /// `first / joined`.
    first_rate: Option<f64>,
    /// `second / first`.
    second_rate: Option<f64>,
    /// Median days from joining to the first purchase.
    days_to_first: Option<f64>,
    /// Median days from the first purchase to the second.
    days_to_second: Option<f64>,
}

/// Who joined when, by what, of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FunnelParams {
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    segment: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<FunnelParams>,
) -> Outcome<Funnel> {
    let request = FunnelRequest {
        by: params.by.as_deref().map_or(Ok(JoinedBy::Source), by)?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        segment: segment(params.segment),
    };
    let report = report::funnel(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}

fn by(text: &str) -> Result<JoinedBy, Problem> {
    text.parse().map_err(|_| {
        let shown = shown(text);
        wrong(
            "by",
            said!(
                "joining is not told by `{shown}`; write source or store",
                "по `{shown}` воронка не делится; подойдёт `source` или `store`"
            ),
        )
    })
}

impl From<FunnelReport> for Funnel {
    fn from(report: FunnelReport) -> Self {
        Self {
            as_of: report.as_of,
            by: report.by,
            segment: report.segment,
            from: report.from,
            to: report.to,
            rows: report.rows.into_iter().map(Row::from).collect(),
            all: report.all.into(),
        }
    }
}

impl From<report::FunnelRow> for Row {
    fn from(row: report::FunnelRow) -> Self {
        Self {
            name: row.name,
            visits: row.visits,
            joined: row.joined,
            first: row.first,
            second: row.second,
            joined_rate: row.joined_rate,
            first_rate: row.first_rate,
            second_rate: row.second_rate,
            days_to_first: row.days_to_first,
            days_to_second: row.days_to_second,
        }
    }
}
