//! Transfers between members in words.

use super::parts::{Sentence, a_period, condition, expiry, named};
use crate::language::Language;
use crate::number::Points;
use crate::program::{PointsLimit, Program, TransferRule};

/// `Bonuses: members send them to one another; at least 100 at once; at most 5,000 a calendar month; the sender pays 5% on
/// top; they keep their dates.`
pub(super) fn transfer(program: &Program, rule: &TransferRule, language: Language) -> String {
    let Some(unit) = program.unit(&rule.unit) else {
        return String::new();
    };
    let name = named(&unit.name, language);
    let statement = match language {
        Language::En => format!("{name}: members send them to one another"),
        Language::Ru => format!("{name}: участники передают их друг другу"),
    };
    let told = |points: Points| language.points(points, unit.scale);
    let at_once = |en: &str, ru: &str, points: Points| match language {
        Language::En => format!("{en} {} at once", told(points)),
        Language::Ru => format!("{ru} {} за раз", told(points)),
    };
    let min = (rule.min > Points::from_raw(1)).then(|| at_once("at least", "не меньше", rule.min));
    let max = rule.max.map(|max| at_once("at most", "не больше", max));
    let mut sentence = Sentence::new(language, &statement)
        .and(condition(&rule.when, language))
        .and(min)
        .and(max);
    for limit in &rule.limits {
        sentence = sentence.and(in_time(limit, &told(limit.points), language));
    }
    let keep = || language.pick("they keep their dates", "сроки баллов сохраняются");
    sentence
        .and(rule.fee.map(|fee| match language {
            Language::En => format!("the sender pays {} on top", language.share(fee)),
            Language::Ru => format!("отправитель платит ещё {}", language.share(fee)),
        }))
        .and(expiry(rule.expire.as_ref(), language).unwrap_or_else(|| keep().to_owned()))
        .end()
}

fn in_time(limit: &PointsLimit, points: &str, language: Language) -> String {
    let period = limit.period.map_or_else(
        || language.pick("in all", "всего"),
        |period| a_period(period, language),
    );
    match language {
        Language::En => format!("at most {points} {period}"),
        Language::Ru => format!("не больше {points} {period}"),
    }
}
