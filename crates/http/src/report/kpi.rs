//! `GET /v1/reports/kpi`

use axum::extract::State;
use regulars_app::report;

use super::kpi_answer::Kpi;
use super::params::{FIGURES, FiguresParams};
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
    query: FIGURES,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Kpi>()),
    also: &[],
    problems: &[],
};

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<FiguresParams>,
) -> Outcome<Kpi> {
    let report = report::kpi(&server.app, params.request()?).await?;
    Ok(Answer::ok(report.into()))
}
