//! `regulars report next`.

use regulars_app::report::{self, NextReport};
use regulars_app::suggestion::{SuggestRequest, Suggested};
use regulars_app::{Identifier, IdentifierKind, MemberRef};

use super::shared::{Shared, percent, table};
use crate::failure::Done;
use crate::output;

/// What a member, or who holds a basket, is likely to take next, beside what is popular with everybody.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report next --data /var/lib/regulars --basket burger,cola --top 5 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    /// The member's external id.
    #[arg(long, value_name = "ID")]
    member: Option<String>,
    /// The goods of a basket.
    #[arg(long, value_name = "SKU,…", value_delimiter = ',')]
    basket: Vec<String>,
    /// Length of the list.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    top: usize,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let member = arguments.member.clone().map(|value| {
        let kind = IdentifierKind::ExternalId;
        MemberRef::Identifier(Identifier { kind, value })
    });
    let request = SuggestRequest {
        member,
        basket: arguments.basket.clone(),
        top: arguments.top,
    };
    let make = async |app: &regulars_app::App| report::next(app, request).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &NextReport) {
    let row = |one: &Suggested| {
        let name = one.name.clone().unwrap_or_default();
        vec![one.sku.clone(), name, format!("{:.3}", one.score)]
    };
    if !report.suggestions.is_empty() {
        let rows: Vec<_> = report.suggestions.iter().map(row).collect();
        table(&["suggested", "name", "score"], &rows);
    }
    let rows: Vec<_> = report.popular.iter().map(row).collect();
    table(&["popular", "name", "score"], &rows);
    let rate = report.hit_rate;
    output::say(format_args!(
        "the last visit of {} members held one of {} suggested goods in {}, one of the popular in {}",
        rate.members,
        rate.most,
        percent(rate.suggested),
        percent(rate.popular)
    ));
}
