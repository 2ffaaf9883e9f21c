//! `GET /v1/reports/kpi`

use axum::extract::State;
use regulars_app::report::{self, KpiRequest};
use serde::Deserialize;

use super::kpi_answer::Kpi;
use super::params::{BY, COMPARE, FROM, SEGMENT, TO, compare, days, segment, step};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_kpi",
    noun: Noun::Reports,
    summary: "Report figures by period",
    description: "Who bought, how often, for how much, who stayed: period by period, and all of it as one period. What cannot be \
        divided is `null`.\n\n\
        - Purchases are those of members of which something was kept; money is net of what came back under its purchase, on the day \
        of the sale at its place.\n\
        - Who is retained in `all` is told against as many days just before `from`; without `from` nobody is.\n\
        - `compare=previous` lays those days beside, `compare=segment:ID` the same days of another segment.",
    address: &[],
    query: &[FROM, TO, BY, SEGMENT, COMPARE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Kpi>()),
    also: &[],
    problems: &[],
};

/// Which days, divided how, of whom, beside what.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KpiParams {
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    segment: Option<String>,
    compare: Option<String>,
}

/// Reports.
pub async fn read(State(server): State<Server>, Params(params): Params<KpiParams>) -> Outcome<Kpi> {
    let request = KpiRequest {
        by: step(params.by.as_deref())?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        segment: segment(params.segment),
        compare: compare(params.compare.as_deref())?,
    };
    let report = report::kpi(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}
