//! `GET /v1/reports/program`

use axum::extract::State;
use regulars_app::report;

use super::params::{FIGURES, FiguresParams};
use super::program_answer::ProgramReport;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_program",
    noun: Noun::Reports,
    summary: "Report what the program did",
    description: "Who joined and took part, what offers cost, what became of points and what is owed for them: period by period, and \
        all of it as one period. What cannot be divided is `null`.\n\n\
        - Purchases are counted on the day of the sale at its place, everything else on the day it happened in the program's zone.\n\
        - `redemption_rate` and `breakage` are of the points given in the period, whenever they were spent or burned; the \
        youngest have had little time.\n\
        - `liability` is exact; `expected_liability` is an estimate: the share of points that was spent, of all that were spent or \
        burned up to then, goes on.",
    address: &[],
    query: FIGURES,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<ProgramReport>()),
    also: &[],
    problems: &[],
};

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<FiguresParams>,
) -> Outcome<ProgramReport> {
    let report = report::program(&server.app, params.request()?).await?;
    Ok(Answer::ok(report.into()))
}
