//! `regulars report settlement`.

use regulars_app::report::{self, Days, SettlementReport};

use super::shared::{Between, Shared, table};
use crate::failure::Done;

/// Who owes whom in a coalition: partners pay for points given with them, and are paid for points spent with them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report settlement --data /var/lib/regulars --from 2026-03-01 --to 2026-03-31 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let days: Days = arguments.between.into();
    let make = async |app: &regulars_app::App| report::settlement(app, days).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &SettlementReport) {
    let (owes, owed) = (
        format!("owes, {}", report.currency),
        format!("is owed, {}", report.currency),
    );
    let header = [
        "partner", "unit", "given", "back", "spent", "back", "expired", &owes, &owed, "net",
    ];
    let rows = report.rows.iter().map(|row| {
        vec![
            row.partner.to_string(),
            row.unit.to_string(),
            row.given.clone(),
            row.taken_back.clone(),
            row.spent.clone(),
            row.given_back.clone(),
            row.expired.clone(),
            row.due_from.clone(),
            row.due_to.clone(),
            row.net.clone(),
        ]
    });
    table(&header, &rows.collect::<Vec<_>>());
    let header = ["net", "clearing", "breakage", "difference"];
    let sums = [
        &report.net,
        &report.clearing,
        &report.breakage,
        &report.difference,
    ];
    table(&header, &[sums.map(Clone::clone).to_vec()]);
}
