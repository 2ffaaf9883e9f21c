//! `regulars report program`.

use regulars_app::report::{self, ProgramReport, ProgramRow, UnitRow};

use super::shared::{ByPeriod, Shared, or_dash, percent, table};
use crate::failure::Done;

/// What the program did, period by period: who took part, what was given, spent, burned and is owed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report program --data /var/lib/regulars --by month --from 2025-01-01 --to 2025-12-31 --json"
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
        async |app: &regulars_app::App| report::program(app, arguments.asked.request()).await;
    arguments.shared.run(make, tell)
}

fn tell(ProgramReport { figures, .. }: &ProgramReport) {
    let beside = figures.compared.iter().map(|compared| ProgramRow {
        period: compared.name(),
        ..compared.all.clone()
    });
    let rows = figures.rows.iter().chain([&figures.all]).cloned();
    let rows: Vec<ProgramRow> = rows.chain(beside).collect();
    let discount = format!("discount, {}", figures.currency);
    let header = [
        "period",
        "members",
        "joined",
        "engaged",
        "of members",
        &discount,
        "of prices",
        "coupons",
        "up",
        "down",
    ];
    table(&header, &rows.iter().map(line).collect::<Vec<_>>());
    let owed = format!("owed, {}", figures.currency);
    let expected = format!("expected, {}", figures.currency);
    let header = [
        "period",
        "unit",
        "issued",
        "redeemed",
        "expired",
        "redemption",
        "breakage",
        "left",
        &owed,
        &expected,
    ];
    let units = { rows.iter() }.flat_map(|row| row.units.iter().map(|unit| points(row, unit)));
    table(&header, &units.collect::<Vec<_>>());
}

fn line(row: &ProgramRow) -> Vec<String> {
    vec![
        row.period.clone(),
        row.members.to_string(),
        row.joined.to_string(),
        row.engaged.to_string(),
        percent(row.engagement),
        row.discount.clone(),
        percent(row.discount_rate),
        row.coupons_used.to_string(),
        row.levels_up.to_string(),
        row.levels_down.to_string(),
    ]
}

fn points(row: &ProgramRow, unit: &UnitRow) -> Vec<String> {
    vec![
        row.period.clone(),
        unit.unit.to_string(),
        unit.issued.clone(),
        unit.redeemed.clone(),
        unit.expired.clone(),
        percent(unit.redemption_rate),
        percent(unit.breakage),
        unit.left.clone(),
        or_dash(unit.liability.as_ref()),
        or_dash(unit.expected_liability.as_ref()),
    ]
}
