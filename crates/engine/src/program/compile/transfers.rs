//! Section `transfers`.

use super::conditions::when;
use super::limits;
use super::scalar::{field, item, share, some_points};
use super::scope::Scope;
use crate::number::Points;
use crate::number::Scale;
use crate::program::file::{Named, TransferFile, TransferLimitFile};
use crate::program::{LimitPer, PointsLimit, Problem, TransferRule};
use crate::said;

/// Transfers by unit, in file order.
pub(super) fn compile(
    file: &Named<TransferFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<TransferRule> {
    let rules = file.0.iter();
    rules
        .filter_map(|(unit, rule)| one(unit, rule, scope, problems))
        .collect()
}

fn one(
    unit: &str,
    file: &TransferFile,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<TransferRule> {
    let path = field("transfers", unit);
    let unit = scope.unit_named(unit, &path, problems)?;
    let mut bound = |text: &Option<_>, name| {
        let text = text.as_ref()?;
        some_points(text, &field(&path, name), unit.scale, problems)
    };
    let (min, max) = (bound(&file.min, "min"), bound(&file.max, "max"));
    if let (Some(min), Some(max)) = (min, max)
        && max < min
    {
        let message = said!(
            "is below `min`: nothing could be sent",
            "меньше `min`: ничего нельзя будет передать"
        );
        problems.push(Problem::new(field(&path, "max"), message));
    }
    let limits_path = field(&path, "limit");
    let limits = file.limit.iter().filter_map(|(index, file)| {
        let path = index.map_or_else(|| limits_path.clone(), |index| item(&limits_path, index));
        limit(file, &path, unit.scale, problems)
    });
    let limits = limits.collect();
    let fee = file.fee.as_ref();
    Some(TransferRule {
        unit: unit.id.clone(),
        min: min.unwrap_or(Points::from_raw(1)),
        max,
        limits,
        fee: fee.and_then(|text| share(text, &field(&path, "fee"), problems)),
        expire: limits::expiry(file.expire.as_ref(), &path, problems),
        when: when(file.when.as_ref(), &path, scope, problems),
    })
}

fn limit(
    file: &TransferLimitFile,
    path: &str,
    scale: Scale,
    problems: &mut Vec<Problem>,
) -> Option<PointsLimit> {
    let points = some_points(&file.points, &field(path, "points"), scale, problems);
    let period = match limits::per(&file.per, &field(path, "per"), problems)? {
        LimitPer::Life => None,
        LimitPer::Calendar(period) => Some(period),
        LimitPer::Rolling(_) => {
            problems.push(limits::by_the_calendar(&field(path, "per")));
            return None;
        }
    };
    Some(PointsLimit {
        points: points?,
        period,
    })
}
