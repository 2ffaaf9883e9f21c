//! A period ends: levels won with its metric begin, levels kept long enough fall.

use crate::decision::When;
use crate::program::{Downgrade, Keep, Program, TierScheme, Upgrade};
use crate::situation::{Situation, TierState};
use crate::time::{Instant, LocalDate, Period};

/// The state of a tier once every period's end up to `when.at` has done its work; `None` if nothing changes.
///
/// A level whose time is over falls to what the metric still protects, or one step towards it: what the ended
/// period earned if a level is kept for this period and the next, and what the running one has earned already.
/// With `upgrade: at_period_end` the ended period's metric raises.
pub fn end_of_period(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
) -> Option<TierState> {
    let period = scheme.ending_period()?;
    let state = situation.tiers.get(&scheme.id);
    let before = Standing {
        rank: scheme.rank_of(situation),
        since: state.map(|state| state.since),
        until: state.and_then(|state| state.until),
    };
    let running = period.start(program.zone.date(when.at));
    let first = before.until.map_or(running, |until| {
        period.start(program.zone.date(until)).min(running)
    });
    let mut standing = before;
    let mut start = first;
    while start <= running {
        let beginning = Beginning {
            program,
            situation,
            scheme,
            period,
            start,
        };
        standing = beginning.rise(beginning.fall(standing));
        start = period.end(start);
    }
    (standing != before).then(|| TierState {
        level: standing
            .rank
            .and_then(|rank| scheme.levels.get(rank))
            .map(|level| level.id.clone()),
        since: standing.since.unwrap_or(when.at),
        until: standing.until,
    })
}

/// A member's place in a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    /// Place among the levels, from the lowest.
    rank: Option<usize>,
    since: Option<Instant>,
    until: Option<Instant>,
}

/// The beginning of a period, which is the end of the one before.
struct Beginning<'a> {
    program: &'a Program,
    situation: &'a Situation,
    scheme: &'a TierScheme,
    period: Period,
    start: LocalDate,
}

impl Beginning<'_> {
    /// A level whose time is over falls to what the metric protects.
    fn fall(&self, standing: Standing) -> Standing {
        let now = self.instant();
        if standing.until.is_none_or(|until| until > now) {
            return standing;
        }
        let by_ended = match self.scheme.keep {
            Keep::ThisAndNextPeriod => self.earned_before(),
            Keep::ThisPeriod | Keep::Forever => None,
        };
        let protected = by_ended.max(self.earned_on(self.start));
        let lowest = match self.scheme.downgrade {
            Downgrade::ToEarned => None,
            Downgrade::OneStep => standing.rank.and_then(|rank| rank.checked_sub(1)),
        };
        self.at(lowest.max(protected).min(standing.rank), standing)
    }

    /// The ended period's metric raises, if levels begin with a period.
    fn rise(&self, standing: Standing) -> Standing {
        let earned = self.earned_before();
        if self.scheme.upgrade == Upgrade::AtPeriodEnd && earned > standing.rank {
            self.at(earned, standing)
        } else {
            standing
        }
    }

    /// The standing at a level from here on: kept to the end of the period that begins. A level that everybody
    /// has does not end.
    fn at(&self, rank: Option<usize>, before: Standing) -> Standing {
        let ends = self.scheme.keep != Keep::Forever && rank > self.scheme.rank_for(0);
        let end = self.program.zone.start_of_day(self.period.end(self.start));
        Standing {
            rank,
            since: if rank == before.rank {
                before.since
            } else {
                Some(self.instant())
            },
            until: ends.then_some(end),
        }
    }

    fn instant(&self) -> Instant {
        self.program.zone.start_of_day(self.start)
    }

    /// What the metric of the ended period earned.
    fn earned_before(&self) -> Option<usize> {
        self.earned_on(self.start.plus_days(-1))
    }

    fn earned_on(&self, day: LocalDate) -> Option<usize> {
        self.scheme
            .rank_for(self.situation.counters.get(&self.scheme.counter_of(day)))
    }
}
