//! What reports are asked with.

use regulars_app::report::{Compare, Days, FiguresRequest, Step};
use regulars_engine::language::Said;
use regulars_engine::name::SegmentId;
use regulars_engine::said;
use regulars_engine::time::LocalDate;
use serde::Deserialize;

use crate::parse::day;
use crate::problem::{Kind, Problem};

/// The query that names the first day.
pub const FROM: (&str, &str) = (
    "from",
    "The first day, as `2026-03-01`. Absent: from the first purchase of all.",
);

/// The query that names the last day.
pub const TO: (&str, &str) = (
    "to",
    "The last day, included. Absent: to the last purchase.",
);

/// The query that names a segment.
pub const SEGMENT: (&str, &str) = (
    "segment",
    "A saved segment: only the members who are in it now. Absent: everybody.",
);

/// The query that divides the calendar.
pub const BY: (&str, &str) = (
    "by",
    "How the calendar is divided: `day`, `week` from Monday, `month`, `quarter`, `year`. Absent: `month`.",
);

/// The query that lays something beside.
pub const COMPARE: (&str, &str) = (
    "compare",
    "What to lay beside it: `previous`, or `segment:ID`. Absent: nothing.",
);

/// The query that asks for rows of members or items.
pub const TOP: (&str, &str) = (
    "top",
    "Tell so many rows, the heaviest first, 1 to 1000. Absent: none.",
);

/// The most rows of members or items in an answer.
const TOP_MAX: usize = 1_000;

/// What figures by period are asked with.
pub const FIGURES: &[(&str, &str)] = &[FROM, TO, BY, SEGMENT, COMPARE];

/// Which days, divided how, of whom, beside what.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiguresParams {
    pub from: Option<String>,
    pub to: Option<String>,
    pub by: Option<String>,
    pub segment: Option<String>,
    pub compare: Option<String>,
}

impl FiguresParams {
    /// What they ask.
    pub fn request(self) -> Result<FiguresRequest, Problem> {
        Ok(FiguresRequest {
            by: step(self.by.as_deref())?,
            days: days(self.from.as_deref(), self.to.as_deref())?,
            segment: segment(self.segment),
            compare: compare(self.compare.as_deref())?,
        })
    }
}

/// A parameter that is wrong.
pub fn wrong(name: &'static str, message: impl Into<Said>) -> Problem {
    Problem::at(Kind::BadQuery, name, message)
}

/// A value as it is shown to who sent it.
pub fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A day, if one was sent.
pub fn date(name: &'static str, text: Option<&str>) -> Result<Option<LocalDate>, Problem> {
    text.map(|text| day(name, text)).transpose()
}

/// The days asked about.
pub fn days(from: Option<&str>, to: Option<&str>) -> Result<Days, Problem> {
    Ok(Days {
        from: date("from", from)?,
        to: date("to", to)?,
    })
}

/// The segment asked about.
pub fn segment(id: Option<String>) -> Option<SegmentId> {
    id.filter(|id| !id.is_empty()).map(SegmentId::new)
}

/// How the calendar is divided.
pub fn step(text: Option<&str>) -> Result<Step, Problem> {
    let Some(text) = text else {
        return Ok(Step::Month);
    };
    text.parse().map_err(|_| {
        let shown = shown(text);
        wrong(
            "by",
            said!(
                "`{shown}` divides no calendar; write day, week, month, quarter or year",
                "`{shown}` — не шаг календаря; подойдёт `day`, `week`, `month`, `quarter` или `year`"
            ),
        )
    })
}

/// What is laid beside.
fn compare(text: Option<&str>) -> Result<Option<Compare>, Problem> {
    let parsed = text.map(|text| {
        text.parse().map_err(|_| {
            let shown = shown(text);
            wrong(
                "compare",
                said!(
                    "`{shown}` is nothing to compare with; write previous, or segment:ID",
                    "с `{shown}` сравнить нельзя; подойдёт `previous` или `segment:ID`"
                ),
            )
        })
    });
    parsed.transpose()
}

/// How many rows are told.
pub fn top(rows: Option<usize>) -> Result<Option<usize>, Problem> {
    match rows {
        Some(rows) if !(1..=TOP_MAX).contains(&rows) => Err(wrong(
            "top",
            said!(
                "is {rows}; an answer has 1 to {TOP_MAX} rows",
                "указано {rows}; в ответе бывает от 1 до {TOP_MAX} строк"
            ),
        )),
        rows => Ok(rows),
    }
}

/// A share, as `0.15`.
pub fn share(name: &'static str, text: Option<&str>, usual: f64) -> Result<f64, Problem> {
    let Some(text) = text else {
        return Ok(usual);
    };
    text.parse().map_err(|_| {
        let shown = shown(text);
        wrong(
            name,
            said!(
                "`{shown}` is no share; write it as 0.15",
                "`{shown}` — не доля; напишите, например, 0.15"
            ),
        )
    })
}

/// Numbers in a row, as `2,3,5`.
pub fn list<T: std::str::FromStr>(
    name: &'static str,
    text: Option<&str>,
) -> Result<Vec<T>, Problem> {
    let parts = text.into_iter().flat_map(|text| text.split(','));
    let parsed = parts.map(|part| {
        part.trim().parse().map_err(|_| {
            let shown = shown(part);
            wrong(
                name,
                said!(
                    "`{shown}` is no whole number; write the bounds as 2,3,5",
                    "`{shown}` — не целое число; границы пишут через запятую, например 2,3,5"
                ),
            )
        })
    });
    parsed.collect()
}
