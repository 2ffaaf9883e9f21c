//! Time passes: levels won with an ended period begin, levels kept long enough fall, grants and freezes end.

use crate::decision::{TierReason, When};
use crate::program::{Downgrade, Keep, Program, TierScheme, Upgrade};
use crate::situation::{Held, Situation, TierState};
use crate::tier::climb::Climb;
use crate::tier::record::Moved;
use crate::time::{Instant, LocalDate};

/// The state of a tier once everything due up to `when.at` has done its work; `None` if nothing changes.
///
/// A level whose time is over falls to what the metric still protects, or one step towards it: what the ended
/// period earned if a level is kept for this period and the next, and what the running one (or the rolling time) has
/// earned already. With `upgrade: at_period_end` the ended period's metric raises. After a grant the level earned
/// before it stands again if its time is not over; after a freeze the level goes on for as long as it had left.
pub fn end_of_period(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
) -> Option<Moved> {
    let turning = Turning(Climb::of(program, situation, scheme));
    let before = Standing::of(situation, scheme);
    let mut standing = before;
    while let Some(at) = standing.until.filter(|until| *until <= when.at) {
        standing = turning.over(standing, at);
    }
    let standing = turning.rise(standing, when.at);
    (standing != before).then(|| standing.moved_from(before, scheme, when))
}

/// What becomes of a level whose grant or freeze is lifted at an instant.
pub(super) fn released(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
) -> Moved {
    let turning = Turning(Climb::of(program, situation, scheme));
    let before = Standing::of(situation, scheme);
    let standing = turning.over(before, when.at);
    let reason = TierReason::Released;
    Moved {
        reason,
        ..standing.moved_from(before, scheme, when)
    }
}

/// A member's place in a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    /// Place among the levels, from the lowest.
    rank: Option<usize>,
    since: Option<Instant>,
    until: Option<Instant>,
    held: Held,
    rises_at: Option<Instant>,
}

impl Standing {
    fn of(situation: &Situation, scheme: &TierScheme) -> Self {
        let state = situation.tiers.get(&scheme.id);
        Self {
            rank: scheme.rank_of(situation),
            since: state.map(|state| state.since),
            until: state.and_then(|state| state.until),
            held: state.map_or(Held::Earned, |state| state.held),
            rises_at: state.and_then(|state| state.rises_at),
        }
    }

    fn moved_from(self, before: Self, scheme: &TierScheme, when: When) -> Moved {
        let level = self.rank.and_then(|rank| scheme.levels.get(rank));
        let reason = if self.rank > before.rank {
            TierReason::Earned
        } else if self.rank < before.rank || self.held != before.held {
            TierReason::Ended
        } else {
            TierReason::Kept
        };
        Moved {
            state: TierState {
                level: level.map(|level| level.id.clone()),
                since: self.since.unwrap_or(when.at),
                until: self.until,
                held: self.held,
                rises_at: self.rises_at,
            },
            reason,
        }
    }
}

/// A scheme whose time moves on for a member.
struct Turning<'a>(Climb<'a>);

impl Turning<'_> {
    /// A level, grant or freeze whose time is over at an instant.
    fn over(&self, standing: Standing, at: Instant) -> Standing {
        match standing.held {
            Held::Earned => self.fall(standing, at),
            Held::Granted => self.ungrant(standing, at),
            Held::Frozen => self.thaw(standing, at),
        }
    }

    /// A level whose time is over falls to what the metric protects.
    fn fall(&self, standing: Standing, at: Instant) -> Standing {
        let lowest = match self.0.scheme.downgrade {
            Downgrade::ToEarned => None,
            Downgrade::OneStep => standing.rank.and_then(|rank| rank.checked_sub(1)),
        };
        let rank = lowest.max(self.protected(at)).min(standing.rank);
        self.at(rank, standing, at)
    }

    /// A grant ends: the level before it, if that would still be kept, or what the metric has earned.
    fn ungrant(&self, standing: Standing, at: Instant) -> Standing {
        let scheme = self.0.scheme;
        let earned = self.earned(at).max(scheme.rank_for(0));
        let before = self.last(|held| held == Held::Earned);
        let before = before.filter(|state| state.until.is_none_or(|until| until > at));
        let place =
            before.and_then(|state| Some((scheme.rank(state.level.as_ref()?)?, state.until)));
        match place.filter(|(rank, _)| Some(*rank) >= earned) {
            Some((rank, until)) => Standing {
                until,
                ..self.at(Some(rank), standing, at)
            },
            None => self.at(earned, standing, at),
        }
    }

    /// A freeze ends: as much time is left of the level as there was when it was frozen.
    fn thaw(&self, standing: Standing, at: Instant) -> Standing {
        let before = self.last(|held| held != Held::Frozen);
        let frozen_ms = standing
            .since
            .map_or(0, |since| at.ms().saturating_sub(since.ms()));
        let until = before.and_then(|state| state.until);
        Standing {
            until: until.map(|until| until.plus_ms(frozen_ms.max(0)).max(at.plus_ms(1))),
            held: before.map_or(Held::Earned, |state| state.held),
            rises_at: None,
            ..standing
        }
    }

    /// The last state before this one that was held so.
    fn last(&self, how: impl Fn(Held) -> bool) -> Option<&TierState> {
        let earlier = self.0.situation.earlier_tiers.get(&self.0.scheme.id)?;
        earlier.iter().rfind(|state| how(state.held))
    }

    /// The ended period's metric raises, if levels begin with a period.
    fn rise(&self, standing: Standing, now: Instant) -> Standing {
        let passed = standing.rises_at.is_some_and(|at| at <= now);
        let standing = Standing {
            rises_at: standing.rises_at.filter(|_| !passed),
            ..standing
        };
        let scheme = self.0.scheme;
        if scheme.upgrade != Upgrade::AtPeriodEnd || !scheme.may_rise(standing.held) {
            return standing;
        }
        let zone = &self.0.program.zone;
        let Some(start) = self.0.start(zone.date(now)) else {
            return standing;
        };
        let earned = self.0.earned_before(start);
        if earned > standing.rank {
            self.at(earned, standing, zone.start_of_day(start))
        } else {
            standing
        }
    }

    /// The highest level that nothing takes away at an instant.
    fn protected(&self, at: Instant) -> Option<usize> {
        let day = self.day(at);
        let by_ended = match self.0.scheme.keep {
            Keep::ThisPeriod | Keep::Rolling | Keep::For(_) => None,
            Keep::ThisAndNextPeriod | Keep::Forever => self.0.earned_before(day),
        };
        by_ended.max(self.0.earned_on(day))
    }

    /// The level that the metric alone gives at an instant.
    fn earned(&self, at: Instant) -> Option<usize> {
        match self.0.scheme.upgrade {
            Upgrade::AtOnce => self.protected(at),
            Upgrade::AtPeriodEnd => self.0.earned_before(self.day(at)),
        }
    }

    /// The standing at a level from here on: kept to the end of the period that begins. A level that everybody
    /// has does not end.
    fn at(&self, rank: Option<usize>, before: Standing, at: Instant) -> Standing {
        let until = rank.and_then(|rank| self.0.kept_from(rank, self.day(at), false));
        Standing {
            rank,
            since: if rank == before.rank && before.held == Held::Earned {
                before.since
            } else {
                Some(at)
            },
            until,
            held: Held::Earned,
            rises_at: before.rises_at,
        }
    }

    fn day(&self, at: Instant) -> LocalDate {
        self.0.program.zone.date(at)
    }
}
