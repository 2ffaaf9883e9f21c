//! A threshold crossed: the member rises at once, or with the next period.

use crate::counter::Counters;
use crate::decision::{TierReason, When};
use crate::program::{Program, TierScheme, Upgrade};
use crate::situation::{Held, Situation, TierState};
use crate::tier::climb::Climb;
use crate::tier::record::Moved;

/// What becomes of a tier after its metrics have come to what `counters` say; `None` if nothing changes.
///
/// Only ever raises: a late event in a closed period lifts the member if the level it earns would still be kept,
/// and never lowers anybody.
pub fn after_metric(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
    counters: &Counters,
) -> Option<Moved> {
    let climb = Climb::counting(program, situation, scheme, counters);
    let state = situation.tiers.get(&scheme.id);
    if !scheme.may_rise(state.map_or(Held::Earned, |state| state.held)) {
        return None;
    }
    let day = climb.day(when.at, when.posted_at);
    let earned = climb.earned_on(day)?;
    if scheme.rank_of(situation).is_some_and(|held| held >= earned) {
        return None;
    }
    if scheme.upgrade == Upgrade::AtPeriodEnd {
        return waits(&climb, state, when);
    }
    let until = climb.kept_from(earned, day, true);
    if until.is_some_and(|until| until <= when.posted_at) {
        return None;
    }
    let level = scheme.levels.get(earned)?.id.clone();
    Some(Moved {
        state: TierState::earned(Some(level), when.at, until),
        reason: TierReason::Earned,
    })
}

/// The level held, looked at again when the period of the event ends.
fn waits(climb: &Climb<'_>, state: Option<&TierState>, when: When) -> Option<Moved> {
    let next = climb.next(climb.program.zone.date(when.at))?;
    let rises_at = climb.program.zone.start_of_day(next);
    let start = || {
        let level = climb.scheme.start().map(|level| level.id.clone());
        TierState::earned(level, when.at, None)
    };
    let held = state.cloned().unwrap_or_else(start);
    let known = held.rises_at.is_some_and(|known| known <= rises_at);
    (!known).then_some(Moved {
        state: TierState {
            rises_at: Some(rises_at),
            ..held
        },
        reason: TierReason::Earned,
    })
}
