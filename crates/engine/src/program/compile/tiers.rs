//! Section `tiers`.

use super::names::text;
use super::scalar::{field, item, parsed};
use super::scope::Scope;
use crate::name::{SchemeId, TierId};
use crate::number::shown;
use crate::program::file::{
    DowngradeFile, KeepFile, LevelRowFile, MetricFile, Named, PeriodFile, TierFile, UpgradeFile,
};
use crate::program::{
    Downgrade, Keep, Problem, TierLevel, TierMetric, TierPeriod, TierScheme, Upgrade,
};
use crate::time::Period;

/// Every scheme, in file order.
pub(super) fn compile(
    file: &Named<TierFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<TierScheme> {
    file.0
        .iter()
        .filter_map(|(id, scheme)| one(id, scheme, scope, problems))
        .collect()
}

fn one(
    id: &str,
    file: &TierFile,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<TierScheme> {
    let path = field("tiers", id);
    let metric = metric(&file.metric, &field(&path, "metric"), scope, problems);
    let period = period(&file.period, &field(&path, "period"), problems);
    let levels = metric
        .as_ref()
        .map(|metric| levels(file, metric, &path, scope, problems));
    let period = period?;
    if period == TierPeriod::Lifetime {
        never_ends(file, &path, problems);
    }
    Some(TierScheme {
        id: SchemeId::new(id),
        metric: metric?,
        period,
        levels: levels?,
        upgrade: match file.upgrade {
            None | Some(UpgradeFile::AtOnce) => Upgrade::AtOnce,
            Some(UpgradeFile::AtPeriodEnd) => Upgrade::AtPeriodEnd,
        },
        keep: match file.keep {
            None if period == TierPeriod::Lifetime => Keep::Forever,
            None | Some(KeepFile::ThisAndNextPeriod) => Keep::ThisAndNextPeriod,
            Some(KeepFile::ThisPeriod) => Keep::ThisPeriod,
            Some(KeepFile::Forever) => Keep::Forever,
        },
        downgrade: match file.downgrade {
            None | Some(DowngradeFile::ToEarned) => Downgrade::ToEarned,
            Some(DowngradeFile::OneStep) => Downgrade::OneStep,
        },
    })
}

fn metric(
    file: &MetricFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<TierMetric> {
    match file {
        MetricFile::Spend => Some(TierMetric::Spend),
        MetricFile::Visits => Some(TierMetric::Visits),
        MetricFile::Earned(unit) => {
            let unit = scope.unit_named(&unit.0, &field(path, "earned"), problems)?;
            Some(TierMetric::Earned(unit.id.clone()))
        }
    }
}

fn period(file: &PeriodFile, path: &str, problems: &mut Vec<Problem>) -> Option<TierPeriod> {
    match file {
        PeriodFile::CalendarYear => Some(TierPeriod::Calendar(Period::Year)),
        PeriodFile::Quarter => Some(TierPeriod::Calendar(Period::Quarter)),
        PeriodFile::Month => Some(TierPeriod::Calendar(Period::Month)),
        PeriodFile::Lifetime => Some(TierPeriod::Lifetime),
        PeriodFile::Rolling(_) => not_supported("rolling", path, problems),
        PeriodFile::MembershipYear => not_supported("membership_year", path, problems),
    }
}

fn not_supported<T>(period: &str, path: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let message = format!(
        "`{period}` is not supported by this version; write calendar_year, quarter, month or lifetime"
    );
    problems.push(Problem::new(path, message));
    None
}

/// Policies that speak of a period's end have no meaning over a lifetime.
fn never_ends(file: &TierFile, path: &str, problems: &mut Vec<Problem>) {
    let ends = [
        (
            "upgrade",
            matches!(file.upgrade, Some(UpgradeFile::AtPeriodEnd)),
        ),
        (
            "keep",
            matches!(
                file.keep,
                Some(KeepFile::ThisPeriod | KeepFile::ThisAndNextPeriod)
            ),
        ),
    ];
    for (name, _) in ends.iter().filter(|(_, speaks)| *speaks) {
        problems.push(Problem::new(
            field(path, name),
            "a lifetime has no end of a period; leave this out",
        ));
    }
}

/// Levels, each with a threshold above the one before.
fn levels(
    file: &TierFile,
    metric: &TierMetric,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<TierLevel> {
    let path = field(path, "levels");
    if file.levels.is_empty() {
        problems.push(Problem::new(
            &path,
            "a scheme needs a level; write [{ id: silver, from: 350.00 }]",
        ));
    }
    let mut levels: Vec<TierLevel> = Vec::new();
    for (index, row) in file.levels.0.iter().enumerate() {
        let path = item(&path, index);
        let Some(level) = level(row, metric, &path, scope, problems) else {
            continue;
        };
        match levels.last() {
            Some(below) if level.from <= below.from => {
                let message = format!(
                    "must be above the {} of `{}`; write levels from the lowest to the highest",
                    threshold(file, index),
                    below.id
                );
                problems.push(Problem::new(field(&path, "from"), message));
            }
            _ => levels.push(level),
        }
    }
    levels
}

/// The threshold before this one, as written.
fn threshold(file: &TierFile, index: usize) -> String {
    let before = index
        .checked_sub(1)
        .and_then(|before| file.levels.0.get(before));
    before.map_or_else(String::new, |row| shown(row.from.as_str()))
}

fn level(
    row: &LevelRowFile,
    metric: &TierMetric,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<TierLevel> {
    let from = parsed(row.from.as_str(), &field(path, "from"), problems, |text| {
        amount(text, metric, scope)
    })?;
    if from < 0 {
        problems.push(Problem::new(field(path, "from"), "cannot be below zero"));
    }
    Some(TierLevel {
        id: TierId::new(&row.id.0),
        name: text(row.name.as_ref(), &row.id.0),
        from,
    })
}

/// An amount of the metric: minor units, points in the unit's scale, or a count.
fn amount(text: &str, metric: &TierMetric, scope: &Scope) -> Result<i64, String> {
    match metric {
        TierMetric::Spend => scope
            .currency
            .parse_money(text)
            .map(|money| money.minor())
            .map_err(|error| error.to_string()),
        TierMetric::Visits => text.parse().map_err(|_| {
            format!(
                "`{}` is not a count; write a whole number, like 10",
                shown(text)
            )
        }),
        TierMetric::Earned(id) => {
            let scale = scope
                .units
                .iter()
                .find(|unit| unit.id == *id)
                .map(|unit| unit.scale)
                .unwrap_or_default();
            scale
                .parse(text)
                .map(|points| points.raw())
                .map_err(|error| error.to_string())
        }
    }
}
