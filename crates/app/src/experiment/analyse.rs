//! Compares the arms of a file.

use std::io::ErrorKind;
use std::path::Path;

use regulars_engine::program::remedy;
use regulars_engine::{both, said};
use regulars_insight::experiment::{self, Analysis, Arm, Kind, Question, Refused};

use super::read::{Columns, ExperimentError, read, shown};
use crate::app::App;
use crate::error::AppError;
use crate::import::{ImportError, Source, not_text};
use crate::upload;

/// What is asked of a file with one row per unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The column of the arm.
    pub arm: String,
    /// The control's value in it.
    pub control: String,
    /// The column of the metric; of a ratio both, as `revenue/receipts`.
    pub metric: String,
    /// What the metric is.
    pub kind: Kind,
    /// The column of the same metric from before the experiment, for CUPED.
    pub before: Option<String>,
    /// The column to tell the result by as well.
    pub by: Option<String>,
    /// Chance of a false alarm; 0.05 for intervals of 95 %.
    pub alpha: f64,
    /// Hold values within this percentile (0..1) of the pooled non-zero ones.
    pub cap: Option<f64>,
    /// Units planned in all; with it, intervals that stay valid however often one looks.
    pub planned: Option<i64>,
    /// Planned shares by arm, of any scale; an arm not named has 1.
    pub shares: Vec<(String, f64)>,
}

/// Units of a file that is sent.
pub const SENT_UNITS_MAX: u64 = 2_000_000;
/// Bytes of text that a file that is sent may unpack to.
const SENT_TEXT_MAX: u64 = 256 << 20;

/// Reads a CSV file with a header line, plain or gzip, and compares every arm with the control, as assigned.
///
/// # Errors
/// A file that cannot be read, a column it has not, a value that is no number, with its line; arms that cannot be
/// compared.
pub fn analyse(file: &Path, asked: &Asked) -> Result<Analysis, ExperimentError> {
    compare(Source::open(file)?, asked, u64::MAX)
}

/// The same of a file that was sent whole. It is kept nowhere.
///
/// # Errors
/// As [`analyse`]: `BadImport` of the file itself, `Invalid` with the name of the part of the question that does not fit
/// it.
pub async fn analyse_sent(
    app: &App,
    file: impl AsRef<[u8]> + Send + 'static,
    asked: Asked,
) -> Result<Analysis, AppError> {
    // Never closed, so always acquired. Reports and experiments take turns, so that tills need not.
    let turn = app.reporting().acquire_owned().await;
    let work = move |_: &App| {
        let _turn = turn;
        if let Some(why) = not_text(file.as_ref()) {
            return Err(AppError::BadImport(said!(
                "the file {why}",
                "файл не подходит: {why:#}"
            )));
        }
        let analysis = Source::sent(file, SENT_TEXT_MAX).map_err(ExperimentError::File);
        let analysis = analysis.and_then(|source| compare(source, &asked, SENT_UNITS_MAX));
        analysis.map_err(AppError::from)
    };
    app.off(work).await
}

fn compare(source: Source, asked: &Asked, most: u64) -> Result<Analysis, ExperimentError> {
    let columns = Columns {
        arm: &asked.arm,
        metric: &asked.metric,
        kind: asked.kind,
        before: asked.before.as_deref(),
        by: asked.by.as_deref(),
    };
    let units = read(source, &columns, most)?;
    check_shares(&asked.shares, &units.whole)?;
    let question = Question {
        metric: asked.metric.clone(),
        kind: asked.kind,
        control: asked.control.clone(),
        alpha: asked.alpha,
        cap: asked.cap,
        planned: asked.planned,
        shares: asked.shares.clone(),
    };
    experiment::analyse_cuts(&question, &units.whole, &units.parts).map_err(told)
}

/// A share of an arm that is not there would count for nobody.
fn check_shares(shares: &[(String, f64)], arms: &[Arm]) -> Result<(), ExperimentError> {
    let names = || arms.iter().map(|arm| arm.name.as_str());
    let unknown = shares
        .iter()
        .find(|(name, _)| !names().any(|arm| arm == name));
    let Some((name, _)) = unknown else {
        return Ok(());
    };
    let (name, help) = (shown(name), remedy(name, names()));
    let why = said!(
        "no unit is in the arm `{name}`; {help}",
        "в группе `{name}` никого нет; {help:#}"
    );
    Err(ExperimentError::asked("split", why))
}

/// Why nothing can be said, with the part of the question to change.
fn told(refused: Refused) -> ExperimentError {
    match refused {
        Refused::NoControl { control, arms } => {
            let (control, help) = (
                shown(&control),
                remedy(&control, arms.iter().map(String::as_str)),
            );
            let why = said!(
                "no unit is in the control `{control}`; {help}",
                "в контрольной группе `{control}` никого нет; {help:#}"
            );
            ExperimentError::asked("control", why)
        }
        Refused::OnlyControl(control) => {
            let control = shown(&control);
            let why = said!(
                "all units are in the control `{control}`; there is nobody to compare it with",
                "все участники в контрольной группе `{control}`; сравнивать не с кем"
            );
            ExperimentError::asked("arm", why)
        }
        Refused::CupedOfRatio => {
            let why = both!(
                "CUPED works on means and proportions, not on ratios; leave it out",
                "`CUPED` работает для средних и долей, но не для отношений; уберите его"
            );
            ExperimentError::asked("cuped", why)
        }
    }
}

impl From<ExperimentError> for AppError {
    fn from(error: ExperimentError) -> Self {
        match error {
            ExperimentError::File(ImportError::File { source, .. }) => of_sent(source.kind()),
            ExperimentError::File(error) => upload::told(error),
            ExperimentError::Asked { parameter, why } => Self::field(parameter, why),
            ExperimentError::Value {
                parameter,
                line,
                why,
            } => Self::field(
                parameter,
                said!("line {line}: {why}", "строка {line}: {why:#}"),
            ),
        }
    }
}

/// A file in memory fails to be read for what is in it alone.
fn of_sent(kind: ErrorKind) -> AppError {
    let megabytes = SENT_TEXT_MAX >> 20;
    AppError::BadImport(match kind {
        ErrorKind::FileTooLarge => said!(
            "the file unpacks to more than {megabytes} MiB; leave out columns that are not asked for",
            "файл распаковывается больше чем в {megabytes} МиБ; уберите столбцы, о которых не спрашиваете"
        ),
        _ => said!(
            "the file is packed with gzip, and damaged",
            "файл сжат `gzip` и повреждён"
        ),
    })
}
