//! `regulars report kpi`.

use regulars_app::report::{self, Figures, KpiRow};

use super::shared::{ByPeriod, Shared, or_dash, percent, table};
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
    asked: ByPeriod,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let make = async |app: &regulars_app::App| report::kpi(app, arguments.asked.request()).await;
    arguments.shared.run(make, tell)
}

fn tell(kpi: &Figures<KpiRow>) {
    let beside = kpi.compared.iter().map(|compared| KpiRow {
        period: compared.name(),
        ..compared.all.clone()
    });
    let rows = kpi.rows.iter().chain([&kpi.all]).cloned().chain(beside);
    let rows = rows.map(|row| line(&row));
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
