//! `GET /v1/reports/clv`

use axum::extract::State;
use regulars_app::report::{self, ClvRequest, Horizon, Model};
use regulars_engine::said;
use serde::Deserialize;

use super::clv_answer::Clv;
use super::params::{SEGMENT, TOP, date, segment, share, shown, top, wrong};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Problem;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_clv",
    noun: Noun::Reports,
    summary: "Report customer value",
    description: "What members will buy, and whether they are still there: models fitted on what they bought up to `calibration_end`, and \
        tested on what they bought after it.\n\n\
        - BG/NBD and MBG/NBD tell of purchases, Gamma-Gamma of spend; time is in weeks, purchases of one day are one.\n\
        - With too little to foretell anything from a gate is shut, and there are no models but with `ungated=true`.\n\
        - `holdout` is `null` unless somebody bought after `calibration_end`.\n\n\
        Fitting takes the longer the more members differ in when they bought.",
    address: &[],
    query: &[
        (
            "calibration_end",
            "The last day the models see, as `2025-12-31`. Absent: today.",
        ),
        (
            "model",
            "What forecasts and is tested: `mbgnbd`, or `bgnbd`, which takes everyone who bought once to be there for certain. Absent: `mbgnbd`.",
        ),
        ("horizon", "Weeks ahead, 1 to 1040. Absent: 52."),
        (
            "discount",
            "What money loses in a year, as `0.15`. Absent: 0.",
        ),
        (
            "margin",
            "The part of revenue that is contribution margin, as `0.4`. Absent: 1.",
        ),
        (
            "ungated",
            "`true`: fit although there is too little to foretell anything from.",
        ),
        SEGMENT,
        TOP,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Clv>()),
    also: &[],
    problems: &[],
};

/// What the models see, how far they look, of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClvParams {
    calibration_end: Option<String>,
    model: Option<String>,
    horizon: Option<u32>,
    discount: Option<String>,
    margin: Option<String>,
    ungated: Option<bool>,
    segment: Option<String>,
    top: Option<usize>,
}

/// Reports.
pub async fn read(State(server): State<Server>, Params(params): Params<ClvParams>) -> Outcome<Clv> {
    let usual = Horizon::default();
    let request = ClvRequest {
        calibration_end: date("calibration_end", params.calibration_end.as_deref())?,
        model: model(params.model.as_deref())?,
        horizon: Horizon {
            weeks: params.horizon.unwrap_or(usual.weeks),
            discount_a_year: share(
                "discount",
                params.discount.as_deref(),
                usual.discount_a_year,
            )?,
            margin: share("margin", params.margin.as_deref(), usual.margin)?,
        },
        ungated: params.ungated.unwrap_or(false),
        segment: segment(params.segment),
        each: top(params.top)?,
    };
    let report = report::clv(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}

fn model(text: Option<&str>) -> Result<Model, Problem> {
    match text {
        None | Some("mbgnbd") => Ok(Model::Mbgnbd),
        Some("bgnbd") => Ok(Model::Bgnbd),
        Some(other) => {
            let shown = shown(other);
            Err(wrong(
                "model",
                said!(
                    "`{shown}` is no model; write mbgnbd or bgnbd",
                    "модели `{shown}` нет; подойдёт `mbgnbd` или `bgnbd`"
                ),
            ))
        }
    }
}
