//! Tier schemes in words.

use super::parts::{Sentence, named, unit_of};
use crate::language::Language;
use crate::number::{Money, Points};
use crate::program::{
    Downgrade, Keep, Program, TierLevel, TierMetric, TierPeriod, TierScheme, Upgrade,
};
use crate::time::Period;

/// `Levels by money paid in a calendar year: Silver from $350, Gold from $1000; kept to the end of the next year.`
pub(super) fn scheme(program: &Program, scheme: &TierScheme, language: Language) -> String {
    let levels: Vec<String> = scheme
        .levels
        .iter()
        .map(|level| rung(program, scheme, level, language))
        .collect();
    let metric = metric(program, &scheme.metric, language);
    let statement = format!(
        "{} {metric} {}: {}",
        language.pick("levels by", "уровни по"),
        over(scheme.period, language),
        levels.join(", ")
    );
    let ends = scheme.keep != Keep::Forever;
    Sentence::new(language, &statement)
        .and_if(
            scheme.upgrade == Upgrade::AtPeriodEnd,
            "a new level starts with the next period",
            "новый уровень действует со следующего периода",
        )
        .and_if(
            scheme.keep == Keep::ThisAndNextPeriod,
            "a level is kept to the end of the next period",
            "уровень сохраняется до конца следующего периода",
        )
        .and_if(
            scheme.keep == Keep::ThisPeriod,
            "a level is kept to the end of the period",
            "уровень сохраняется до конца периода",
        )
        .and_if(
            !ends,
            "a level is kept for ever",
            "уровень сохраняется навсегда",
        )
        .and_if(
            ends && scheme.downgrade == Downgrade::OneStep,
            "then it falls by one at most",
            "затем снижается не больше чем на один",
        )
        .end()
}

fn metric(program: &Program, metric: &TierMetric, language: Language) -> String {
    match metric {
        TierMetric::Spend => language.pick("money paid", "сумме покупок").to_owned(),
        TierMetric::Visits => language
            .pick("number of purchases", "числу покупок")
            .to_owned(),
        TierMetric::Earned(unit) => {
            let (name, _) = unit_of(program, unit, language);
            format!(
                "{} ({name})",
                language.pick("points earned", "начисленным баллам")
            )
        }
    }
}

fn over(period: TierPeriod, language: Language) -> &'static str {
    match period {
        TierPeriod::Lifetime => language.pick("over the whole time", "за всё время"),
        TierPeriod::Calendar(Period::Year) => {
            language.pick("in a calendar year", "за календарный год")
        }
        TierPeriod::Calendar(Period::Quarter) => {
            language.pick("in a calendar quarter", "за календарный квартал")
        }
        TierPeriod::Calendar(Period::Month) => {
            language.pick("in a calendar month", "за календарный месяц")
        }
        TierPeriod::Calendar(Period::Week) => language.pick("in a week", "за неделю"),
        TierPeriod::Calendar(Period::Day) => language.pick("in a day", "за день"),
    }
}

/// A level and what it takes: `Silver from $350`.
fn rung(program: &Program, scheme: &TierScheme, level: &TierLevel, language: Language) -> String {
    let name = named(&level.name, language);
    if level.from == 0 {
        return format!("{name} {}", language.pick("for everyone", "у всех"));
    }
    let from = match &scheme.metric {
        TierMetric::Spend => language.money(Money::from_minor(level.from), program.currency),
        TierMetric::Visits => language.number(&level.from.to_string()),
        TierMetric::Earned(unit) => language.points(
            Points::from_raw(level.from),
            unit_of(program, unit, language).1,
        ),
    };
    format!("{name} {} {from}", language.pick("from", "от"))
}
