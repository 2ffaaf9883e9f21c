//! `regulars report funnel`.

use regulars_app::report::{self, FunnelReport, FunnelRequest, FunnelRow, JoinedBy};

use super::shared::{Audience, Between, Shared, or_dash, percent, table};
use crate::failure::Done;

/// From the receipt to the second purchase: who joined, who bought, who bought again, by where they came from.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report funnel --data /var/lib/regulars --by store --from 2026-01-01 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    #[command(flatten)]
    audience: Audience,
    /// What joining is told by: source, store.
    #[arg(long, value_name = "WHAT", default_value = "source")]
    by: JoinedBy,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = FunnelRequest {
        by: arguments.by,
        days: arguments.between.into(),
        segment: arguments.audience.segment(),
    };
    let make = async |app: &regulars_app::App| report::funnel(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &FunnelReport) {
    let header = [
        report.by,
        "receipts",
        "joined",
        "of receipts",
        "bought",
        "of joined",
        "again",
        "of bought",
        "days to first",
        "days to second",
    ];
    let rows = { report.rows.iter() }.map(|row| line(&or_dash(row.name.as_ref()), row));
    let all = line("all", &report.all);
    table(&header, &rows.chain([all]).collect::<Vec<_>>());
}

fn line(name: &str, row: &FunnelRow) -> Vec<String> {
    vec![
        name.to_owned(),
        or_dash(row.visits),
        row.joined.to_string(),
        percent(row.joined_rate),
        row.first.to_string(),
        percent(row.first_rate),
        row.second.to_string(),
        percent(row.second_rate),
        or_dash(row.days_to_first),
        or_dash(row.days_to_second),
    ]
}
