//! `regulars report kpi`.

use regulars_app::report::{self, Kpi, KpiRow, Step};

use super::shared::{Between, Shared, or_dash, percent, table};
use crate::failure::Done;

/// Figures of members, period by period.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report kpi --data /var/lib/regulars --by month --from 2025-01-01 --to 2025-12-31 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    /// How the calendar is divided: day, week, month, quarter, year.
    #[arg(long, value_name = "STEP", default_value = "month")]
    by: Step,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let (by, between) = (arguments.by, arguments.between);
    let make = async |app: &regulars_app::App| report::kpi(app, by, between.into()).await;
    arguments.shared.run(make, tell)
}

fn tell(kpi: &Kpi) {
    let rows = kpi.rows.iter().chain([&kpi.all]).map(line);
    let revenue = format!("revenue, {}", kpi.currency);
    let header = [
        "period",
        "buyers",
        "new",
        "purchases",
        &revenue,
        "basket",
        "repeat",
        "retained",
        "lost",
        "days between",
        "identified",
        "returned",
    ];
    table(&header, &rows.collect::<Vec<_>>());
}

fn line(row: &KpiRow) -> Vec<String> {
    let gap = row.days_to_next_purchase.map(|gaps| gaps.p50);
    vec![
        row.period.clone(),
        row.buyers.to_string(),
        row.new_buyers.to_string(),
        row.purchases.to_string(),
        row.revenue.clone(),
        or_dash(row.average_basket.as_ref()),
        percent(row.repeat_rate),
        percent(row.retention_rate),
        percent(row.churn_rate),
        or_dash(gap),
        percent(row.identification),
        percent(row.return_rate),
    ]
}
