//! `GET /v1/reports/opinions`

use axum::extract::State;
use regulars_app::report::{self, Opinion, OpinionReport, OpinionRow, OpinionsRequest};
use regulars_engine::name::SegmentId;
use regulars_engine::said;
use regulars_engine::time::LocalDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::{BY, COMPARE, FROM, FiguresParams, SEGMENT, TO, shown, wrong};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::StatedDate;
use crate::problem::Problem;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_opinions",
    noun: Noun::Reports,
    summary: "Report what members say",
    description: "Recommendation (NPS), satisfaction (CSAT) or effort (CES) out of answers that were told as events, period by period, \
        and all of it as one period. What was not asked, or not answered, is `null`.\n\n\
        - An answer is a whole number in a property of an event: for `nps` 0 to 10, for `csat` 1 to 5, for `ces` 1 to 7. Others are \
        no answers. Every answer counts, also the second of a member.\n\
        - Send them as `POST /v1/events`: `{\"id\": \"s-1\", \"type\": \"nps\", \"member\": …, \"properties\": {\"score\": 9}}`.",
    address: &[],
    query: &[
        (
            "of",
            "What members were asked: `nps`, `csat`, `ces`. Absent: `nps`.",
        ),
        (
            "event",
            "The type of the events that tell answers. Absent: the word of `of`.",
        ),
        (
            "answer",
            "Their property that holds the answer. Absent: `score`.",
        ),
        FROM,
        TO,
        BY,
        SEGMENT,
        COMPARE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Opinions>()),
    also: &[],
    problems: &[],
};

/// The property of an answer when nobody says.
const SCORE: &str = "score";

/// Which answers, of which days, divided how, of whom, beside what.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OpinionsParams {
    of: Option<String>,
    event: Option<String>,
    answer: Option<String>,
    from: Option<String>,
    to: Option<String>,
    by: Option<String>,
    segment: Option<String>,
    compare: Option<String>,
}

/// What members say, by period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpinionReport)]
pub struct Opinions {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// What they were asked.
    #[schema(example = "nps")]
    of: &'static str,
    /// The type of the events read.
    #[schema(example = "nps")]
    event: String,
    /// Their property read.
    #[schema(example = "score")]
    answer: String,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The first day asked.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day asked.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// How the calendar is divided.
    #[schema(example = "month")]
    by: String,
    /// The program's currency (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Periods in order from the first answer to the last.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
    /// What it is compared with, if that was asked.
    compared: Option<Compared>,
}

/// Answers of a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpinionReportRow)]
struct Row {
    /// `2026-03`, `2026-Q1`, `2026`, a day; a week by its Monday; of all of it `all`.
    #[schema(example = "2026-03")]
    period: String,
    /// Answers.
    answers: i64,
    /// Distinct members who gave them.
    members: i64,
    /// The mean answer; of `ces` the score.
    mean: Option<f64>,
    /// 100 × (promoters − detractors).
    #[schema(example = 41.5)]
    nps: Option<f64>,
    /// The lower end of its interval of 95 %.
    nps_low: Option<f64>,
    /// The upper end.
    nps_high: Option<f64>,
    /// The share of 9 and 10.
    promoters: Option<f64>,
    /// The share of 0 to 6.
    detractors: Option<f64>,
    /// The share of 4 and 5 among answers to `csat`.
    csat: Option<f64>,
}

/// What it is compared with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpinionReportCompared)]
struct Compared {
    /// `previous` or `segment`.
    #[schema(example = "previous")]
    with: &'static str,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The first day.
    #[schema(value_type = Option<StatedDate>)]
    from: Option<LocalDate>,
    /// The last day.
    #[schema(value_type = Option<StatedDate>)]
    to: Option<LocalDate>,
    /// Its periods in order.
    rows: Vec<Row>,
    /// All of it as one period.
    all: Row,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<OpinionsParams>,
) -> Outcome<Opinions> {
    let report = report::opinions(&server.app, params.request()?).await?;
    Ok(Answer::ok(report.into()))
}

impl OpinionsParams {
    fn request(self) -> Result<OpinionsRequest, Problem> {
        let of = opinion(self.of.as_deref())?;
        let figures = FiguresParams {
            from: self.from,
            to: self.to,
            by: self.by,
            segment: self.segment,
            compare: self.compare,
        };
        Ok(OpinionsRequest {
            figures: figures.request()?,
            of,
            event: self.event.unwrap_or_else(|| of.word().to_owned()),
            answer: self.answer.unwrap_or_else(|| SCORE.to_owned()),
        })
    }
}

fn opinion(text: Option<&str>) -> Result<Opinion, Problem> {
    let Some(text) = text else {
        return Ok(Opinion::default());
    };
    text.parse().map_err(|_| {
        let shown = shown(text);
        wrong(
            "of",
            said!(
                "`{shown}` is nothing members are asked; write nps, csat or ces",
                "`{shown}` — не вопрос к участникам; подойдёт `nps`, `csat` или `ces`"
            ),
        )
    })
}

impl From<OpinionReport> for Opinions {
    fn from(report: OpinionReport) -> Self {
        let figures = report.figures;
        Self {
            as_of: figures.as_of,
            of: report.of,
            event: report.event,
            answer: report.answer,
            segment: figures.segment,
            from: figures.from,
            to: figures.to,
            by: figures.by,
            currency: figures.currency,
            rows: figures.rows.into_iter().map(Row::from).collect(),
            all: figures.all.into(),
            compared: figures.compared.map(|compared| Compared {
                with: compared.with,
                segment: compared.segment,
                from: compared.from,
                to: compared.to,
                rows: compared.rows.into_iter().map(Row::from).collect(),
                all: compared.all.into(),
            }),
        }
    }
}

impl From<OpinionRow> for Row {
    fn from(row: OpinionRow) -> Self {
        Self {
            period: row.period,
            answers: row.answers,
            members: row.members,
            mean: row.mean,
            nps: row.nps,
            nps_low: row.nps_low,
            nps_high: row.nps_high,
            promoters: row.promoters,
            detractors: row.detractors,
            csat: row.csat,
        }
    }
}
