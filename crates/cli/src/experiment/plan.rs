//! `regulars experiment plan`.

use regulars_app::experiment::{self, PlanRequest};

use super::analyse::share;
use crate::failure::Done;
use crate::output;

/// How many units an experiment takes, or what lift the units there are will show.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars experiment plan --baseline 0.05 --lift 0.1 --control 0.1\n  regulars experiment plan --baseline 900 --deviation 2700 --units 50000 --json"
)]
pub struct Arguments {
    /// The metric without the campaign: a share, or a mean with its deviation.
    #[arg(long, value_name = "NUMBER")]
    baseline: f64,
    /// The standard deviation of a unit, if the metric is a mean.
    #[arg(long, value_name = "NUMBER")]
    deviation: Option<f64>,
    /// Correlation with what was known before, if that will be taken out.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    correlation: f64,
    /// The part of the units that is control.
    #[arg(long, value_name = "SHARE", default_value_t = 0.1, value_parser = share)]
    control: f64,
    /// The relative lift to see, as 0.05.
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    lift: Option<f64>,
    /// Units there are.
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(i64).range(1..))]
    units: Option<i64>,
    /// Chance of a false alarm.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    alpha: f64,
    /// Chance to see a lift that is there.
    #[arg(long, value_name = "SHARE", default_value_t = 0.8, value_parser = share)]
    power: f64,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Plans.
pub fn run(arguments: &Arguments) -> Done {
    let plan = experiment::plan(&PlanRequest {
        baseline: arguments.baseline,
        deviation: arguments.deviation,
        correlation: arguments.correlation,
        control: arguments.control,
        lift: arguments.lift,
        units: arguments.units,
        alpha: arguments.alpha,
        power: arguments.power,
    })?;
    if arguments.json {
        output::json(&plan);
        return Ok(());
    }
    if let Some((units, control)) = plan.units_needed.zip(plan.control_needed) {
        output::say(format_args!(
            "{units:.0} units, {control:.0} of them control"
        ));
    }
    match (plan.detectable_lift, arguments.units) {
        (Some(lift), Some(units)) => output::say(format_args!(
            "{units} units will show a lift of {:.1}%",
            lift * 100.0
        )),
        (None, Some(units)) => output::say(format_args!("{units} units will show nothing")),
        _ => {}
    }
    Ok(())
}
