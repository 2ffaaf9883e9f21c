//! Section `units`.

use super::limits;
use super::names::text;
use super::scalar::{field, parsed, some_money, some_points};
use super::scope::Scope;
use crate::name::UnitId;
use crate::number::{Rounding, Scale};
use crate::program::file::{Named, UnitFile, ValueFile};
use crate::program::{PointValue, Problem, Unit};

/// Every unit, in file order.
pub(super) fn compile(
    file: &Named<UnitFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Unit> {
    file.0
        .iter()
        .filter_map(|(id, unit)| one(id, unit, scope, problems))
        .collect()
}

fn one(id: &str, file: &UnitFile, scope: &Scope, problems: &mut Vec<Problem>) -> Option<Unit> {
    let path = field("units", id);
    let decimals = file.decimals.unwrap_or(0);
    let scale = parsed(
        &decimals.to_string(),
        &field(&path, "decimals"),
        problems,
        |_| Scale::new(decimals),
    )?;
    let value = match &file.value {
        Some(value) => Some(worth(
            value,
            scale,
            &field(&path, "value"),
            scope,
            problems,
        )?),
        None => None,
    };
    Some(Unit {
        id: UnitId::new(id),
        name: text(file.name.as_ref(), id),
        scale,
        value,
        activate_after: limits::activation(file.activate.as_ref(), &path, problems),
        expire: limits::unit_expiry(file.expire.as_ref(), &path, problems)
            .filter(|rule| *rule != crate::time::ExpiryRule::NEVER),
        rounding: file.round.unwrap_or(Rounding::Floor),
    })
}

/// What points of a unit are worth.
pub(super) fn worth(
    file: &ValueFile,
    scale: Scale,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<PointValue> {
    let points = some_points(&file.points, &field(path, "points"), scale, problems);
    let money = some_money(&file.money, &field(path, "money"), scope.currency, problems);
    Some(PointValue {
        points: points?,
        money: money?,
    })
}
