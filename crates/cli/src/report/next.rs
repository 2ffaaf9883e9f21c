//! `regulars report next`.

use regulars_app::report::{self, NextReport, NextRequest, Suggested, Whom};

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
    #[arg(long, value_name = "ID", conflicts_with = "basket")]
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
    let request = NextRequest {
        whom: match (&arguments.member, arguments.basket.is_empty()) {
            (Some(id), _) => Whom::Member(id.clone()),
            (None, false) => Whom::Basket(arguments.basket.clone()),
            (None, true) => Whom::Nobody,
        },
        most: arguments.top,
    };
    let make = async |app: &regulars_app::App| report::next(app, request).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &NextReport) {
    let row = |one: &Suggested| vec![one.sku.clone(), format!("{:.3}", one.score)];
    if !report.suggestions.is_empty() {
        let rows: Vec<_> = report.suggestions.iter().map(row).collect();
        table(&["suggested", "score"], &rows);
    }
    let rows: Vec<_> = report.popular.iter().map(row).collect();
    table(&["popular", "score"], &rows);
    let rate = report.hit_rate;
    output::say(format_args!(
        "the last visit of {} members held one of {} suggested goods in {}, one of the popular in {}",
        rate.members,
        rate.most,
        percent(rate.suggested),
        percent(rate.popular)
    ));
}
