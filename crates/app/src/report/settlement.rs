//! Who owes whom in a coalition: what partners pay for points given with them, and are paid for points spent with them.

use std::collections::BTreeMap;

use regulars_engine::coalition::{ClearingAccount, ClearingKind};
use regulars_engine::name::{PartnerId, UnitId};
use regulars_engine::number::{Money, Points};
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_store::ClearingSum;
use serde::Serialize;

use super::base::{Days, Purse, as_of, read};
use crate::app::App;
use crate::error::Result;

/// A partner in a period. Points and money are net of what was moved back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettlementRow {
    /// The partner.
    pub partner: PartnerId,
    /// Its name in English.
    pub en: String,
    /// Its name in Russian.
    pub ru: String,
    /// The unit.
    pub unit: UnitId,
    /// Points given with it.
    pub given: String,
    /// Points taken back of those given.
    pub taken_back: String,
    /// Points spent with it.
    pub spent: String,
    /// Points that came back of those spent.
    pub given_back: String,
    /// Points it had paid for that expired.
    pub expired: String,
    /// What it owes the program.
    pub due_from: String,
    /// What the program owes it.
    pub due_to: String,
    /// What it pays in the end; below zero: is paid.
    pub net: String,
}

/// What partners and the program owe one another for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SettlementReport {
    /// As of when.
    pub as_of: String,
    /// The currency of every amount (ISO 4217).
    pub currency: String,
    /// Partners in the program's order; then those that have left it.
    pub rows: Vec<SettlementRow>,
    /// What all partners pay in the end.
    pub net: String,
    /// What the program's holdings for points that are out gained.
    pub clearing: String,
    /// What points that expired left to the program.
    pub breakage: String,
    /// Net, less what clearing and breakage gained: zero, always.
    pub difference: String,
}

/// Settles what was posted on these days of the program.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn settlement(app: &App, days: Days) -> Result<SettlementReport> {
    days.ends()?;
    read(app, move |app, reader| {
        let live = app.programs().at(app.now());
        let (from, to) = instants(&live.program, days);
        let sums = reader.clearing(from, to)?;
        let purse = Purse::of(app);
        let money = |amount: Money| purse.exact(amount.minor());
        let of = |account| total(&sums, |sum| sum.account == account);
        let net = of(ClearingAccount::DueFrom) + of(ClearingAccount::DueTo);
        let clearing = -of(ClearingAccount::Clearing);
        let breakage = -of(ClearingAccount::Breakage);
        Ok(SettlementReport {
            as_of: as_of(app),
            currency: purse.code(),
            rows: rows(&live.program, &sums, money),
            net: money(net),
            clearing: money(clearing),
            breakage: money(breakage),
            difference: money(net - clearing - breakage),
        })
    })
    .await
}

/// From the beginning of the first day to the end of the last, by the program's clock.
fn instants(program: &Program, days: Days) -> (Instant, Instant) {
    let zone = &program.zone;
    let from = days.from.map(|day| zone.start_of_day(day));
    let to = days.to.map(|day| zone.start_of_day(day.plus_days(1)));
    (from.unwrap_or(Instant::MIN), to.unwrap_or(Instant::MAX))
}

/// A row for every partner of the program, and for every other that something was posted for.
fn rows(
    program: &Program,
    sums: &[ClearingSum],
    money: impl Fn(Money) -> String,
) -> Vec<SettlementRow> {
    let known = program.partners.iter();
    let mut whose: Vec<(&PartnerId, &UnitId)> = known.map(|one| (&one.id, &one.unit)).collect();
    for sum in sums {
        let key = (&sum.partner, &sum.unit);
        if !whose.contains(&key) {
            whose.push(key);
        }
    }
    let rows = whose.into_iter().map(|(partner, unit)| {
        let own = |sum: &&ClearingSum| sum.partner == *partner && sum.unit == *unit;
        let sums: Vec<ClearingSum> = sums.iter().filter(own).cloned().collect();
        row(program, (partner, unit), &sums, &money)
    });
    rows.collect()
}

fn row(
    program: &Program,
    (partner, unit): (&PartnerId, &UnitId),
    sums: &[ClearingSum],
    money: &impl Fn(Money) -> String,
) -> SettlementRow {
    let scale = program.unit(unit).map(|unit| unit.scale);
    let points = points_by_kind(sums);
    let of = |kinds: &[ClearingKind]| {
        let points = kinds.iter().filter_map(|kind| points.get(kind).copied());
        scale.unwrap_or_default().format(points.sum())
    };
    let on = |account| total(sums, |sum| sum.account == account);
    let (due_from, due_to) = (on(ClearingAccount::DueFrom), on(ClearingAccount::DueTo));
    let name = program.partner(partner).map(|one| &one.name);
    let called = |text: Option<&String>| text.map_or_else(|| partner.to_string(), Clone::clone);
    SettlementRow {
        partner: partner.clone(),
        en: called(name.map(|name| &name.en)),
        ru: called(name.map(|name| &name.ru)),
        unit: unit.clone(),
        given: of(&[ClearingKind::Issued]),
        taken_back: of(&[ClearingKind::TakenBack]),
        spent: of(&[ClearingKind::Burned]),
        given_back: of(&[ClearingKind::GivenBack]),
        expired: of(&[ClearingKind::Expired, ClearingKind::Refunded]),
        due_from: money(due_from),
        due_to: money(-due_to),
        net: money(due_from + due_to),
    }
}

/// Points by why they moved. Both sides of a move tell them, so one account of each kind is counted.
fn points_by_kind(sums: &[ClearingSum]) -> BTreeMap<ClearingKind, Points> {
    let counted = { sums.iter() }.filter(|sum| sum.account == ClearingAccount::Clearing);
    let mut points = BTreeMap::new();
    for sum in counted {
        *points.entry(sum.kind).or_insert(Points::ZERO) += sum.points;
    }
    points
}

fn total(sums: &[ClearingSum], of: impl Fn(&ClearingSum) -> bool) -> Money {
    let sums = sums.iter().filter(|sum| of(sum));
    sums.map(|sum| sum.amount).sum()
}
