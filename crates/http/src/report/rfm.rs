//! `GET /v1/reports/rfm`

use axum::extract::State;
use regulars_app::report::{self, RfmMethod, RfmRequest, Thresholds};
use regulars_engine::said;
use serde::Deserialize;

use super::params::{SEGMENT, TOP, date, list, segment, shown, top, wrong};
use super::rfm_answer::Rfm;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Problem;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_rfm",
    noun: Noun::Reports,
    summary: "Report RFM",
    description: "Members by how lately, how often and for how much they bought: scores from 1 to `bins` on each axis, the best last, and \
        ten names for the cells of five bins.\n\n\
        - Recency is days since the last purchase of all; frequency and money are of the `window` days before `as_of`.\n\
        - `value` cuts at values, so equal values score alike; `ntile` makes even bins as SQL does; `thresholds` takes bounds of your own in \
        `recency`, `frequency` and `monetary`.\n\
        - Members without a purchase by then are in no cell.",
    address: &[],
    query: &[
        (
            "as_of",
            "The day it is as of, its purchases included, as `2026-03-31`. Absent: today.",
        ),
        (
            "since",
            "Tell who moved from which name to which since this day. Absent: nobody.",
        ),
        (
            "window",
            "Days before `as_of` whose purchases count for frequency and money. Absent: all.",
        ),
        (
            "method",
            "How values become scores: `value`, `ntile`, `thresholds`. Absent: `value`.",
        ),
        ("bins", "Scores go from 1 to this, 2 to 10. Absent: 5."),
        (
            "recency",
            "With `thresholds`: days since the last purchase for the second score and on, falling: `180,90,60,30`.",
        ),
        (
            "frequency",
            "With `thresholds`: purchases, rising: `2,3,5,10`.",
        ),
        (
            "monetary",
            "With `thresholds`: money, rising: `50,100,250,500`.",
        ),
        (
            "nested",
            "`true`: score frequency within recency, and money within both.",
        ),
        SEGMENT,
        TOP,
        (
            "name",
            "With `top`: only members with this name, as `at_risk`.",
        ),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Rfm>()),
    also: &[],
    problems: &[],
};

/// As of when, scored how, of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RfmParams {
    as_of: Option<String>,
    since: Option<String>,
    window: Option<i32>,
    method: Option<String>,
    bins: Option<u8>,
    recency: Option<String>,
    frequency: Option<String>,
    monetary: Option<String>,
    nested: Option<bool>,
    segment: Option<String>,
    top: Option<usize>,
    name: Option<String>,
}

/// Scores when nobody says.
const BINS: u8 = 5;

/// Reports.
pub async fn read(State(server): State<Server>, Params(params): Params<RfmParams>) -> Outcome<Rfm> {
    let report = report::rfm(&server.app, params.request()?).await?;
    Ok(Answer::ok(report.into()))
}

impl RfmParams {
    /// What is asked.
    pub fn request(self) -> Result<RfmRequest, Problem> {
        Ok(RfmRequest {
            as_of: date("as_of", self.as_of.as_deref())?,
            window: self.window,
            bins: self.bins.unwrap_or(BINS),
            method: method(&self)?,
            nested: self.nested.unwrap_or(false),
            since: date("since", self.since.as_deref())?,
            segment: segment(self.segment),
            each: top(self.top)?,
            name: self.name,
        })
    }
}

fn method(params: &RfmParams) -> Result<RfmMethod, Problem> {
    match params.method.as_deref().unwrap_or("value") {
        "value" => Ok(RfmMethod::Value),
        "ntile" => Ok(RfmMethod::Ntile),
        "thresholds" => Ok(RfmMethod::Thresholds(Thresholds {
            recency_days: list("recency", params.recency.as_deref())?,
            frequency: list("frequency", params.frequency.as_deref())?,
            monetary: params
                .monetary
                .iter()
                .flat_map(|text| text.split(','))
                .map(|part| part.trim().to_owned())
                .collect(),
        })),
        other => {
            let shown = shown(other);
            Err(wrong(
                "method",
                said!(
                    "`{shown}` makes no scores; write value, ntile or thresholds",
                    "по `{shown}` баллы не ставят; подойдёт `value`, `ntile` или `thresholds`"
                ),
            ))
        }
    }
}
