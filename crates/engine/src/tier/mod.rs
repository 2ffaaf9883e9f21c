//! Tiers: levels a member climbs by a metric, and how long they are kept.
//!
//! The metric of each period is a counter (of each day where a period rolls), moved in stage 8 of a purchase and by what
//! activities give, and back by returns. A threshold crossed lifts the member with the event ([`after_metric`]) or with
//! the next period; a level that has been kept long enough falls at its end ([`end_of_period`]); one that returned goods
//! had won falls with them or with the running period, as the program says ([`after_return`]). Hands give, freeze and let
//! go ([`decide_level`]). Memberships are schemes whose levels are paid for by the term (`paid`).

mod by_hand;
pub(crate) mod climb;
mod end;
mod fall;
pub(crate) mod metric;
pub(crate) mod paid;
mod progress;
mod record;
mod rise;

#[cfg(test)]
mod tests;

pub use by_hand::decide_level;
pub use end::end_of_period;
pub use fall::after_return;
pub use progress::{Goal, OrGoal, Progress, Won, progress};
pub use record::Moved;
pub use rise::after_metric;

use crate::name::TierId;
use crate::program::{Manual, TierLevel, TierScheme};
use crate::situation::{Held, Situation, TierState};
use crate::time::Instant;

impl TierScheme {
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
        self.rank_of_metrics(metric, None)
    }

    /// Place of the highest level that so much of the metric, or so much of the other one, earns.
    fn rank_of_metrics(&self, metric: i64, or: Option<i64>) -> Option<usize> {
        let reached = |from: Option<i64>, metric: Option<i64>| {
            from.zip(metric)
                .is_some_and(|(from, metric)| from <= metric)
        };
        self.levels
            .iter()
            .rposition(|level| reached(level.from, Some(metric)) || reached(level.or_from, or))
    }

    /// Whether the metric may raise a level that is held so.
    fn may_rise(&self, held: Held) -> bool {
        match held {
            Held::Earned => true,
            Held::Granted => self.manual == Manual::Float,
            Held::Frozen => false,
        }
    }
}
