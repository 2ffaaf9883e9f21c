//! Section `earn`.

use super::conditions::{Filter, when};
use super::limits;
use super::scalar::{at_most_whole, field, item, parsed, some_money, some_points};
use super::scope::Scope;
use crate::name::RuleId;
use crate::number::{Ratio, shown};
use crate::program::file::{
    CombineFile, EarnBaseFile, EarnFile, EarnPerFile, LineTraitFile, List, MoneyText, NumberText,
    PointsText, RateText,
};
use crate::program::{Combine, EarnBase, EarnRate, EarnRule, LineTrait, Problem, Unit};
use crate::said;

/// The most that a multiplier scales by.
const TIMES_MAX: i64 = 1_000;

/// Every rule, higher priority first, then by id.
pub(super) fn compile(
    file: &List<EarnFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<EarnRule> {
    let rule = |(index, rule): (usize, &EarnFile)| one(rule, &item("earn", index), scope, problems);
    let mut rules: Vec<EarnRule> = file.0.iter().enumerate().filter_map(rule).collect();
    rules.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
    rules
}

fn one(
    file: &EarnFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<EarnRule> {
    let unit = scope.unit(file.unit.as_ref(), &field(path, "unit"), problems);
    let rate = unit.and_then(|unit| rate(file, unit, path, scope, problems));
    let condition = when(file.when.as_ref(), path, scope, problems);
    let filter = Filter {
        name: "lines",
        on: file.lines.as_ref(),
        not_on: file.exclude.as_ref(),
    };
    let lines = filter.compile(path, scope, problems);
    let activate_after = limits::activation(file.activate.as_ref(), path, problems);
    let expire = limits::expiry(file.expire.as_ref(), path, problems);
    let limit = limits::limit(file.limit.as_ref(), path, problems);
    let (unit, rate) = (unit?, rate?);
    Some(EarnRule {
        id: RuleId::new(&file.id.0),
        unit: unit.id.clone(),
        group: file
            .group
            .as_ref()
            .map_or_else(|| unit.id.as_str().to_owned(), |group| group.0.clone()),
        priority: file.priority.unwrap_or(0),
        when: condition,
        lines,
        combine: combine(file, &rate, path, problems),
        rate,
        stop: file.stop,
        base: match file.base {
            None | Some(EarnBaseFile::Paid) => EarnBase::Paid,
            Some(EarnBaseFile::BeforeRedemption) => EarnBase::BeforeRedemption,
        },
        rounding: file.round.unwrap_or(unit.rounding),
        activate_after,
        expire,
        limit,
    })
}

/// Exactly one of `rate`, `points` and `times`.
fn rate(
    file: &EarnFile,
    unit: &Unit,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<EarnRate> {
    if file.per.is_some() && file.points.is_none() {
        problems.push(Problem::new(
            field(path, "per"),
            said!(
                "says what `points` are for; leave it out, or write `points`",
                "говорит, за что дают `points`; уберите или напишите `points`"
            ),
        ));
    }
    match (&file.rate, &file.points, &file.times) {
        (Some(rate), None, None) => proportional(rate, unit, &field(path, "rate"), scope, problems),
        (None, Some(points), None) => {
            let points = some_points(points, &field(path, "points"), unit.scale, problems)?;
            Some(match file.per {
                None | Some(EarnPerFile::Purchase) => EarnRate::Fixed(points),
                Some(EarnPerFile::Unit) => EarnRate::PerUnit(points),
                Some(EarnPerFile::Distinct(of)) => EarnRate::PerDistinct {
                    points,
                    of: match of {
                        LineTraitFile::Sku => LineTrait::Sku,
                        LineTraitFile::Category => LineTrait::Category,
                        LineTraitFile::Brand => LineTrait::Brand,
                    },
                },
            })
        }
        (None, None, Some(times)) => multiplier(times, &field(path, "times"), problems),
        (None, None, None) => {
            problems.push(Problem::new(path, said!("how many points it gives is not said; write `rate: 5%`, `rate: 8 per 1.00`, `points: 50` or `times: 2`", "не сказано, сколько баллов начислить; напишите `rate: 5%`, `rate: 8 per 1.00`, `points: 50` или `times: 2`")));
            None
        }
        _ => {
            problems.push(Problem::new(
                path,
                said!("only one of `rate`, `points` and `times` can be said; make a rule of each", "можно сказать только одно из `rate`, `points` и `times`; сделайте по правилу на каждое"),
            ));
            None
        }
    }
}

/// `5%` or `8 per 1.00`.
fn proportional(
    rate: &RateText,
    unit: &Unit,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<EarnRate> {
    let text = rate.as_str().trim();
    if !text.ends_with('%') {
        let not_a_rate = |_| {
            said!(
                "`{}` is not a rate; write 5% or 8 per 1.00",
                "`{}` — не ставка; напишите `5%` или `8 per 1.00`",
                shown(text)
            )
        };
        let (points, money) = parsed(text, path, problems, |_| {
            Ratio::split_per(text).map_err(not_a_rate)
        })?;
        let points = some_points(&PointsText::from(points), path, unit.scale, problems);
        let money = some_money(&MoneyText::from(money), path, scope.currency, problems);
        return Some(EarnRate::PerMoney {
            points: points?,
            money: money?,
        });
    }
    let ratio = parsed(text, path, problems, Ratio::parse)?;
    let ratio = at_most_whole(ratio, text, path, problems);
    if unit.value.is_none() {
        let message = said!(
            "a percent rate needs to know what `{}` is worth",
            "ставке в процентах нужно знать, сколько стоит `{}`",
            unit.id
        );
        let help = said!(
            "give the unit a value, like value: {{ points: 1, money: 1.00 }} under units.{}, or write 8 per 1.00",
            "задайте единице стоимость, например `value: {{ points: 1, money: 1.00 }}` в `units.{}`, или напишите `8 per 1.00`",
            unit.id
        );
        problems.push(Problem::new(path, message).with_help(help));
        return None;
    }
    ratio.map(EarnRate::Share)
}

fn multiplier(times: &NumberText, path: &str, problems: &mut Vec<Problem>) -> Option<EarnRate> {
    factor(times, path, problems).map(EarnRate::Times)
}

/// A number above zero and not beyond reason.
pub(super) fn factor(times: &NumberText, path: &str, problems: &mut Vec<Problem>) -> Option<Ratio> {
    let ratio = parsed(times.as_str(), path, problems, |text| {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let ratio = Ratio::parse(text)
            .ok()
            .filter(|ratio| plain && *ratio > Ratio::ZERO);
        ratio.ok_or_else(|| {
            said!(
                "`{}` is not a multiplier; write a number above zero, like 2 or 1.5",
                "`{}` — не множитель; напишите число больше нуля, например 2 или 1.5",
                shown(text)
            )
        })
    })?;
    if ratio.num() > TIMES_MAX.saturating_mul(ratio.den()) {
        problems.push(Problem::new(
            path,
            said!(
                "at most {TIMES_MAX} times",
                "не больше чем в {TIMES_MAX} раз"
            ),
        ));
        return None;
    }
    Some(ratio)
}

/// `multiply` goes with `times`, and only with it.
fn combine(file: &EarnFile, rate: &EarnRate, path: &str, problems: &mut Vec<Problem>) -> Combine {
    let scales = matches!(rate, EarnRate::Times(_));
    let mismatch = match file.combine {
        Some(CombineFile::Multiply) => !scales,
        Some(_) => scales,
        None => false,
    };
    if mismatch {
        problems.push(Problem::new(
            field(path, "combine"),
            said!(
                "`times` and `combine: multiply` go together; write both, or neither",
                "`times` и `combine: multiply` ходят парой; напишите оба или ни одного"
            ),
        ));
    }
    match file.combine {
        None if scales => Combine::Multiply,
        None | Some(CombineFile::Sum) => Combine::Sum,
        Some(CombineFile::Max) => Combine::Max,
        Some(CombineFile::Multiply) => Combine::Multiply,
        Some(CombineFile::AddAfter) => Combine::AddAfter,
    }
}
