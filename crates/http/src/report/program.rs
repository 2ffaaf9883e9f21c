//! `GET /v1/reports/program`

use axum::extract::State;
use regulars_app::report::{self, ProgramRequest};
use serde::Deserialize;

use super::params::{BY, COMPARE, FROM, SEGMENT, TO, compare, days, segment, step};
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
    query: &[FROM, TO, BY, SEGMENT, COMPARE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<ProgramReport>()),
    also: &[],
    problems: &[],
};

/// Which days, divided how, of whom, beside what.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProgramParams {
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    segment: Option<String>,
    compare: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<ProgramParams>,
) -> Outcome<ProgramReport> {
    let request = ProgramRequest {
        by: step(params.by.as_deref())?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        segment: segment(params.segment),
        compare: compare(params.compare.as_deref())?,
    };
    let report = report::program(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}
