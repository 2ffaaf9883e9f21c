//! `regulars report clv`.

use clap::ValueEnum;
use regulars_app::report::{self, BoughtReport, ClvReport, ClvRequest, Horizon, Model};
use regulars_engine::time::LocalDate;

use super::shared::{Audience, Shared, or_dash, percent, table};
use crate::failure::Done;
use crate::output;

/// What members will buy, and whether they are still there: fitted on what they bought up to a day, tested on what they
/// bought after it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report clv --data /var/lib/regulars --calibration-end 2025-12-31 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    audience: Audience,
    /// The last day the models see; today without.
    #[arg(long, value_name = "DATE")]
    calibration_end: Option<LocalDate>,
    /// The model that forecasts and is tested.
    #[arg(long, default_value = "mbgnbd")]
    model: Told,
    /// Weeks ahead.
    #[arg(long, value_name = "WEEKS", default_value_t = 52)]
    horizon: u32,
    /// What money loses in a year, as 0.15.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    discount: f64,
    /// The part of revenue that is contribution margin, as 0.4.
    #[arg(long, value_name = "SHARE", default_value_t = 1.0)]
    margin: f64,
    /// Fit although there is too little to foretell anything from.
    #[arg(long)]
    ungated: bool,
    /// Tell every member.
    #[arg(long)]
    each: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Told {
    /// BG/NBD: who bought once is taken to be there for certain.
    Bgnbd,
    /// MBG/NBD: may stop after the first purchase too.
    Mbgnbd,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = ClvRequest {
        calibration_end: arguments.calibration_end,
        model: match arguments.model {
            Told::Bgnbd => Model::Bgnbd,
            Told::Mbgnbd => Model::Mbgnbd,
        },
        horizon: Horizon {
            weeks: arguments.horizon,
            discount_a_year: arguments.discount,
            margin: arguments.margin,
        },
        ungated: arguments.ungated,
        segment: arguments.audience.segment(),
        each: arguments.each.then_some(usize::MAX),
    };
    let make = async |app: &regulars_app::App| report::clv(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &ClvReport) {
    output::say(format_args!(
        "{} members with a purchase up to {}",
        report.customers, report.calibration_end
    ));
    for gate in report.gates.iter().filter(|gate| !gate.passed) {
        output::say(format_args!(
            "too little to foretell anything from: {} is {}, needed {}",
            gate.what, gate.found, gate.needed
        ));
    }
    bought("BG/NBD", report.bgnbd);
    bought("MBG/NBD", report.mbgnbd);
    if let Some(spent) = report.gamma_gamma {
        output::say(format_args!(
            "Gamma-Gamma: p {:.4}, q {:.4}, v {:.4}; mean purchase {} {}; correlation with frequency {:.3}",
            spent.p,
            spent.q,
            spent.v,
            or_dash(spent.population_mean.map(|mean| format!("{mean:.2}"))),
            report.currency,
            spent.correlation
        ));
        if !spent.settled {
            output::say(format_args!(
                "the search for it did not end at a summit, as where members spend nearly the same: trust the mean alone"
            ));
        }
    }
    if let Some(totals) = &report.totals {
        output::say(format_args!(
            "within {} weeks: {:.0} purchases worth {} {}; {:.0} members are still there",
            report.horizon_weeks,
            totals.purchases,
            or_dash(totals.value.as_ref()),
            report.currency,
            totals.alive
        ));
    }
    tell_holdout(report);
    if let Some(each) = &report.each {
        let rows = each.iter().map(|row| {
            let id = row.external_id.as_ref().unwrap_or(&row.member);
            vec![
                id.clone(),
                percent(Some(row.alive)),
                format!("{:.2}", row.purchases),
                or_dash(row.value.as_ref()),
                or_dash(row.next_purchase),
            ]
        });
        let header = ["member", "alive", "purchases", &report.currency, "next"];
        table(&header, &rows.collect::<Vec<_>>());
    }
}

fn bought(name: &str, model: Option<BoughtReport>) {
    if let Some(model) = model {
        output::say(format_args!(
            "{name}: r {:.4}, alpha {:.4}, a {:.4}, b {:.4}; log-likelihood {:.2}",
            model.r, model.alpha, model.a, model.b, model.log_likelihood
        ));
        if !model.settled {
            output::say(format_args!(
                "the search for {name} did not end at a summit: the data does not determine it, do not use its forecasts"
            ));
        }
    }
}

fn tell_holdout(report: &ClvReport) {
    let Some(held) = &report.holdout else { return };
    output::say(format_args!(
        "tested on the {:.0} weeks after: {:.0} purchases foretold, {} made ({})",
        held.weeks,
        held.expected,
        held.actual,
        percent(held.total_error)
    ));
    let rows = held.deciles.iter().map(|tenth| {
        vec![
            tenth.decile.to_string(),
            tenth.members.to_string(),
            format!("{:.2}", tenth.expected),
            format!("{:.2}", tenth.actual),
        ]
    });
    let header = ["tenth", "members", "foretold", "made"];
    table(&header, &rows.collect::<Vec<_>>());
}
