//! `regulars report identification`.

use regulars_app::report::{
    self, IdentificationReport, IdentificationRequest, IdentificationRow, ReceiptsBy,
};
use regulars_engine::name::StoreId;

use super::shared::{Between, Shared, or_dash, percent, table};
use crate::failure::Done;
use crate::output;

/// Which receipts have a member, against the targets, and who joined.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report identification --data /var/lib/regulars --by cashier --from 2026-01-01 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    /// What receipts are told by: store, till, cashier, day.
    #[arg(long, value_name = "WHAT", default_value = "store")]
    by: ReceiptsBy,
    /// Receipts of one store.
    #[arg(long, value_name = "ID")]
    store: Option<String>,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = IdentificationRequest {
        by: arguments.by,
        days: arguments.between.into(),
        store: arguments.store.as_deref().map(StoreId::new),
    };
    let make = async |app: &regulars_app::App| report::identification(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &IdentificationReport) {
    let sales = format!("sales, {}", report.currency);
    let header = [
        report.by,
        "receipts",
        "identified",
        "share",
        "target",
        &sales,
        "of members",
        "joined",
    ];
    let rows = report.rows.iter().map(|row| line(&name(row), row));
    let all = line("all", &report.all);
    table(&header, &rows.chain([all]).collect::<Vec<_>>());
    for alert in &report.alerts {
        output::say(format!(
            "{}: {} of the last 7 days, {} before, target {}",
            alert.store,
            percent(Some(alert.identification)),
            percent(alert.before),
            or_dash(alert.target.map(|target| format!("{target}%"))),
        ));
    }
}

/// `kazan-1 / 17`; a dash for what was not said.
fn name(row: &IdentificationRow) -> String {
    if let Some(day) = row.day {
        return day.to_string();
    }
    let store = or_dash(row.store.as_ref());
    let who = row.till.as_ref().or(row.cashier.as_ref());
    who.map_or_else(|| store.clone(), |who| format!("{store} / {who}"))
}

fn line(name: &str, row: &IdentificationRow) -> Vec<String> {
    vec![
        name.to_owned(),
        row.receipts.to_string(),
        row.identified.to_string(),
        percent(row.identification),
        or_dash(row.target.map(|target| format!("{target}%"))),
        row.sales.clone(),
        row.identified_sales.clone(),
        row.joined.to_string(),
    ]
}
