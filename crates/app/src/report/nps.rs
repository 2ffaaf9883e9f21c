//! Whether members would recommend, from a file of answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regulars_engine::program::remedy;
use regulars_engine::said;
use regulars_insight::experiment::Interval;
use regulars_insight::kpi;
use regulars_insight::number::{count, real};
use serde::Serialize;

use crate::import::{ImportError, Source};

/// What is asked of a file with one row per answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NpsRequest {
    /// A CSV file with a header line, plain or gzip.
    pub file: PathBuf,
    /// The column of answers from 0 to 10; empty and other numbers are no answers.
    pub answer: String,
    /// The column to tell the result by as well.
    pub by: Option<String>,
}

/// The score of some answers; `null` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NpsRow {
    /// Answers.
    pub answers: i64,
    /// 9 and 10.
    pub promoters: i64,
    /// 7 and 8.
    pub passives: i64,
    /// 0 to 6.
    pub detractors: i64,
    /// 100 × (promoters − detractors) / answers.
    pub nps: Option<f64>,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Its interval of 95 %.
    pub ci: Option<Interval>,
    /// The mean answer.
    pub mean: Option<f64>,
}

/// The same of a part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NpsPart {
    /// What the part has in common.
    pub value: String,
    /// Its score.
    #[serde(flatten)]
    pub row: NpsRow,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NpsReport {
    /// Rows of the file.
    pub rows: u64,
    /// The score of all.
    #[serde(flatten)]
    pub all: NpsRow,
    /// Parts in order, if that was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<NpsPart>,
}

const ALPHA: f64 = 0.05;

/// Reads a file of answers and makes the report.
///
/// # Errors
/// A file that cannot be read, a column it has not, an answer that is no number, with its line.
pub fn nps(request: &NpsRequest) -> Result<NpsReport, ImportError> {
    let mut source = Source::open(&request.file)?;
    let place = |column: &str| {
        let found = source.headers.iter().position(|header| header == column);
        found.ok_or_else(|| {
            let help = remedy(column, source.headers.iter().map(String::as_str));
            ImportError::Mapping(said!(
                "there is no column `{column}`; {help}",
                "нет столбца `{column}`; {help:#}"
            ))
        })
    };
    let answer = place(&request.answer)?;
    let by = request.by.as_deref().map(place).transpose()?;
    let mut rows = 0;
    let mut all = Vec::new();
    let mut parts: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    while let Some(row) = source.next()? {
        rows += 1;
        let text = |place| String::from_utf8_lossy(row.field(place).unwrap_or_default());
        let Some(given) = read(text(answer).trim(), row.line, request)? else {
            continue;
        };
        all.push(given);
        if let Some(by) = by {
            parts
                .entry(text(by).trim().to_owned())
                .or_default()
                .push(given);
        }
    }
    Ok(NpsReport {
        rows,
        all: score(&all),
        by: parts
            .into_iter()
            .map(|(value, answers)| NpsPart {
                value,
                row: score(&answers),
            })
            .collect(),
    })
}

/// An answer; `None` of an empty field or a number outside of the scale.
fn read(text: &str, line: u64, request: &NpsRequest) -> Result<Option<i64>, ImportError> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<i64>() {
        Ok(answer) => Ok(Some(answer).filter(|answer| (0..=10).contains(answer))),
        Err(_) => Err(wrong(&request.file, line, text, &request.answer)),
    }
}

fn wrong(path: &Path, line: u64, text: &str, column: &str) -> ImportError {
    ImportError::Broken {
        path: path.to_owned(),
        why: said!(
            "line {line}: `{text}` in the column `{column}` is no whole number",
            "строка {line}: `{text}` в столбце `{column}` — не целое число"
        ),
    }
}

fn score(answers: &[i64]) -> NpsRow {
    let found = kpi::nps(answers.iter().copied(), ALPHA);
    let sum: i64 = answers.iter().sum();
    let of = |part: fn(&kpi::Nps) -> i64| found.as_ref().map_or(0, part);
    NpsRow {
        answers: of(|nps| nps.answers),
        promoters: of(|nps| nps.promoters),
        passives: of(|nps| nps.answers - nps.promoters - nps.detractors),
        detractors: of(|nps| nps.detractors),
        nps: found.map(|nps| nps.value),
        standard_error: found.map(|nps| nps.standard_error),
        ci: found.map(|nps| nps.interval),
        mean: (!answers.is_empty()).then(|| real(sum) / count(answers.len())),
    }
}
