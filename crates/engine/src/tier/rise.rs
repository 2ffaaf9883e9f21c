//! A threshold crossed: the member rises at once.

use crate::decision::When;
use crate::program::{Keep, Program, TierScheme, Upgrade};
use crate::situation::{Situation, TierState};
use crate::time::{Instant, LocalDate};

/// The new state of a tier after its metric has come to `metric` in the period of `when.at`; `None` if nothing
/// changes.
///
/// Only ever raises: a late event in a closed period lifts the member if the level it earns would still be kept,
/// and never lowers anybody.
pub fn after_metric(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
    metric: i64,
) -> Option<TierState> {
    if scheme.upgrade != Upgrade::AtOnce {
        return None;
    }
    let earned = scheme.rank_for(metric)?;
    if scheme.rank_of(situation).is_some_and(|held| held >= earned) {
        return None;
    }
    let until = kept_until(program, scheme, program.zone.date(when.at));
    if until.is_some_and(|until| until <= when.posted_at) {
        return None;
    }
    let level = scheme.levels.get(earned)?;
    Some(TierState {
        level: Some(level.id.clone()),
        since: when.at,
        until,
    })
}

/// When a level earned in the period of a day ends; `None` for never.
fn kept_until(program: &Program, scheme: &TierScheme, day: LocalDate) -> Option<Instant> {
    let period = scheme.ending_period()?;
    let next = period.end(day);
    let end = match scheme.keep {
        Keep::ThisPeriod => next,
        Keep::ThisAndNextPeriod => period.end(next),
        Keep::Forever => return None,
    };
    Some(program.zone.start_of_day(end))
}
