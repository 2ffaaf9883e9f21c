//! `regulars report rfm`.

use clap::ValueEnum;
use regulars_app::report::{self, RfmMethod, RfmReport, RfmRequest, RfmWho, Thresholds};
use regulars_engine::time::LocalDate;

use super::shared::{Audience, Shared, table};
use crate::failure::Done;

/// Members by how lately, how often and for how much they bought: scores from 1 to 5, 5 best.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report rfm --data /var/lib/regulars --as-of 2026-03-31 --window 365 --since 2025-12-31 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    audience: Audience,
    /// The day it is as of, its purchases included; today without.
    #[arg(long, value_name = "DATE")]
    as_of: Option<LocalDate>,
    /// Purchases at most so many days before count for frequency and money; all without. Recency is of the whole past.
    #[arg(long, value_name = "DAYS")]
    window: Option<i32>,
    /// Scores go from 1 to this.
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    bins: u8,
    /// How values become scores.
    #[arg(long, default_value = "value")]
    method: Told,
    /// With thresholds: days since the last purchase for the second score and on, falling, as 180,90,60,30.
    #[arg(long, value_name = "DAYS,…", value_delimiter = ',')]
    recency: Vec<i32>,
    /// With thresholds: purchases, rising, as 2,3,5,10.
    #[arg(long, value_name = "NUMBER,…", value_delimiter = ',')]
    frequency: Vec<i64>,
    /// With thresholds: money, rising, as 50,100,250,500.
    #[arg(long, value_name = "MONEY,…", value_delimiter = ',')]
    monetary: Vec<String>,
    /// Score frequency within recency, and money within both.
    #[arg(long)]
    nested: bool,
    /// Tell who moved from where to where since this day.
    #[arg(long, value_name = "DATE")]
    since: Option<LocalDate>,
    /// Tell every member.
    #[arg(long)]
    each: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Told {
    /// By cut points of value: equal values have equal scores.
    Value,
    /// Even bins as SQL's NTILE: equal values are divided by external id as text.
    Ntile,
    /// By bounds of your own: `--recency`, `--frequency`, `--monetary`.
    Thresholds,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = RfmRequest {
        as_of: arguments.as_of,
        window: arguments.window,
        bins: arguments.bins,
        method: match arguments.method {
            Told::Value => RfmMethod::Value,
            Told::Ntile => RfmMethod::Ntile,
            Told::Thresholds => RfmMethod::Thresholds(Thresholds {
                recency_days: arguments.recency.clone(),
                frequency: arguments.frequency.clone(),
                monetary: arguments.monetary.clone(),
            }),
        },
        nested: arguments.nested,
        since: arguments.since,
        segment: arguments.audience.segment(),
        each: arguments.each.then_some(usize::MAX),
        who: RfmWho::default(),
    };
    let make = async |app: &regulars_app::App| report::rfm(app, request).await;
    arguments.shared.run(make, tell)
}

fn tell(report: &RfmReport) {
    let cells = report.cells.iter().map(|row| {
        let cell = row.cell;
        vec![
            format!("{}{}{}", cell.r, cell.f, cell.m),
            row.members.to_string(),
            row.revenue.clone(),
        ]
    });
    table(
        &["cell", "members", &report.currency],
        &cells.collect::<Vec<_>>(),
    );
    let names = report.names.iter();
    let names = names.map(|row| {
        vec![
            row.name.clone(),
            row.members.to_string(),
            row.revenue.clone(),
        ]
    });
    table(
        &["name", "members", &report.currency],
        &names.collect::<Vec<_>>(),
    );
    let moves = report.moves.iter().flatten().map(|moved| {
        let place =
            |name: &Option<String>| name.clone().unwrap_or_else(|| "no purchase".to_owned());
        vec![
            place(&moved.from),
            place(&moved.to),
            moved.members.to_string(),
        ]
    });
    if report.moves.is_some() {
        table(&["from", "to", "members"], &moves.collect::<Vec<_>>());
    }
    if let Some(each) = &report.each {
        let rows = each.iter().map(|row| {
            let id = row.external_id.as_ref().unwrap_or(&row.member);
            let cell = row.cell;
            vec![
                id.clone(),
                format!("{}{}{}", cell.r, cell.f, cell.m),
                row.name.clone(),
                row.last.to_string(),
                row.frequency.to_string(),
                row.monetary.clone(),
            ]
        });
        let header = [
            "member",
            "cell",
            "name",
            "last",
            "purchases",
            &report.currency,
        ];
        table(&header, &rows.collect::<Vec<_>>());
    }
}
