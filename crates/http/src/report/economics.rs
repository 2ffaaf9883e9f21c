//! `GET /v1/reports/economics`

use axum::extract::State;
use regulars_app::report;

use super::economics_answer::Economics;
use super::params::{FIGURES, FiguresParams};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_economics",
    noun: Noun::Reports,
    summary: "Report what customers cost and bring",
    description: "Money spent on customers against what they bring: cost of a lead and of a customer, margin, messages and what they cost, \
        value to date, CLV, share of wallet: period by period, and all of it as one period. What cannot be divided, or is not \
        known, is `null`; `lacks` says why.\n\n\
        - `margin` is with the present costs of the catalogue; `cost_known` says of which share of revenue they are known, and the \
        rest is taken to cost as much of what was paid.\n\
        - Of a segment, money that names a source falls on who joined from there, other money to win customers on new customers, \
        money to keep them on purchases, money for contacts on messages sent: its share of them in the period.\n\
        - Messages are events of the types `message_sent` (with `cost`), `message_delivered`, `message_opened` and `message_clicked`; \
        told twice under one `message` one counts once. Stated spend is an event `category_spend` with `amount` and `days` (30).\n\
        - `expected` is of the whole time: what the model of `clv` expects within a year at 10 % a year, × margin, less money spent \
        to keep customers at the rate of the period.",
    address: &[],
    query: FIGURES,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Economics>()),
    also: &[],
    problems: &[],
};

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<FiguresParams>,
) -> Outcome<Economics> {
    let report = report::economics(&server.app, params.request()?).await?;
    Ok(Answer::ok(report.into()))
}
