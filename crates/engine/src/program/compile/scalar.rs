//! Written scalars → values, each in its own unit, with what is wrong told at its path.

use crate::language::Said;
use crate::number::{Currency, Money, Points, Ratio, Scale};
use crate::program::Problem;
use crate::program::file::{DateTimeText, MoneyText, PointsText, ShareText, SpanText};
use crate::said;
use crate::time::{Instant, Span, Zone};

/// The path of a field.
pub(super) fn field(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

/// The path of an entry of a list.
pub(super) fn item(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// What `read` makes of a text; its error is told.
pub(super) fn parsed<T, E: Into<Said>>(
    text: &str,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Option<T> {
    read(text)
        .map_err(|error| problems.push(Problem::new(path, error)))
        .ok()
}

/// An amount of money, zero or more.
pub(super) fn money(
    text: &MoneyText,
    path: &str,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Option<Money> {
    let money = parsed(text.as_str(), path, problems, |text| {
        currency.parse_money(text)
    })?;
    not_below_zero(money, money.is_negative(), path, problems)
}

/// An amount of money above zero.
pub(super) fn some_money(
    text: &MoneyText,
    path: &str,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Option<Money> {
    let money = parsed(text.as_str(), path, problems, |text| {
        currency.parse_money(text)
    })?;
    above_zero(money, money.is_positive(), path, problems)
}

/// Points, zero or more.
pub(super) fn points(
    text: &PointsText,
    path: &str,
    scale: Scale,
    problems: &mut Vec<Problem>,
) -> Option<Points> {
    let points = parsed(text.as_str(), path, problems, |text| scale.parse(text))?;
    not_below_zero(points, points.is_negative(), path, problems)
}

/// Points above zero.
pub(super) fn some_points(
    text: &PointsText,
    path: &str,
    scale: Scale,
    problems: &mut Vec<Problem>,
) -> Option<Points> {
    let points = parsed(text.as_str(), path, problems, |text| scale.parse(text))?;
    above_zero(points, points.is_positive(), path, problems)
}

/// A share above zero, of at most the whole.
pub(super) fn share(text: &ShareText, path: &str, problems: &mut Vec<Problem>) -> Option<Ratio> {
    let ratio = parsed(text.as_str(), path, problems, Ratio::parse)?;
    at_most_whole(ratio, text.as_str(), path, problems)
}

/// The ratio, told if it is nothing or more than the whole.
pub(super) fn at_most_whole(
    ratio: Ratio,
    text: &str,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Ratio> {
    if ratio > Ratio::ONE {
        let problem = Problem::new(
            path,
            said!(
                "`{text}` is more than the whole",
                "`{text}` — больше целого"
            ),
        );
        let help = if text.contains('%') {
            said!("write 100% or less", "напишите `100%` или меньше")
        } else {
            said!("did you mean `{text}%`?", "может быть, `{text}%`?")
        };
        problems.push(problem.with_help(help));
        return None;
    }
    above_zero(ratio, ratio > Ratio::ZERO, path, problems)
}

/// A length of time above zero.
pub(super) fn span(text: &SpanText, path: &str, problems: &mut Vec<Problem>) -> Option<Span> {
    let span = parsed(text.as_str(), path, problems, str::parse::<Span>)?;
    above_zero(span, !is_nothing(span), path, problems)
}

/// An instant, local to the zone if no offset is written; a day is its first instant.
pub(super) fn instant(
    text: &DateTimeText,
    path: &str,
    zone: &Zone,
    problems: &mut Vec<Problem>,
) -> Option<Instant> {
    parsed(text.as_str(), path, problems, |text| {
        zone.parse_instant(text)
    })
}

/// A value that must be above zero.
pub(super) fn above_zero<T>(
    value: T,
    is: bool,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    if !is {
        problems.push(Problem::new(
            path,
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    is.then_some(value)
}

fn not_below_zero<T>(
    value: T,
    negative: bool,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    if negative {
        problems.push(Problem::new(
            path,
            said!("cannot be below zero", "не может быть меньше нуля"),
        ));
    }
    (!negative).then_some(value)
}

fn is_nothing(span: Span) -> bool {
    matches!(
        span,
        Span::Minutes(0)
            | Span::Hours(0)
            | Span::Days(0)
            | Span::LocalDays(0)
            | Span::Months(0)
            | Span::Years(0)
    )
}
