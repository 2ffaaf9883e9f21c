//! What every import is told, and how it tells what it did.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use regulars_app::App;
use regulars_app::folder::Role;
use regulars_app::import::{ImportError, Mapping, Progress, Report, Watch};
use tempfile::TempDir;

use crate::data::{self, Data, Place};
use crate::failure::{Done, Failure};
use crate::output;
use crate::progress::Progress as Bar;

/// What every import is told.
#[derive(Debug, clap::Args)]
pub struct Shared {
    /// A CSV file in UTF-8 with a header line, plain or gzip.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// Columns of fields, as id=invoice,at=date, or a file of them; a field not named is read from the column of its own
    /// name.
    #[arg(long, value_name = "FIELD=COLUMN,…", conflicts_with = "map_file")]
    map: Option<String>,
    /// A file of such pairs, one per line.
    #[arg(long, value_name = "FILE")]
    map_file: Option<PathBuf>,
    /// Write nothing; tell what would be.
    #[arg(long)]
    pub dry_run: bool,
    /// Where refused rows are listed with line, column and reason; without, in the data folder under imports/.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print one line of JSON at the end.
    #[arg(long)]
    json: bool,
}

/// A system to import into.
pub struct Target {
    pub app: App,
    /// A dry run on a folder without a database looks at an empty one.
    _empty: Option<TempDir>,
}

impl Shared {
    /// Opens what is imported into.
    pub fn open(&self) -> Result<Target, Failure> {
        let place = self.data.place()?;
        if self.dry_run && !place.exists() {
            let empty =
                tempfile::tempdir().map_err(|error| Failure::Unavailable(error.to_string()))?;
            return Ok(Target {
                app: data::start(&Place::of(empty.path()), Role::Command)?,
                _empty: Some(empty),
            });
        }
        Ok(Target {
            app: data::start(&place, Role::Command)?,
            _empty: None,
        })
    }

    /// The columns.
    pub fn mapping(&self) -> Result<Mapping, Failure> {
        let file = match (&self.map, &self.map_file) {
            (Some(pairs), _) if pairs.contains('=') => return Ok(Mapping::parse(pairs)?),
            (Some(file), _) => Path::new(file),
            (None, Some(file)) => file,
            (None, None) => return Ok(Mapping::default()),
        };
        let text = std::fs::read_to_string(file).map_err(|error| Failure::of_file(file, &error))?;
        Ok(Mapping::parse_file(&text)?)
    }

    /// Where refused rows go. A dry run makes no data folder for them.
    pub fn report(&self) -> Result<PathBuf, Failure> {
        if let Some(report) = &self.report {
            return Ok(report.clone());
        }
        let name = self
            .file
            .file_name()
            .and_then(OsStr::to_str)
            .unwrap_or("import");
        let place = self.data.place()?;
        let folder = match place.exists() {
            true => place.folder.join("imports"),
            false => std::env::temp_dir().join("regulars-imports"),
        };
        Ok(folder.join(format!("{name}.refused.csv")))
    }

    /// Runs an import under a progress bar and tells what it did.
    pub fn run(&self, work: impl FnOnce(Watch<'_>) -> Result<Report, ImportError>) -> Done {
        let bar = Bar::new("");
        let report = work(&mut |progress| {
            show(&bar, progress);
            Ok(())
        })?;
        bar.end();
        if self.json {
            output::json(&report);
        } else {
            tell(&report);
        }
        Ok(())
    }
}

fn show(bar: &Bar, progress: Progress) {
    let (what, done, total) = match progress {
        Progress::Reading { done, total, .. } => ("bytes read", done, total),
        Progress::Writing { done, total } => ("purchases written", done, total),
    };
    bar.name(what);
    bar.show(done, total);
}

fn tell(report: &Report) {
    let mood = if report.dry_run { "would be " } else { "" };
    output::say(format_args!(
        "{} rows: {} {mood}imported, {} unchanged, {} refused",
        report.rows, report.imported, report.unchanged, report.refused
    ));
    output::say(format_args!(
        "{} purchases, {} returns, {} members, {} products",
        report.purchases, report.returns, report.members, report.products
    ));
    if let Some(money) = &report.money {
        output::say(format_args!(
            "{} {} by members in {} purchases, {} by others, {} given back; rounding made {}",
            money.identified,
            money.currency,
            money.identified_purchases,
            money.unidentified,
            money.returned,
            money.rounding
        ));
    }
    for (rule, times) in report.rules.iter().filter(|(_, times)| **times > 0) {
        output::say(format_args!("  {rule}: {times}"));
    }
    if let Some(path) = &report.report {
        output::say(format_args!("refused rows: {}", path.display()));
    }
}
