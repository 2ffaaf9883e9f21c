//! `POST /v1/experiments/analyse`

use axum::extract::State;
use regulars_app::experiment::{self, Asked, percentile, planned_share, share, units};
use regulars_engine::language::{Both, Said};
use regulars_engine::said;
use serde::Deserialize;

use super::answer::{Analysis, MetricKind};
use crate::body::{Answer, Outcome, Params, Table};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::TEXT_MAX;
use crate::problem::{Kind, Problem};
use crate::render::LANGUAGE;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "experiment_analyse",
    noun: Noun::Experiments,
    summary: "Compare the arms of a file",
    description: "The body is a CSV file in UTF-8 with a header line and one row per unit (a member, a household), plain or gzip; up \
        to 16 MiB as it is sent, unless the server is set up otherwise, 256 MiB unpacked, and 2,000,000 units. It is read and kept \
        nowhere.\n\n\
        - Every unit counts in the arm it was assigned to, whether or not anything reached it. One that did nothing has 0 and stays \
        in the file.\n\
        - A proportion is 1 or 0, compared by Newcombe's interval and the pooled z; a mean by Welch's t; a ratio of two columns, \
        `revenue/receipts`, by the delta method over units.\n\
        - A parameter that does not fit the file is answered with 422, its name, and what was probably meant.",
    address: &[],
    query: &[
        ("arm", "The column of the arm."),
        ("control", "The control's value in it."),
        (
            "metric",
            "The column of the metric; of a ratio two, as `revenue/receipts`.",
        ),
        (
            "kind",
            "What the metric is: `proportion`, `mean` or `ratio`.",
        ),
        (
            "cuped",
            "The column of the same metric before the experiment, to take its noise out.",
        ),
        (
            "by",
            "The column to tell the result by as well, at most 200 values.",
        ),
        (
            "alpha",
            "Chance of a false alarm; intervals cover the rest. Absent: 0.05.",
        ),
        (
            "cap",
            "Hold values within this percentile of all that are not nothing, as 99.",
        ),
        (
            "planned",
            "Units planned in all: gives intervals that stay valid however often one looks.",
        ),
        (
            "split",
            "Planned shares of the arms, as `control=10,offer=90`. Absent: equal ones.",
        ),
        LANGUAGE,
    ],
    body: Takes::Table,
    status: 200,
    answer: Gives::Json(Shape::of::<Analysis>()),
    also: &[],
    problems: &[Kind::BadImport, Kind::Invalid],
};

/// The query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    arm: String,
    control: String,
    metric: String,
    kind: MetricKind,
    #[serde(default)]
    cuped: Option<String>,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    alpha: Option<String>,
    #[serde(default)]
    cap: Option<String>,
    #[serde(default)]
    planned: Option<String>,
    #[serde(default)]
    split: Option<String>,
}

/// Compares.
pub async fn analyse(
    State(server): State<Server>,
    Params(query): Params<Query>,
    Table(file): Table,
) -> Outcome<Analysis> {
    let analysis = experiment::analyse_sent(&server.app, file, query.asked()?).await?;
    Ok(Answer::ok(analysis.into()))
}

impl Query {
    fn asked(self) -> Result<Asked, Problem> {
        let split = self.split.as_deref().unwrap_or_default();
        let shares = split.split(',').filter(|part| !part.trim().is_empty());
        let shares: Result<_, _> = shares.map(planned_share).collect();
        Ok(Asked {
            arm: column("arm", self.arm)?,
            control: column("control", self.control)?,
            metric: column("metric", self.metric)?,
            kind: self.kind.into(),
            before: self.cuped.map(|name| column("cuped", name)).transpose()?,
            by: self.by.map(|name| column("by", name)).transpose()?,
            alpha: told("alpha", self.alpha, share)?.unwrap_or(ALPHA),
            cap: told("cap", self.cap, percentile)?,
            planned: told("planned", self.planned, units)?,
            shares: shares.map_err(|why| wrong("split", why))?,
        })
    }
}

/// The usual chance of a false alarm.
const ALPHA: f64 = 0.05;

fn column(parameter: &'static str, name: String) -> Result<String, Problem> {
    if name.chars().count() <= TEXT_MAX {
        return Ok(name);
    }
    let why = said!(
        "has up to {TEXT_MAX} characters",
        "может быть до {TEXT_MAX} знаков"
    );
    Err(wrong(parameter, why))
}

fn told<T>(
    parameter: &'static str,
    text: Option<String>,
    read: fn(&str) -> Result<T, Both>,
) -> Result<Option<T>, Problem> {
    let read = text.map(|text| read(text.trim())).transpose();
    read.map_err(|why| wrong(parameter, why))
}

fn wrong(parameter: &'static str, why: impl Into<Said>) -> Problem {
    Problem::at(Kind::BadQuery, parameter, why)
}
