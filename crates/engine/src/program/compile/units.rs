//! Section `units`.

use super::limits;
use super::names::text;
use super::scalar::{field, parsed, some_money, some_points};
use super::scope::Scope;
use crate::name::UnitId;
use crate::number::{Rounding, Scale};
use crate::program::file::{Named, UnitFile, ValueFile};
use crate::program::{PointValue, Problem, Unit};
use crate::said;

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
        remind_days_before: reminders(file, &path, problems),
        rounding: file.round.unwrap_or(Rounding::Floor),
    })
}

/// The longest time ahead that points are spoken of.
const REMIND_DAYS_MOST: u16 = 366;
/// How many reminders there may be of a lot.
const REMINDERS_MOST: usize = 10;

fn reminders(file: &UnitFile, path: &str, problems: &mut Vec<Problem>) -> Vec<u16> {
    let path = field(path, "remind_days_before");
    let days = &file.remind_days_before;
    let mut found: Vec<u16> = Vec::with_capacity(days.len());
    for (n, day) in days.iter().enumerate() {
        let problem = if !(1..=REMIND_DAYS_MOST).contains(day) {
            said!(
                "is no number of days; write 1 to {REMIND_DAYS_MOST}",
                "не число дней; напишите от 1 до {REMIND_DAYS_MOST}"
            )
        } else if found.contains(day) {
            said!(
                "is there twice; write each number of days once",
                "повторяется; напишите каждое число дней один раз"
            )
        } else {
            found.push(*day);
            continue;
        };
        problems.push(Problem::new(format!("{path}[{n}]"), problem));
    }
    if days.len() > REMINDERS_MOST {
        let message = said!(
            "has too many reminders; leave {REMINDERS_MOST} at most",
            "слишком много напоминаний; оставьте не больше {REMINDERS_MOST}"
        );
        problems.push(Problem::new(path, message));
    }
    found
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
