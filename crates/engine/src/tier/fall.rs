//! Goods that won a level come back.

use crate::decision::When;
use crate::program::{Keep, Program, TierScheme, Upgrade};
use crate::situation::{Situation, TierState};
use crate::time::Instant;

/// The new state of a tier after its metric of the period of `sold_at` has fallen to `metric`; `None` if nothing
/// changes.
///
/// Only a level won by the metric of that very period falls, to what the metrics of that period, the running one
/// and the one before it still earn: at once if the program says so, else at the end of the running period.
pub fn after_return(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
    sold_at: Instant,
    metric: i64,
) -> Option<TierState> {
    let state = situation.tiers.get(&scheme.id)?;
    let held = scheme.rank_of(situation)?;
    let sold_on = program.zone.date(sold_at);
    let won_on = match scheme.upgrade {
        Upgrade::AtOnce => program.zone.date(state.since),
        Upgrade::AtPeriodEnd => program.zone.date(state.since).plus_days(-1),
    };
    let key = scheme.counter_of(sold_on);
    if scheme.counter_of(won_on) != key {
        return None;
    }
    let today = program.zone.date(when.at);
    let mut earned = scheme.rank_for(metric);
    let running = (scheme.upgrade == Upgrade::AtOnce).then_some(today);
    let ended = scheme
        .ending_period()
        .map(|period| period.start(today).plus_days(-1));
    let ended = ended.filter(|_| scheme.keep == Keep::ThisAndNextPeriod || running.is_none());
    for day in running.into_iter().chain(ended) {
        let other = scheme.counter_of(day);
        if other != key {
            earned = earned.max(scheme.rank_for(situation.counters.get(&other)));
        }
    }
    if earned >= Some(held) {
        return None;
    }
    if !program.returns.tier_at_once {
        return kept_to_period_end(program, scheme, state, when);
    }
    let level = earned.and_then(|rank| scheme.levels.get(rank));
    Some(TierState {
        level: level.map(|level| level.id.clone()),
        since: when.at,
        until: state.until.filter(|_| earned > scheme.rank_for(0)),
    })
}

/// The same level, kept no longer than to the end of the running period; the fall itself comes then.
fn kept_to_period_end(
    program: &Program,
    scheme: &TierScheme,
    state: &TierState,
    when: When,
) -> Option<TierState> {
    let next = scheme.ending_period()?.end(program.zone.date(when.at));
    let end = program.zone.start_of_day(next);
    let sooner = state.until.is_none_or(|until| end < until);
    sooner.then(|| TierState {
        until: Some(end),
        ..state.clone()
    })
}
