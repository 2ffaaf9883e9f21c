//! Tiers: levels a member climbs by a metric, and how long they are kept.
//!
//! The metric of each period is a counter, moved in stage 8 of a purchase and back by returns. A threshold
//! crossed lifts the member with the event ([`after_metric`]) or with the next period; a level that has been
//! kept long enough falls at its end ([`end_of_period`]); one that returned goods had won falls with them or with the
//! running period, as the program says ([`after_return`]).

mod end;
mod fall;
mod progress;
mod rise;

#[cfg(test)]
mod tests;

pub use end::end_of_period;
pub use fall::after_return;
pub use progress::{Goal, Progress, Won, progress};
pub use rise::after_metric;

use crate::counter::{Counted, CounterKey};
use crate::name::TierId;
use crate::program::{TierLevel, TierPeriod, TierScheme};
use crate::situation::{Situation, TierState};
use crate::time::{Instant, LocalDate, Period, Zone};

impl TierScheme {
    /// The counter that holds the scheme's metric at an instant.
    pub fn counter(&self, at: Instant, zone: &Zone) -> CounterKey {
        self.counter_of(zone.date(at))
    }

    /// The counter that holds the scheme's metric of the period a day lies in.
    fn counter_of(&self, day: LocalDate) -> CounterKey {
        let period = self.ending_period().map(|period| period.start(day));
        CounterKey {
            counted: Counted::Tier(self.id.clone()),
            period,
        }
    }

    /// The level a member is at: the recorded one, else the level everybody has, if there is one.
    pub fn level_of(&self, situation: &Situation) -> Option<&TierLevel> {
        self.rank_of(situation)
            .and_then(|rank| self.levels.get(rank))
    }

    /// Place among the levels of the one a member is at.
    pub fn rank_of(&self, situation: &Situation) -> Option<usize> {
        self.rank_in(situation.tiers.get(&self.id))
    }

    /// Place among the levels of the one a member was at, at an instant.
    pub fn rank_at(&self, situation: &Situation, at: Instant) -> Option<usize> {
        let earlier = situation.earlier_tiers.get(&self.id).into_iter().flatten();
        let mut held = earlier.chain(situation.tiers.get(&self.id));
        self.rank_in(held.rfind(|state| state.since <= at))
    }

    fn rank_in(&self, state: Option<&TierState>) -> Option<usize> {
        match state {
            Some(state) => state.level.as_ref().and_then(|level| self.rank(level)),
            None => self.rank_for(0),
        }
    }

    /// The level everybody has, if there is one.
    pub fn start(&self) -> Option<&TierLevel> {
        self.rank_for(0).and_then(|rank| self.levels.get(rank))
    }

    fn rank(&self, level: &TierId) -> Option<usize> {
        self.levels.iter().position(|known| known.id == *level)
    }

    /// Place of the highest level that so much of the metric earns.
    fn rank_for(&self, metric: i64) -> Option<usize> {
        self.levels.iter().rposition(|level| level.from <= metric)
    }

    /// The calendar period whose end may end a level; levels of a lifetime metric never end.
    fn ending_period(&self) -> Option<Period> {
        match self.period {
            TierPeriod::Calendar(period) => Some(period),
            TierPeriod::Lifetime => None,
        }
    }
}
