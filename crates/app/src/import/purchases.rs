//! Imports purchases, and returns without their purchase.

use std::path::PathBuf;

use regulars_store::Actor;

use super::audit::audited;
use super::document::{Document, Documents, Misfit};
use super::field::Refusal;
use super::mapping::Mapping;
use super::report::{RefusedRows, Report};
use super::rule::{Rule, Uses};
use super::sale::SaleReader;
use super::source::Source;
use super::writer::Writer;
use super::{ImportError, Progress, TELL_EVERY, Watch, count};
use crate::app::App;

/// A file of purchases to import.
#[derive(Debug, Clone)]
pub struct PurchasesImport {
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
    /// Keep the purchases without ledger effects.
    pub history: bool,
    /// Ids that begin with this, followed by digits, are cancellations; `None`: there are none.
    pub cancellations: Option<String>,
}

/// Imports a file of purchases. With effects they are decided in order of time, each as of its own instant.
///
/// # Errors
/// A file that cannot be read or mapped; a store that takes no writes. Rows that cannot be taken are no error: they
/// are counted and listed in the report.
pub fn purchases(
    app: &App,
    asked: &PurchasesImport,
    watch: Watch<'_>,
) -> Result<Report, ImportError> {
    audited(app, (asked.by, "purchases"), asked.dry_run, || {
        read_all(app, asked, watch)
    })
}

fn read_all(app: &App, asked: &PurchasesImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    let live = app.programs().at(app.now());
    let mut source = Source::open(&asked.file)?;
    let latest = app.now().plus_ms(app.settings().clock_ahead_ms);
    let cancellations = asked.cancellations.clone();
    let reader = SaleReader::new(
        &source,
        &asked.mapping,
        live.program.zone.clone(),
        latest,
        cancellations,
    )?;
    let mut intake = Intake::new(asked);
    let mut documents = Documents::new(live.program.currency);
    intake.read(&mut source, &reader, &mut documents, watch)?;
    let (sales, nothing) = documents.finish(&mut intake.uses, reader.column("price"));
    for (line, refusal) in &nothing {
        intake.refused.add(*line, refusal)?;
    }
    write(app, asked, intake, (&sales, documents), &reader, watch)
}

/// What has become of the rows so far.
struct Intake {
    rows: u64,
    uses: Uses,
    refused: RefusedRows,
}

impl Intake {
    fn new(asked: &PurchasesImport) -> Self {
        Self {
            rows: 0,
            uses: Uses::default(),
            refused: RefusedRows::new(&asked.report),
        }
    }

    /// Reads the whole file into documents: rows of one need not stand together.
    fn read(
        &mut self,
        source: &mut Source,
        reader: &SaleReader,
        documents: &mut Documents,
        watch: Watch<'_>,
    ) -> Result<(), ImportError> {
        let total = source.bytes;
        loop {
            let done = source.bytes_read();
            let Some(row) = source.next()? else { break };
            self.rows += 1;
            if self.rows.is_multiple_of(TELL_EVERY) {
                let rows = self.rows;
                watch(Progress::Reading { rows, done, total })?;
            }
            let line = row.line;
            if documents.seen_before(&row) {
                self.uses.add(Rule::DuplicateRows, 1);
            }
            let added = reader.read(row);
            match added {
                Ok(row) => {
                    if let Err(misfit) = documents.add(line, &row) {
                        self.refused.add(line, &misfit.of(reader))?;
                    }
                }
                Err(refused) => {
                    if let Some(rule) = refused.rule {
                        self.uses.add(rule, 1);
                    }
                    refused.member.map(|member| documents.note_member(member));
                    self.refused.add(line, &refused.refusal)?;
                }
            }
        }
        let rows = self.rows;
        let done = total;
        watch(Progress::Reading { rows, done, total })?;
        if reader.leaves_out_quantity() {
            self.uses.add(Rule::QuantityLeftOut, self.rows);
        }
        Ok(())
    }
}

impl Misfit {
    fn of(self, reader: &SaleReader) -> Refusal {
        Refusal {
            column: reader.column(self.field).to_owned(),
            value: String::new(),
            reason: self.reason,
        }
    }
}

fn write(
    app: &App,
    asked: &PurchasesImport,
    intake: Intake,
    (sales, documents): (&[Document], Documents),
    reader: &SaleReader,
    watch: Watch<'_>,
) -> Result<Report, ImportError> {
    let Intake {
        rows,
        uses,
        refused,
    } = intake;
    let mut writer = Writer::new(app, asked, reader.column("id").to_owned(), refused);
    writer.goods(&documents.goods)?;
    writer.documents(sales, watch)?;
    writer.members(&documents.members)?;
    let (tally, refused) = writer.finish();
    let (refused, report) = refused.close()?;
    Ok(Report {
        rows,
        imported: tally.imported,
        purchases: tally.purchases,
        returns: tally.returns,
        members: tally.members,
        products: tally.products,
        unchanged: tally.unchanged,
        refused,
        report,
        dry_run: asked.dry_run,
        money: Some(tally.till.sums(
            app.programs().at(app.now()).program.currency,
            count(tally.buyers.len()),
        )),
        rules: uses.by_name(),
    })
}
