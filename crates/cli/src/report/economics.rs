//! `regulars report economics`.

use regulars_app::report::{self, EconomicsReport, EconomicsRow};

use super::shared::{ByPeriod, Shared, or_dash, percent, table};
use crate::failure::Done;
use crate::output;

/// What customers cost and bring, period by period: money spent on them (`regulars spend`), margin, messages, value.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report economics --data /var/lib/regulars --from 2026-01-01 --to 2026-03-31 --compare previous"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    asked: ByPeriod,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let make =
        async |app: &regulars_app::App| report::economics(app, arguments.asked.request()).await;
    arguments.shared.run(make, tell)
}

fn tell(EconomicsReport { figures, .. }: &EconomicsReport) {
    let beside = figures.compared.iter().map(|compared| EconomicsRow {
        period: compared.name(),
        ..compared.all.clone()
    });
    let rows = figures.rows.iter().chain([&figures.all]).cloned();
    let rows: Vec<EconomicsRow> = rows.chain(beside).collect();
    let header = [
        "period",
        "leads",
        "new",
        "spent",
        "a lead",
        "a customer",
        "revenue",
        "known",
        "margin",
        "bonuses",
        "contacts",
        "result",
        "to date",
        "each",
    ];
    table(&header, &rows.iter().map(money).collect::<Vec<_>>());
    let header = [
        "period",
        "sent",
        "delivered",
        "opened",
        "clicked",
        "a message",
        "buyers",
        "a buyer",
        "wallet",
        "engaged",
    ];
    table(&header, &rows.iter().map(contacts).collect::<Vec<_>>());
    if let Some(expected) = &figures.all.expected {
        output::say(format_args!(
            "CLV {} {} of {} customers, over the cost of one {}",
            expected.clv,
            figures.currency,
            expected.customers,
            or_dash(expected.clv_over_cac.map(|times| format!("{times:.2}")))
        ));
    }
}

fn money(row: &EconomicsRow) -> Vec<String> {
    vec![
        row.period.clone(),
        row.leads.to_string(),
        row.new_customers.to_string(),
        row.acquisition_spend.clone(),
        or_dash(row.cost_per_lead.as_ref()),
        or_dash(row.acquisition_cost.as_ref()),
        row.revenue.clone(),
        percent(row.cost_known),
        or_dash(row.margin.as_ref()),
        row.bonuses.clone(),
        row.contact_spend.clone(),
        or_dash(row.result.as_ref()),
        or_dash(row.value_to_date.as_ref()),
        or_dash(row.value_per_customer.as_ref()),
    ]
}

fn contacts(row: &EconomicsRow) -> Vec<String> {
    vec![
        row.period.clone(),
        row.sent.to_string(),
        percent(row.delivered_rate),
        percent(row.opened_rate),
        percent(row.clicked_rate),
        or_dash(row.cost_per_contact.as_ref()),
        row.contact_buyers.to_string(),
        or_dash(row.cost_per_buyer.as_ref()),
        percent(row.share_of_wallet),
        percent(row.engagement),
    ]
}
