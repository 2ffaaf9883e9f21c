//! `GET /v1/reports/rfm`

use axum::extract::State;
use regulars_app::report::{self, RfmMethod, RfmRequest, RfmWho, Thresholds};
use regulars_engine::cell::Scores;
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
        names for the cells of five bins, the program's own or the usual ten.\n\n\
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
        (
            "from",
            "With `top` and `since`: only members who had this name then; `none`: who had not bought by then.",
        ),
        (
            "r",
            "With `top`: only members with these scores of recency, as `4,5`.",
        ),
        (
            "f",
            "With `top`: only members with these scores of frequency.",
        ),
        ("m", "With `top`: only members with these scores of money."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Rfm>()),
    also: &[],
    problems: &[],
};

/// As of when, scored how, of whom: as the parameters of the report.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RfmParams {
    /// The day it is as of. Absent: today.
    #[schema(example = "2026-03-31")]
    as_of: Option<String>,
    /// The day that moves are told since.
    #[schema(example = "2025-12-31")]
    since: Option<String>,
    /// Days before `as_of` whose purchases count for frequency and money. Absent: all.
    window: Option<i32>,
    /// `value`, `ntile` or `thresholds`. Absent: `value`.
    method: Option<String>,
    /// Scores go from 1 to this. Absent: 5.
    bins: Option<u8>,
    /// With `thresholds`: days since the last purchase, falling.
    recency: Option<String>,
    /// With `thresholds`: purchases, rising.
    frequency: Option<String>,
    /// With `thresholds`: money, rising.
    monetary: Option<String>,
    /// Score frequency within recency, and money within both.
    nested: Option<bool>,
    /// A saved segment: only of its members.
    segment: Option<String>,
    /// Rows of members.
    top: Option<usize>,
    /// Only members with this name.
    #[schema(example = "at_risk")]
    name: Option<String>,
    /// Only members who had this name on the day of `since`; `none`: who had not bought by then.
    #[schema(example = "loyal")]
    from: Option<String>,
    /// Only members with these scores of recency, as `4,5`.
    r: Option<String>,
    /// Only members with these scores of frequency.
    f: Option<String>,
    /// Only members with these scores of money.
    m: Option<String>,
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
            who: RfmWho {
                scores: Scores {
                    recency: list("r", self.r.as_deref())?,
                    frequency: list("f", self.f.as_deref())?,
                    money: list("m", self.m.as_deref())?,
                },
                name: self.name,
                from: self.from,
            },
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
