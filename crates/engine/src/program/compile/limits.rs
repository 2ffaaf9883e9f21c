//! Delays, expiry and limits, as several sections have them.

use super::scalar::{field, parsed, span};
use crate::program::file::{ActivateFile, ExpireFields, ExpireFile, LimitFile, PeriodText, WordOr};
use crate::program::{Limit, LimitPer, Problem};
use crate::time::{ExpireWhen, ExpiryRule, LocalDate, Period, Span};

/// The delay of `activate`.
pub(super) fn activation(
    file: Option<&ActivateFile>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Span> {
    span(
        &file?.after,
        &field(&field(path, "activate"), "after"),
        problems,
    )
}

/// The rule of `expire`.
pub(super) fn expiry(
    file: Option<&ExpireFile>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ExpiryRule> {
    match file? {
        WordOr::Word(_) => Some(ExpiryRule::NEVER),
        WordOr::Fields(fields) => expiry_fields(fields, &field(path, "expire"), problems),
    }
}

fn expiry_fields(
    file: &ExpireFields,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ExpiryRule> {
    let when = match (&file.after, &file.on) {
        (Some(after), None) => ExpireWhen::After(span(after, &field(path, "after"), problems)?),
        (None, Some(on)) => ExpireWhen::On(parsed(
            on.as_str(),
            &field(path, "on"),
            problems,
            str::parse::<LocalDate>,
        )?),
        _ => {
            problems.push(Problem::new(
                path,
                "one of `after` and `on` must be said; write { after: 365d } or { on: 2026-12-31 }",
            ));
            return None;
        }
    };
    Some(ExpiryRule {
        when,
        round: file.round,
        at: file.at.unwrap_or_default(),
    })
}

/// The limit of `limit`.
pub(super) fn limit(
    file: Option<&LimitFile>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Limit> {
    let file = file?;
    let path = field(path, "limit");
    let times = i64::from(file.times.unwrap_or(1));
    if times == 0 {
        problems.push(Problem::new(field(&path, "times"), "must be above zero"));
    }
    let per = per(&file.per, &field(&path, "per"), problems)?;
    Some(Limit { times, per })
}

/// The time of a limit.
pub(super) fn per(text: &PeriodText, path: &str, problems: &mut Vec<Problem>) -> Option<LimitPer> {
    parsed(text.as_str(), path, problems, read_per)
}

fn read_per(text: &str) -> Result<LimitPer, String> {
    Ok(match text {
        "life" => LimitPer::Life,
        "day" => LimitPer::Calendar(Period::Day),
        "week" => LimitPer::Calendar(Period::Week),
        "month" => LimitPer::Calendar(Period::Month),
        "quarter" => LimitPer::Calendar(Period::Quarter),
        "year" => LimitPer::Calendar(Period::Year),
        span => LimitPer::Rolling(span.parse().map_err(|_| not_a_period(span))?),
    })
}

fn not_a_period(text: &str) -> String {
    let text = crate::number::shown(text);
    format!(
        "`{text}` is not a period; write life, day, week, month, quarter, year or a length of time, like 180d"
    )
}
