//! Delays, expiry and limits, as several sections have them.

use super::scalar::{field, parsed, some_points, span};
use crate::language::Said;
use crate::name::RuleId;
use crate::number::Scale;
use crate::program::file::{
    ActivateFile, ExpireFields, ExpireFile, LimitFile, PeriodText, PointsCapFile, WordOr,
};
use crate::program::{Limit, LimitPer, PointsCap, Problem};
use crate::said;
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

/// The rule of a rule's own `expire`.
pub(super) fn expiry(
    file: Option<&ExpireFile>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ExpiryRule> {
    let rule = unit_expiry(file, path, problems)?;
    if rule.renews {
        let path = field(&field(path, "expire"), "renewed_by");
        let message = said!(
            "goes with a unit's `expire`; leave it out here",
            "бывает только в `expire` единицы; здесь уберите"
        );
        problems.push(Problem::new(path, message));
    }
    Some(rule)
}

/// The most points of activities.
pub(super) fn cap(
    file: &PointsCapFile,
    own: &str,
    scale: Scale,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<PointsCap> {
    let points = some_points(&file.points, &field(path, "points"), scale, problems);
    let per = per(&file.per, &field(path, "per"), problems)?;
    let period = match per {
        LimitPer::Life => None,
        LimitPer::Calendar(period) => Some(period),
        LimitPer::Rolling(_) => {
            problems.push(by_the_calendar(&field(path, "per")));
            return None;
        }
    };
    let name = file.shared.as_ref().map_or(own, |shared| shared.0.as_str());
    Some(PointsCap {
        name: RuleId::new(name),
        points: points?,
        period,
    })
}

/// The rule of a unit's `expire`.
pub(super) fn unit_expiry(
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
                said!("one of `after` and `on` must be said; write {{ after: 365d }} or {{ on: 2026-12-31 }}", "нужно одно из `after` и `on`; напишите `{{ after: 365d }}` или `{{ on: 2026-12-31 }}`"),
            ));
            return None;
        }
    };
    let renews = file.renewed_by.is_some();
    if renews && matches!(when, ExpireWhen::On(_)) {
        problems.push(Problem::new(
            field(path, "renewed_by"),
            said!(
                "a fixed day is not moved on; write `after`, or leave this out",
                "заданный день не сдвигается; напишите `after` или уберите это"
            ),
        ));
    }
    Some(ExpiryRule {
        when,
        round: file.round,
        at: file.at.unwrap_or_default(),
        renews,
    })
}

/// The limit of `limit`.
pub(super) fn limit(
    file: Option<&LimitFile>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Limit> {
    limit_at(file?, &field(path, "limit"), problems)
}

/// The limit written at a path.
pub(super) fn limit_at(file: &LimitFile, path: &str, problems: &mut Vec<Problem>) -> Option<Limit> {
    let times = i64::from(file.times.unwrap_or(1));
    if times == 0 {
        problems.push(Problem::new(
            field(path, "times"),
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    let per = per(&file.per, &field(path, "per"), problems)?;
    Some(Limit { times, per })
}

/// A time that does not move on with each day is asked for.
pub(super) fn by_the_calendar(path: &str) -> Problem {
    let message = said!(
        "is counted by the calendar; write life, day, week, month, quarter or year",
        "считается по календарю; напишите `life`, `day`, `week`, `month`, `quarter` или `year`"
    );
    Problem::new(path, message)
}

/// The time of a limit.
pub(super) fn per(text: &PeriodText, path: &str, problems: &mut Vec<Problem>) -> Option<LimitPer> {
    parsed(text.as_str(), path, problems, read_per)
}

fn read_per(text: &str) -> Result<LimitPer, Said> {
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

fn not_a_period(text: &str) -> Said {
    let text = crate::number::shown(text);
    said!(
        "`{text}` is not a period; write life, day, week, month, quarter, year or a length of time, like 180d",
        "`{text}` — не период; напишите `life`, `day`, `week`, `month`, `quarter`, `year` или длительность, например `180d`"
    )
}
