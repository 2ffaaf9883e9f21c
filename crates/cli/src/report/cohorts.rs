//! `regulars report cohorts`.

use regulars_app::report::{self, Cohorts, CohortsRequest, Step};

use super::shared::{Audience, Between, Shared, percent, table};
use crate::failure::Done;

/// Members by when they first bought, and how many of them bought later.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report cohorts --data /var/lib/regulars --by month --from 2025-01-01 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    #[command(flatten)]
    audience: Audience,
    /// How the calendar is divided: day, week, month, quarter, year.
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: Step,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = CohortsRequest {
        by: arguments.by,
        days: arguments.between.into(),
        segment: arguments.audience.segment(),
    };
    let make = async |app: &regulars_app::App| report::cohorts(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(cohorts: &Cohorts) {
    let widest = cohorts.rows.iter().map(|row| row.active.len()).max();
    let later: Vec<String> = (0..widest.unwrap_or(0))
        .map(|later| later.to_string())
        .collect();
    let names = ["cohort", "members"].into_iter().map(str::to_owned);
    let header: Vec<String> = names.chain(later).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows = cohorts.rows.iter().map(|row| {
        let start = [row.cohort.clone(), row.members.to_string()];
        let shares = row.retention.iter().map(|share| percent(Some(*share)));
        start.into_iter().chain(shares).collect()
    });
    table(&header, &rows.collect::<Vec<_>>());
}
