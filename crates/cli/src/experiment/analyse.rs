//! `regulars experiment analyse`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use regulars_app::experiment::{
    self, Analysis, ArmResult, Asked, ControlResult, ExperimentError, Interval, Kind, SPLIT_LEAST_P,
};

use crate::failure::{Done, Failure};
use crate::output;

/// Compare the arms of a file, one row per unit, with the control.
///
/// Units count in the arm they were assigned to, whether or not anything reached them; a unit that did nothing has 0.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars experiment analyse --file units.csv.gz --arm arm --control control --metric spend --kind mean --cuped spend_before --json"
)]
pub struct Arguments {
    /// A CSV file in UTF-8 with a header line, plain or gzip.
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
    /// The column of the arm.
    #[arg(long, value_name = "COLUMN")]
    arm: String,
    /// The value of the control in it.
    #[arg(long, value_name = "VALUE")]
    control: String,
    /// The column of the metric; of a ratio two, as revenue/receipts.
    #[arg(long, value_name = "COLUMN")]
    metric: String,
    /// What the metric is.
    #[arg(long)]
    kind: Told,
    /// The column of the metric from before the experiment, to take its noise out.
    #[arg(long, value_name = "COLUMN")]
    cuped: Option<String>,
    /// The column to tell the result by as well; its p-values are adjusted for their number.
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Chance of a false alarm; intervals cover the rest.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    alpha: f64,
    /// Hold values within this percentile of all that are not zero, as 99.
    #[arg(long, value_name = "PERCENT", value_parser = percentile)]
    cap: Option<f64>,
    /// Units planned in all: gives intervals that stay valid however often one looks.
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(i64).range(1..))]
    planned: Option<i64>,
    /// Planned shares of the arms, as control=10,offer=90; equal without.
    #[arg(long, value_name = "ARM=SHARE,…", value_delimiter = ',', value_parser = planned_share)]
    split: Vec<(String, f64)>,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Told {
    /// Did it or did not: 1 and 0.
    Proportion,
    /// So much each.
    Mean,
    /// One sum over another.
    Ratio,
}

impl From<Told> for Kind {
    fn from(told: Told) -> Self {
        match told {
            Told::Proportion => Self::Proportion,
            Told::Mean => Self::Mean,
            Told::Ratio => Self::Ratio,
        }
    }
}

/// Compares.
pub fn run(arguments: &Arguments) -> Done {
    let asked = Asked {
        arm: arguments.arm.clone(),
        control: arguments.control.clone(),
        metric: arguments.metric.clone(),
        kind: arguments.kind.into(),
        before: arguments.cuped.clone(),
        by: arguments.by.clone(),
        alpha: arguments.alpha,
        cap: arguments.cap,
        planned: arguments.planned,
        shares: arguments.split.clone(),
    };
    let analysis = experiment::analyse(&arguments.file, &asked)
        .map_err(|error| failure(&arguments.file, error))?;
    if analysis.srm_p.is_some_and(|p| p < SPLIT_LEAST_P) {
        output::complain(
            "the arms have not the sizes they should have; find out why before believing any difference",
        );
    }
    if arguments.json {
        output::json(&analysis);
    } else {
        tell(&analysis);
    }
    Ok(())
}

fn tell(analysis: &Analysis) {
    tell_arms(&analysis.control, &analysis.arms);
    if let Some(taken) = analysis.cuped {
        output::say(format_args!(
            "adjusted by what was before: theta {:.4}, correlation {:.3}",
            taken.theta, taken.correlation
        ));
    }
    if let Some(p) = analysis.srm_p {
        output::say(format_args!("sizes of the arms: p {p:.4}"));
    }
    for cut in &analysis.by {
        output::say(format_args!("\n{}", cut.value));
        tell_arms(&cut.control, &cut.arms);
    }
}

pub(super) fn tell_arms(control: &ControlResult, arms: &[ArmResult]) {
    let mean = number(control.mean);
    output::say(format_args!("control: {} units, {mean}", control.n));
    for arm in arms {
        output::say(format_args!(
            "{}: {} units, {}; difference {} {}, p {}; lift {} {}",
            arm.arm,
            arm.n,
            number(arm.mean),
            number(arm.diff),
            interval(arm.ci),
            number(arm.p_adjusted.or(arm.p)),
            number(arm.lift),
            interval(arm.lift_ci),
        ));
        if let Some(bounds) = arm.always_valid_ci {
            output::say(format_args!(
                "  whenever one looks: {}",
                interval(Some(bounds))
            ));
        }
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| format!("{value:.6}"))
}

fn interval(bounds: Option<Interval>) -> String {
    bounds.map_or_else(String::new, |bounds| {
        format!("({:.6}…{:.6})", bounds.low, bounds.high)
    })
}

fn failure(file: &Path, error: ExperimentError) -> Failure {
    let told = format!("{}: {error}", file.display());
    match error {
        ExperimentError::File(error) => error.into(),
        ExperimentError::Asked { parameter, why } => {
            Failure::Usage(format!("--{parameter}: {why}"))
        }
        ExperimentError::Value { .. } => Failure::Other(told),
    }
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    experiment::share(text).map_err(|why| why.to_string())
}

fn percentile(text: &str) -> Result<f64, String> {
    experiment::percentile(text).map_err(|why| why.to_string())
}

fn planned_share(text: &str) -> Result<(String, f64), String> {
    experiment::planned_share(text).map_err(|why| why.to_string())
}
