//! Section `tiers`.

use super::names::text;
use super::scalar::{field, item, parsed, span};
use super::scope::Scope;
use crate::condition;
use crate::language::Said;
use crate::name::{SchemeId, TierId};
use crate::number::{Quantity, shown};
use crate::program::file::{
    DowngradeFile, KeepFile, LevelRowFile, ManualFile, MetricFile, Named, PerText, PeriodFile,
    SpanText, TierFile, UpgradeFile,
};
use crate::program::{
    Downgrade, Keep, Manual, Problem, TierLevel, TierMetric, TierPeriod, TierScheme, Upgrade,
};
use crate::said;
use crate::time::{Period, Span};

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
    let metrics = metrics(&file.metric, &field(&path, "metric"), scope, problems);
    let period = period(&file.period, &field(&path, "period"), problems);
    let levels = metrics.as_ref().map(|metrics| {
        Levels {
            file,
            metrics,
            scope,
        }
        .compile(&path, problems)
    });
    let period = period?;
    let keep = keep(file, period, &path, problems);
    let grace = match &file.grace {
        Some(text) => Some(span(text, &field(&path, "grace"), problems)?),
        None => None,
    };
    policies_fit(file, period, &path, problems);
    let (metric, or) = metrics?;
    Some(TierScheme {
        id: SchemeId::new(id),
        metric,
        or,
        period,
        levels: levels?,
        upgrade: match file.upgrade {
            None | Some(UpgradeFile::AtOnce) => Upgrade::AtOnce,
            Some(UpgradeFile::AtPeriodEnd) => Upgrade::AtPeriodEnd,
        },
        keep: keep?,
        grace,
        round: file.round,
        downgrade: match file.downgrade {
            None | Some(DowngradeFile::ToEarned) => Downgrade::ToEarned,
            Some(DowngradeFile::OneStep) => Downgrade::OneStep,
        },
        manual: match file.manual {
            None | Some(ManualFile::Hold) => Manual::Hold,
            Some(ManualFile::Float) => Manual::Float,
        },
    })
}

/// The metric, and the one beside it.
type Metrics = (TierMetric, Option<TierMetric>);

fn metrics(
    file: &MetricFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Metrics> {
    let MetricFile::GreaterOf(list) = file else {
        return Some((metric(file, path, scope, problems)?, None));
    };
    let path = field(path, "greater_of");
    let [first, or] = list.0.as_slice() else {
        let message = said!(
            "two metrics are compared; write [visits, {{ earned: points }}]",
            "сравниваются две величины; напишите `[visits, {{ earned: points }}]`"
        );
        problems.push(Problem::new(&path, message));
        return None;
    };
    let first = metric(first, &item(&path, 0), scope, problems);
    let or = metric(or, &item(&path, 1), scope, problems);
    Some((first?, Some(or?)))
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
        MetricFile::Units(lines) => {
            let path = field(path, "units");
            let known = &mut scope.known.borrow_mut();
            let lines = condition::compile_lines(lines, &path, known, problems);
            Some(TierMetric::Units(Box::new(lines)))
        }
        MetricFile::GreaterOf(_) => {
            let message = said!(
                "two metrics are compared and no more; write one here",
                "сравниваются две величины, не больше; напишите здесь одну"
            );
            problems.push(Problem::new(path, message));
            None
        }
    }
}

fn period(file: &PeriodFile, path: &str, problems: &mut Vec<Problem>) -> Option<TierPeriod> {
    Some(match file {
        PeriodFile::CalendarYear => TierPeriod::Calendar(Period::Year),
        PeriodFile::Quarter => TierPeriod::Calendar(Period::Quarter),
        PeriodFile::Month => TierPeriod::Calendar(Period::Month),
        PeriodFile::Lifetime => TierPeriod::Lifetime,
        PeriodFile::Rolling(text) => {
            TierPeriod::Rolling(whole_days(text, &field(path, "rolling"), problems)?)
        }
        PeriodFile::MembershipYear => TierPeriod::MembershipYear,
    })
}

/// A length of time that is whole days: it is counted by the local day.
fn whole_days(text: &SpanText, path: &str, problems: &mut Vec<Problem>) -> Option<Span> {
    /// Every day that counts is a number that is read.
    const YEARS_MAX: i32 = 5;
    let span = span(text, path, problems)?;
    let most = match (span.as_days(), span.as_months()) {
        (Some(days), _) => days <= YEARS_MAX * 366,
        (None, Some(months)) => months <= YEARS_MAX * 12,
        (None, None) => {
            problems.push(Problem::new(
                path,
                said!(
                    "is counted by the day; write 12 months, 1 year or 365d",
                    "считается по дням; напишите `12 months`, `1 year` или `365d`"
                ),
            ));
            return None;
        }
    };
    if !most {
        problems.push(Problem::new(
            path,
            said!("at most {YEARS_MAX} years", "не больше {YEARS_MAX} лет"),
        ));
    }
    most.then_some(span)
}

fn keep(
    file: &TierFile,
    period: TierPeriod,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Keep> {
    Some(match &file.keep {
        None => match period {
            TierPeriod::Lifetime => Keep::Forever,
            TierPeriod::Rolling(_) => Keep::Rolling,
            TierPeriod::Calendar(_) | TierPeriod::MembershipYear => Keep::ThisAndNextPeriod,
        },
        Some(KeepFile::ThisAndNextPeriod) => Keep::ThisAndNextPeriod,
        Some(KeepFile::ThisPeriod) => Keep::ThisPeriod,
        Some(KeepFile::Rolling) => Keep::Rolling,
        Some(KeepFile::For(text)) => {
            let path = field(&field(path, "keep"), "for");
            Keep::For(whole_days(text, &path, problems)?)
        }
        Some(KeepFile::Forever) => Keep::Forever,
    })
}

/// Policies that have no meaning with the scheme's period.
fn policies_fit(file: &TierFile, period: TierPeriod, path: &str, problems: &mut Vec<Problem>) {
    let rolls = matches!(period, TierPeriod::Rolling(_));
    match period {
        TierPeriod::Lifetime => never_ends(file, path, problems),
        TierPeriod::Rolling(_) => rolling_has_no_periods(file, path, problems),
        TierPeriod::Calendar(_) | TierPeriod::MembershipYear => {}
    }
    if !rolls && matches!(file.keep, Some(KeepFile::Rolling | KeepFile::For(_))) {
        problems.push(Problem::new(
            field(path, "keep"),
            said!("goes with `period: {{ rolling: 12 months }}`; write this_and_next_period, this_period or forever", "бывает только с `period: {{ rolling: 12 months }}`; напишите `this_and_next_period`, `this_period` или `forever`"),
        ));
    }
    let lasts = period == TierPeriod::Lifetime || matches!(file.keep, Some(KeepFile::Forever));
    for (name, said) in [
        ("grace", file.grace.is_some()),
        ("round", file.round.is_some()),
    ] {
        if lasts && said {
            problems.push(Problem::new(
                field(path, name),
                said!(
                    "a level kept for ever has no end; leave this out",
                    "у уровня навсегда нет конца; уберите это"
                ),
            ));
        }
    }
}

/// Where the time before each day counts, there are no periods to speak of.
fn rolling_has_no_periods(file: &TierFile, path: &str, problems: &mut Vec<Problem>) {
    let mut tell = |name: &str, message: Said| {
        problems.push(Problem::new(field(path, name), message));
    };
    if matches!(file.upgrade, Some(UpgradeFile::AtPeriodEnd)) {
        tell(
            "upgrade",
            said!(
                "a rolling time has no end of a period; leave this out",
                "у скользящего времени период не кончается; уберите это"
            ),
        );
    }
    if matches!(
        file.keep,
        Some(KeepFile::ThisPeriod | KeepFile::ThisAndNextPeriod)
    ) {
        tell(
            "keep",
            said!(
                "a rolling time has no periods; write rolling, {{ for: 1 year }} or forever",
                "у скользящего времени нет периодов; напишите `rolling`, `{{ for: 1 year }}` или `forever`"
            ),
        );
    }
    let while_earned = matches!(file.keep, None | Some(KeepFile::Rolling));
    if while_earned && matches!(file.downgrade, Some(DowngradeFile::OneStep)) {
        tell(
            "downgrade",
            said!(
                "a level kept as long as it is earned falls to what is earned; leave this out, or write keep: {{ for: 1 year }}",
                "уровень, который держится, пока он заработан, падает до заработанного; уберите это или напишите `keep: {{ for: 1 year }}`"
            ),
        );
    }
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
            said!(
                "a lifetime has no end of a period; leave this out",
                "за всю жизнь период не кончается; уберите это"
            ),
        ));
    }
}

/// The levels of a scheme, to be compiled.
struct Levels<'a> {
    file: &'a TierFile,
    metrics: &'a Metrics,
    scope: &'a Scope,
}

impl Levels<'_> {
    /// Levels, each with thresholds above the one before; those by invitation last.
    fn compile(&self, path: &str, problems: &mut Vec<Problem>) -> Vec<TierLevel> {
        let path = field(path, "levels");
        if self.file.levels.is_empty() {
            problems.push(Problem::new(
                &path,
                said!(
                    "a scheme needs a level; write [{{ id: silver, from: 350.00 }}]",
                    "шкале нужен хотя бы один уровень; напишите `[{{ id: silver, from: 350.00 }}]`"
                ),
            ));
        }
        let mut levels: Vec<TierLevel> = Vec::new();
        for (index, row) in self.file.levels.0.iter().enumerate() {
            let path = item(&path, index);
            let Some(level) = self.level(row, &path, problems) else {
                continue;
            };
            let below = levels.last();
            if below.is_none_or(|below| self.follows(&level, below, index, &path, problems)) {
                levels.push(level);
            }
        }
        levels
    }

    /// Whether a level stands above the one below it.
    fn follows(
        &self,
        level: &TierLevel,
        below: &TierLevel,
        index: usize,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> bool {
        if below.from.is_none() && level.from.is_some() {
            let message = said!(
                "levels by invitation stand last; write this one before them",
                "уровни по приглашению стоят последними; поставьте этот перед ними"
            );
            problems.push(Problem::new(path, message));
            return false;
        }
        let pairs = [
            ("from", level.from, below.from),
            ("or", level.or_from, below.or_from),
        ];
        let wrong = pairs
            .iter()
            .find(|(_, here, there)| here.zip(*there).is_some_and(|(here, there)| here <= there));
        let Some((name, ..)) = wrong else {
            return true;
        };
        let message = said!(
            "must be above the {} of `{}`; write levels from the lowest to the highest",
            "должно быть больше, чем {} у `{}`; пишите уровни от низшего к высшему",
            self.threshold(index, name),
            below.id
        );
        problems.push(Problem::new(field(path, name), message));
        false
    }

    /// A threshold of the level before this one, as written.
    fn threshold(&self, index: usize, name: &str) -> String {
        let before = index.checked_sub(1);
        let before = before.and_then(|before| self.file.levels.0.get(before));
        let text = before.and_then(|row| {
            if name == "or" {
                row.or.as_ref()
            } else {
                row.from.as_ref()
            }
        });
        text.map_or_else(String::new, |text| shown(text.as_str()))
    }

    fn level(
        &self,
        row: &LevelRowFile,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<TierLevel> {
        let (metric, or) = self.metrics;
        let said = (row.from.is_some(), row.or.is_some());
        let wrong = match (row.invite_only, or.is_some(), said) {
            (true, _, (false, false))
            | (false, false, (true, false))
            | (false, true, (true, true)) => None,
            (true, ..) => Some(said!(
                "a level by invitation has no threshold; leave `from` out",
                "у уровня по приглашению нет порога; уберите `from`"
            )),
            (false, true, _) => Some(said!(
                "is reached by either of two metrics; write {{ from: 10, or: 5000 }}",
                "уровень достигается по любой из двух величин; напишите `{{ from: 10, or: 5000 }}`"
            )),
            (false, false, (_, true)) => Some(said!(
                "`or` goes with `metric: {{ greater_of: … }}`; write `from` alone",
                "`or` бывает только с `metric: {{ greater_of: … }}`; оставьте одно `from`"
            )),
            (false, false, _) => Some(said!(
                "from which amount is not said; write `from: 350.00`, or `invite_only: true`",
                "не сказано, с какой суммы; напишите `from: 350.00` или `invite_only: true`"
            )),
        };
        if let Some(wrong) = wrong {
            problems.push(Problem::new(path, wrong));
            return None;
        }
        let mut read = |text: &Option<PerText>, metric: Option<&TierMetric>, name: &str| {
            let (Some(text), Some(metric)) = (text, metric) else {
                return Some(None);
            };
            let path = field(path, name);
            let amount = parsed(text.as_str(), &path, problems, |text| {
                amount(text, metric, self.scope)
            })?;
            if amount < 0 {
                problems.push(Problem::new(
                    path,
                    said!("cannot be below zero", "не может быть меньше нуля"),
                ));
            }
            Some(Some(amount))
        };
        let from = read(&row.from, Some(metric), "from")?;
        let or_from = read(&row.or, or.as_ref(), "or")?;
        Some(TierLevel {
            id: TierId::new(&row.id.0),
            name: text(row.name.as_ref(), &row.id.0),
            from,
            or_from,
        })
    }
}

/// An amount of the metric: minor units, points in the unit's scale, or a count.
fn amount(text: &str, metric: &TierMetric, scope: &Scope) -> Result<i64, Said> {
    match metric {
        TierMetric::Spend => scope
            .currency
            .parse_money(text)
            .map(|money| money.minor())
            .map_err(Said::from),
        TierMetric::Visits => text.parse().map_err(|_| {
            said!(
                "`{}` is not a count; write a whole number, like 10",
                "`{}` — не количество; напишите целое число, например 10",
                shown(text)
            )
        }),
        TierMetric::Fee(_) | TierMetric::Units(_) => {
            Quantity::parse(text).map(Quantity::raw).map_err(Said::from)
        }
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
                .map_err(Said::from)
        }
    }
}
