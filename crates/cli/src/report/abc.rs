//! `regulars report abc`.

use clap::ValueEnum;
use regulars_app::report::{self, AbcReport, AbcRequest, Of};

use super::shared::{Audience, Between, Shared, table};
use crate::failure::Done;

/// The few members or goods that carry most (A, B, C), and how even they are from month to month (X, Y, Z).
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report abc --data /var/lib/regulars --of products --from 2025-01-01 --each --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    #[command(flatten)]
    audience: Audience,
    /// What is weighed.
    #[arg(long, default_value = "members")]
    of: Told,
    /// Percent of the whole that class A carries.
    #[arg(long, value_name = "PERCENT", default_value_t = 80)]
    a: u8,
    /// Percent of the whole that A and B carry.
    #[arg(long, value_name = "PERCENT", default_value_t = 95)]
    b: u8,
    /// Tell every item.
    #[arg(long)]
    each: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Told {
    /// Members by what they paid.
    Members,
    /// Goods by what members paid for them.
    Products,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = AbcRequest {
        of: match arguments.of {
            Told::Members => Of::Members,
            Told::Products => Of::Products,
        },
        days: arguments.between.into(),
        a: arguments.a,
        b: arguments.b,
        segment: arguments.audience.segment(),
        each: arguments.each.then_some(usize::MAX),
    };
    let make = async |app: &regulars_app::App| report::abc(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &AbcReport) {
    let rows = report.classes.iter().map(|row| {
        let counts = [row.x, row.y, row.z].map(|count| count.to_string());
        let start = [
            format!("{:?}", row.class),
            row.items.to_string(),
            row.revenue.clone(),
        ];
        start.into_iter().chain(counts).collect()
    });
    let header = ["class", "items", &report.currency, "X", "Y", "Z"];
    table(&header, &rows.collect::<Vec<_>>());
    if let Some(each) = &report.each {
        let rows = each.iter().map(|item| {
            let class = format!("{:?}{:?}", item.class, item.regularity);
            let name = item.name.clone().unwrap_or_default();
            vec![item.id.clone(), class, item.revenue.clone(), name]
        });
        table(
            &["item", "class", &report.currency, "name"],
            &rows.collect::<Vec<_>>(),
        );
    }
}
