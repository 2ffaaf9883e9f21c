//! Imports money spent on customers. Rows equal to what is kept are known, so a file may be brought in again.

use std::collections::BTreeMap;
use std::path::PathBuf;

use regulars_engine::both;
use regulars_engine::number::{Currency, Price};
use regulars_engine::time::LocalDate;
use regulars_store::{Actor, Changeset, SpendChange};

use super::audit::audited;
use super::field::{EMPTY, Fields, Refusal};
use super::mapping::Mapping;
use super::report::{RefusedRows, Report};
use super::source::Source;
use super::{ImportError, Progress, TELL_EVERY, Watch};
use crate::app::{App, Commit};
use crate::basket::Decimal;
use crate::error::AppError;
use crate::spend::{Spent, addition, of_amount, of_days, purpose};

/// Rows of a changeset.
const CHUNK: usize = 2_000;
pub(super) const FIELDS: [&str; 7] = ["from", "to", "purpose", "amount", "source", "label", "note"];

/// A file of money spent.
#[derive(Debug, Clone)]
pub struct SpendImport {
    /// The file.
    pub file: PathBuf,
    /// Who imports it.
    pub by: Actor,
    /// Its columns.
    pub mapping: Mapping,
    /// Where refused rows are listed.
    pub report: PathBuf,
    /// Write nothing.
    pub dry_run: bool,
}

/// Imports a file of money spent. A row that equals an entry kept before is known: of several equal ones as many as are
/// kept.
///
/// # Errors
/// As [`super::purchases`].
pub fn spend(app: &App, asked: &SpendImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    audited(app, (asked.by, "spend"), asked.dry_run, || {
        read_all(app, asked, watch)
    })
}

fn read_all(app: &App, asked: &SpendImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    let mut source = Source::open(&asked.file)?;
    let columns = asked.mapping.resolve(FIELDS, &source.headers)?;
    for needed in ["from", "purpose", "amount"] {
        columns.need_one_of(&[needed])?;
    }
    let (decimal_comma, total) = (source.decimal_comma, source.bytes);
    let currency = app.programs().at(app.now()).program.currency;
    let mut refused = RefusedRows::new(&asked.report);
    let mut report = Report {
        dry_run: asked.dry_run,
        ..Report::default()
    };
    let mut known = known(app)?;
    let mut chunk = Vec::new();
    loop {
        let done = source.bytes_read();
        let Some(row) = source.next()? else { break };
        report.rows += 1;
        let line = row.line;
        let fields = Fields {
            row,
            columns: &columns,
            decimal_comma,
        };
        match read(&fields, currency) {
            Ok(spent) => match known.get_mut(&spent).filter(|times| **times > 0) {
                Some(times) => {
                    *times -= 1;
                    report.unchanged += 1;
                }
                None => chunk.push(spent),
            },
            Err(refusal) => refused.add(line, &refusal)?,
        }
        if chunk.len() == CHUNK {
            flush(app, asked, &mut chunk, &mut report)?;
        }
        if report.rows.is_multiple_of(TELL_EVERY) {
            let rows = report.rows;
            watch(Progress::Reading { rows, done, total })?;
        }
    }
    flush(app, asked, &mut chunk, &mut report)?;
    (report.refused, report.report) = refused.close()?;
    Ok(report)
}

/// What is kept, with how often.
fn known(app: &App) -> Result<BTreeMap<Spent, u64>, AppError> {
    app.read_here(|reader| {
        let mut known: BTreeMap<Spent, u64> = BTreeMap::new();
        let ever = (LocalDate::MIN, LocalDate::MAX);
        for row in reader.spend(ever, None, usize::MAX)?.items {
            *known.entry(row.into()).or_default() += 1;
        }
        Ok(known)
    })
}

fn read(fields: &Fields<'_, 7>, currency: Currency) -> Result<Spent, Refusal> {
    fields.check_width()?;
    let from = fields.date("from")?;
    let from = from.ok_or_else(|| fields.refuse("from", EMPTY))?;
    let days = (from, fields.date("to")?.unwrap_or(from));
    if let Some(why) = of_days(days) {
        return Err(fields.refuse("to", why));
    }
    let purpose = purpose(fields.required("purpose")?).map_err(|_| {
        let why = both!(
            "is none of acquisition, keeping, contacts",
            "можно только `acquisition`, `keeping`, `contacts`"
        );
        fields.refuse("purpose", why)
    })?;
    let stated = fields.price("amount")?;
    let stated: Price = stated.ok_or_else(|| fields.refuse("amount", EMPTY))?;
    let amount = currency.parse_money(&Decimal::from_raw(stated.raw()).to_string());
    let amount = amount.map_err(|error| fields.refuse("amount", error))?;
    if let Some(why) = of_amount(amount) {
        return Err(fields.refuse("amount", why));
    }
    let text = |field| Ok::<_, Refusal>(fields.text(field)?.map(str::to_owned));
    Ok(Spent {
        days,
        purpose,
        amount,
        source: text("source")?,
        label: text("label")?,
        note: text("note")?,
    })
}

fn flush(
    app: &App,
    asked: &SpendImport,
    chunk: &mut Vec<Spent>,
    report: &mut Report,
) -> Result<(), ImportError> {
    report.imported += super::count(chunk.len());
    if asked.dry_run || chunk.is_empty() {
        chunk.clear();
        return Ok(());
    }
    let entries = chunk
        .drain(..)
        .map(|spent| SpendChange::Add(addition(app, asked.by, spent)));
    let changeset = Changeset {
        posted_at: app.now(),
        spend: entries.collect(),
        ..Changeset::default()
    };
    match app.commit_here(changeset)? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("money spent has no guard to fail".to_owned()).into())
        }
    }
}
