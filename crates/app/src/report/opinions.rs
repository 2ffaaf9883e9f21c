//! What members say of the shop: recommendation, satisfaction, effort, out of the answers told as events.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use regulars_engine::id::MemberId;
use regulars_engine::member::Value;
use regulars_insight::cohort::Step;
use regulars_insight::kpi;
use regulars_insight::number::{count, real};
use regulars_store::Reader;
use serde::Serialize;

use super::base::{Audience, Days, read};
use super::figures::{Figures, FiguresRequest};
use crate::app::App;
use crate::error::Result;

/// What is asked.
#[derive(Debug, Clone)]
pub struct OpinionsRequest {
    /// Of which days, divided how, of whom, beside what.
    pub figures: FiguresRequest,
    /// What was asked of members.
    pub of: Opinion,
    /// The type of the events that tell answers.
    pub event: String,
    /// Their property that holds the answer.
    pub answer: String,
}

/// What members were asked, and with it the scale of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Opinion {
    /// Would they recommend: 0 to 10.
    #[default]
    Nps,
    /// Are they satisfied: 1 to 5.
    Csat,
    /// Was it an effort: 1 to 7.
    Ces,
}

/// The answer from which on somebody is satisfied.
const SATISFIED: i64 = 4;

const ALPHA: f64 = 0.05;

impl Opinion {
    /// Its word, which the events are called by unless said.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Ces => "ces",
        }
    }

    /// The least and the highest answer.
    pub fn scale(self) -> (i64, i64) {
        match self {
            Self::Nps => (0, 10),
            Self::Csat => (1, 5),
            Self::Ces => (1, 7),
        }
    }
}

/// No question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is nothing members are asked; write nps, csat or ces")]
pub struct UnknownOpinion(String);

impl FromStr for Opinion {
    type Err = UnknownOpinion;

    fn from_str(text: &str) -> std::result::Result<Self, UnknownOpinion> {
        let all = [Self::Nps, Self::Csat, Self::Ces];
        let found = all.into_iter().find(|one| one.word() == text);
        found.ok_or_else(|| UnknownOpinion(text.to_owned()))
    }
}

/// Answers of a period. What is of another question, or of no answers, is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpinionRow {
    /// `2026-03`; of the sum of all `all`.
    pub period: String,
    /// Answers.
    pub answers: i64,
    /// Distinct members who gave them.
    pub members: i64,
    /// The mean answer; of `ces` the score.
    pub mean: Option<f64>,
    /// 100 × (promoters − detractors) / answers.
    pub nps: Option<f64>,
    /// The lower end of its interval of 95 %.
    pub nps_low: Option<f64>,
    /// The upper end.
    pub nps_high: Option<f64>,
    /// The share of 9 and 10.
    pub promoters: Option<f64>,
    /// The share of 0 to 6.
    pub detractors: Option<f64>,
    /// The share of 4 and 5.
    pub csat: Option<f64>,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpinionReport {
    /// `nps`, `csat` or `ces`.
    pub of: &'static str,
    /// The type of the events read.
    pub event: String,
    /// Their property read.
    pub answer: String,
    /// Answers by period.
    #[serde(flatten)]
    pub figures: Figures<OpinionRow>,
}

/// Makes the report.
///
/// # Errors
/// Days that are no period, a period before none; no such segment; a store that cannot be read.
pub async fn opinions(app: &App, request: OpinionsRequest) -> Result<OpinionReport> {
    request.figures.check()?;
    read(app, move |app, reader| {
        let OpinionsRequest {
            figures,
            of,
            event,
            answer,
        } = request;
        let asked = figures.whom().map(|segment| {
            let audience = Audience::read(app, reader, segment)?;
            Ok(Asked {
                of,
                step: figures.by,
                answers: answers(app, reader, &audience, of, (&event, &answer))?,
            })
        })?;
        Ok(OpinionReport {
            of: of.word(),
            event,
            answer,
            figures: figures.tell(app, &asked, Asked::figures)?,
        })
    })
    .await
}

/// An answer, and whose.
#[derive(Debug, Clone, Copy)]
struct Answer {
    member: MemberId,
    answer: i64,
}

/// What those asked have answered, by day.
struct Asked {
    of: Opinion,
    step: Step,
    answers: BTreeMap<i32, Vec<Answer>>,
}

/// Reads answers; numbers outside of the scale, parts of a number and other things are none.
fn answers(
    app: &App,
    reader: &Reader<'_>,
    audience: &Audience,
    of: Opinion,
    (event, property): (&str, &str),
) -> Result<BTreeMap<i32, Vec<Answer>>> {
    let zone = app.programs().at(app.now()).program.zone.clone();
    let (least, highest) = of.scale();
    let mut answers: BTreeMap<i32, Vec<Answer>> = BTreeMap::new();
    reader.events_of(event, |member, told| {
        let given = told.properties.get(property).and_then(whole);
        let Some(answer) = given.filter(|given| (least..=highest).contains(given)) else {
            return;
        };
        if audience.has(member) {
            let day = zone.date(told.at).days();
            answers
                .entry(day)
                .or_default()
                .push(Answer { member, answer });
        }
    })?;
    Ok(answers)
}

/// A whole number; also one that was sent as text.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_whole(),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Flag(_) | Value::Date(_) => None,
    }
}

impl Asked {
    /// Answers of these days by period, and of all of them as one.
    fn figures(&self, days: Days) -> Result<(Vec<OpinionRow>, OpinionRow)> {
        let (from, to) = days.ends()?;
        let mut periods: BTreeMap<i32, Vec<Answer>> = BTreeMap::new();
        for (day, answers) in self.answers.range(from..=to) {
            periods
                .entry(self.step.of(*day))
                .or_default()
                .extend(answers);
        }
        let all: Vec<Answer> = periods.values().flatten().copied().collect();
        let ends = periods.keys().next().zip(periods.keys().next_back());
        let between = ends.map_or(0..0, |(first, last)| *first..*last + 1);
        let rows = between.map(|period| {
            let answers = periods.get(&period).map(Vec::as_slice).unwrap_or_default();
            self.row(self.step.name(period), answers)
        });
        Ok((rows.collect(), self.row("all".to_owned(), &all)))
    }

    fn row(&self, period: String, answers: &[Answer]) -> OpinionRow {
        let given = || answers.iter().map(|answer| answer.answer);
        let members: BTreeSet<MemberId> = answers.iter().map(|answer| answer.member).collect();
        let (_, highest) = self.of.scale();
        let nps = kpi::nps(given(), ALPHA).filter(|_| self.of == Opinion::Nps);
        let share = |part: fn(&kpi::Nps) -> i64| {
            nps.as_ref()
                .and_then(|nps| kpi::share(part(nps), nps.answers))
        };
        let csat = kpi::csat(given(), SATISFIED, highest);
        OpinionRow {
            period,
            answers: i64::try_from(answers.len()).unwrap_or(i64::MAX),
            members: i64::try_from(members.len()).unwrap_or(i64::MAX),
            mean: (!answers.is_empty()).then(|| real(given().sum()) / count(answers.len())),
            nps: nps.map(|nps| nps.value),
            nps_low: nps.map(|nps| nps.interval.low),
            nps_high: nps.map(|nps| nps.interval.high),
            promoters: share(|nps| nps.promoters),
            detractors: share(|nps| nps.detractors),
            csat: csat.filter(|_| self.of == Opinion::Csat),
        }
    }
}
