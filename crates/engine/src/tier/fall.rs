//! Goods that won a level come back.

use crate::counter::Counters;
use crate::decision::{TierReason, When};
use crate::program::{Keep, Program, TierScheme, Upgrade};
use crate::situation::{Held, Situation, TierState};
use crate::tier::climb::Climb;
use crate::tier::record::Moved;
use crate::time::{Instant, LocalDate};

/// What becomes of a tier after its metrics of the period of `sold_at` have fallen to what `counters` say; `None` if
/// nothing changes.
///
/// Only a level won by the metric of that very period falls, to what the metrics of that period, the running one
/// and the one before it still earn: at once if the program says so, else at the end of the running period. Where
/// the time before each day counts, a level falls at once or keeps the end it has.
pub fn after_return(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
    sold_at: Instant,
    counters: &Counters,
) -> Option<Moved> {
    let climb = Climb::counting(program, situation, scheme, counters);
    let state = situation.tiers.get(&scheme.id)?;
    let held = scheme.rank_of(situation)?;
    if state.held != Held::Earned || !won_in_period_of(&climb, state, sold_at) {
        return None;
    }
    let earned = left(&climb, program.zone.date(when.at), sold_at);
    if earned >= Some(held) {
        return None;
    }
    let state = if program.returns.tier_at_once {
        let level = earned.and_then(|rank| scheme.levels.get(rank));
        let until = state.until.filter(|_| earned > scheme.rank_for(0));
        TierState::earned(level.map(|level| level.id.clone()), when.at, until)
    } else {
        kept_to_period_end(&climb, state, when)?
    };
    let reason = TierReason::Returned;
    Some(Moved { state, reason })
}

/// Whether the level was won by the metric of the period of a sale.
fn won_in_period_of(climb: &Climb<'_>, state: &TierState, sold_at: Instant) -> bool {
    let zone = &climb.program.zone;
    let won_on = match climb.scheme.upgrade {
        Upgrade::AtOnce => zone.date(state.since),
        Upgrade::AtPeriodEnd => zone.date(state.since).plus_days(-1),
    };
    climb.start(won_on) == climb.start(zone.date(sold_at))
}

/// The highest level that the metrics still earn.
fn left(climb: &Climb<'_>, today: LocalDate, sold_at: Instant) -> Option<usize> {
    let sold_on = climb.program.zone.date(sold_at);
    let scheme = climb.scheme;
    let Some(sold_in) = climb.start(sold_on) else {
        return climb.earned_on(today);
    };
    let mut earned = climb.earned_on(sold_on);
    let running = (scheme.upgrade == Upgrade::AtOnce).then_some(today);
    let ended = climb.start(today).map(|start| start.plus_days(-1));
    let ended = ended.filter(|_| scheme.keep == Keep::ThisAndNextPeriod || running.is_none());
    for day in running.into_iter().chain(ended) {
        if climb.start(day) != Some(sold_in) {
            earned = earned.max(climb.earned_on(day));
        }
    }
    earned
}

/// The same level, kept no longer than to the end of the running period; the fall itself comes then.
fn kept_to_period_end(climb: &Climb<'_>, state: &TierState, when: When) -> Option<TierState> {
    let zone = &climb.program.zone;
    let end = zone.start_of_day(climb.next(zone.date(when.at))?);
    let sooner = state.until.is_none_or(|until| end < until);
    sooner.then(|| TierState {
        until: Some(end),
        ..state.clone()
    })
}
