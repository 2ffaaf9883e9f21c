//! What every report is told, and how its tables are printed.

use std::path::PathBuf;

use regulars_app::report::table::{csv, tables, xlsx};
use regulars_app::report::{Compare, Days, FiguresRequest, Step};
use regulars_app::{App, Result};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::Serialize;

use crate::data::{self, Data};
use crate::failure::Failure;
use crate::language::LanguageName;
use crate::output;

/// What every report is told.
#[derive(Debug, clap::Args)]
pub struct Shared {
    #[command(flatten)]
    data: Data,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
    /// Write the report to this file as CSV: its rows, or what `--each` tells.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write the report to this file as a workbook: all of its tables, a sheet each.
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// The language of the files' columns: en, ru.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: LanguageName,
}

/// The days of a report.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Between {
    /// The first day, as 2026-03-01; without it from the first purchase.
    #[arg(long, value_name = "DATE")]
    from: Option<LocalDate>,
    /// The last day, included; without it to the last purchase.
    #[arg(long, value_name = "DATE")]
    to: Option<LocalDate>,
}

/// Whom a report is about.
#[derive(Debug, Clone, clap::Args)]
pub struct Audience {
    /// Only who is in this saved segment now.
    #[arg(long, value_name = "ID")]
    segment: Option<String>,
}

/// What figures by period are asked with.
#[derive(Debug, Clone, clap::Args)]
pub struct ByPeriod {
    #[command(flatten)]
    between: Between,
    #[command(flatten)]
    audience: Audience,
    /// How the calendar is divided: day, week, month, quarter, year.
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: Step,
    /// What to lay beside it: previous, or segment:ID.
    #[arg(long, value_name = "WHAT")]
    compare: Option<Compare>,
}

impl ByPeriod {
    /// What they ask.
    pub fn request(&self) -> FiguresRequest {
        FiguresRequest {
            by: self.by,
            days: self.between.into(),
            segment: self.audience.segment(),
            compare: self.compare.clone(),
        }
    }
}

impl Audience {
    /// The segment's id.
    pub fn segment(&self) -> Option<SegmentId> {
        self.segment.as_deref().map(SegmentId::new)
    }
}

impl From<Between> for Days {
    fn from(between: Between) -> Self {
        Self {
            from: between.from,
            to: between.to,
        }
    }
}

impl Shared {
    /// Makes a report and prints it: as JSON, or as the caller says.
    pub fn run<T: Serialize>(
        &self,
        make: impl AsyncFnOnce(&App) -> Result<T>,
        tell: impl FnOnce(&T),
    ) -> std::result::Result<(), Failure> {
        let app = data::start_existing(&self.data.place()?)?;
        let report = data::block_on(async { make(&app).await.map_err(Failure::from) })?;
        if self.csv.is_some() || self.xlsx.is_some() {
            return self.write(&report);
        }
        if self.json {
            output::json(&report);
        } else {
            tell(&report);
        }
        Ok(())
    }

    /// Writes the files that were asked for, and says where they are.
    fn write<T: Serialize>(&self, report: &T) -> std::result::Result<(), Failure> {
        let tables = tables(report, self.language.into());
        let files = [
            self.csv
                .as_ref()
                .map(|path| (path, csv(&tables).into_bytes())),
            self.xlsx.as_ref().map(|path| (path, xlsx(&tables))),
        ];
        for (path, content) in files.into_iter().flatten() {
            let failed = |error| Failure::Other(format!("{}: {error}", path.display()));
            std::fs::write(path, content).map_err(failed)?;
            output::say(path.display());
        }
        Ok(())
    }
}

/// Prints a table: columns as wide as their widest cell, numbers to the right.
pub fn table(header: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let lengths = cells.map(|cell| cell.chars().count());
        let name = header.get(column).map_or(0, |name| name.chars().count());
        lengths.chain([name]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let is_number = cell.starts_with(|first: char| first.is_ascii_digit() || first == '-');
            match is_number {
                true => format!("{cell:>width$}"),
                false => format!("{cell:<width$}"),
            }
        });
        output::say(padded.collect::<Vec<_>>().join("  ").trim_end());
    };
    line(header.to_vec());
    for row in rows {
        line(row.iter().map(String::as_str).collect());
    }
}

/// A share in percent; a dash where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

/// A figure, or a dash.
pub fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}
