//! How far a member is on the way up, and what it takes to stay.

use crate::decision::When;
use crate::name::TierId;
use crate::program::{Keep, Program, TierScheme, Upgrade};
use crate::situation::{Held, Situation, TierState};
use crate::tier::climb::{Climb, Part};
use crate::tier::end_of_period;
use crate::time::{Instant, LocalDate};

/// Where a member stands in a scheme, as of an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The level held; `None` below the first threshold.
    pub level: Option<TierId>,
    /// Held till when; `None`: no end.
    pub until: Option<Instant>,
    /// The metric of the running period, in the scheme's own counting.
    pub metric: i64,
    /// The end of the running period; `None`: the metric counts the whole life.
    pub ends: Option<Instant>,
    /// A higher level than the one held that the metric has earned already.
    pub won: Option<Won>,
    /// The nearest level above; `None` at the top.
    pub next: Option<Goal>,
    /// What it takes to hold the present level longer than `until`; `None` where it has no end, or where nothing does.
    pub keep: Option<Goal>,
}

/// A level earned that has not begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Won {
    /// The level.
    pub level: TierId,
    /// When it begins; `None`: with the next purchase.
    pub begins: Option<Instant>,
}

/// So much of the metric for a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The level.
    pub level: TierId,
    /// Its threshold.
    pub from: i64,
    /// What of it is missing; 0: nothing.
    pub missing: i64,
    /// The threshold of the other metric, which is enough as well.
    pub or: Option<OrGoal>,
    /// What is bought from here on counts, if that is yet to come.
    pub counts_from: Option<Instant>,
    /// What is bought before this counts; `None`: no end.
    pub counts_to: Option<Instant>,
}

/// So much of the other metric for a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrGoal {
    /// Its threshold.
    pub from: i64,
    /// What of it is missing; 0: nothing.
    pub missing: i64,
}

/// Where a member stands in a scheme. What a period's end has brought by `when.at` is taken as done.
pub fn progress(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    when: When,
) -> Progress {
    let state = end_of_period(program, situation, scheme, when)
        .map(|moved| moved.state)
        .or_else(|| situation.tiers.get(&scheme.id).cloned());
    let held = scheme.rank_in(state.as_ref());
    let way = Way {
        climb: Climb::of(program, situation, scheme),
        today: program.zone.date(when.at),
    };
    let by = state.as_ref().map_or(Held::Earned, |state| state.held);
    let earned = way.climb.earned_on(way.today);
    let earned = earned.filter(|earned| Some(*earned) > held && scheme.may_rise(by));
    let until = state.as_ref().and_then(|state| way.until(held, state));
    Progress {
        level: way.level(held),
        until,
        metric: way.climb.metric(Part::First, way.today),
        ends: way.climb.next(way.today).map(|next| way.start(next)),
        won: earned.and_then(|earned| way.won(earned)),
        next: way.next(held.max(earned)),
        keep: until
            .filter(|_| by == Held::Earned)
            .and_then(|until| way.keep(held?, until)),
    }
}

/// A member on the way through the levels of a scheme.
struct Way<'a> {
    climb: Climb<'a>,
    today: LocalDate,
}

impl Way<'_> {
    fn scheme(&self) -> &TierScheme {
        self.climb.scheme
    }

    /// Till when a level is held. Where the time before each day counts, what was done since it was won keeps it too.
    fn until(&self, held: Option<usize>, state: &TierState) -> Option<Instant> {
        let until = state.until?;
        let rolls = self.scheme().keep == Keep::Rolling && state.held == Held::Earned;
        let kept = held
            .filter(|_| rolls)
            .and_then(|rank| self.climb.kept_from(rank, self.today, false));
        Some(kept.map_or(until, |kept| kept.max(until)))
    }

    fn won(&self, earned: usize) -> Option<Won> {
        let begins = match self.scheme().upgrade {
            Upgrade::AtOnce => None,
            Upgrade::AtPeriodEnd => Some(self.start(self.climb.next(self.today)?)),
        };
        let level = self.level(Some(earned))?;
        Some(Won { level, begins })
    }

    /// The level above, by the metric of the running period.
    fn next(&self, rank: Option<usize>) -> Option<Goal> {
        let above = rank.map_or(0, |rank| rank.saturating_add(1));
        self.goal(above, self.today)
    }

    /// The present level again, by the metric of the period whose end ends it, or of the time before that day.
    fn keep(&self, held: usize, until: Instant) -> Option<Goal> {
        let scheme = self.scheme();
        let day = self.climb.program.zone.date(until);
        let Some(start) = self.climb.start(day) else {
            let goal = self.goal(held, day)?;
            return Some(Goal {
                counts_to: Some(until),
                ..goal
            });
        };
        let by_ended =
            scheme.keep == Keep::ThisAndNextPeriod || scheme.upgrade == Upgrade::AtPeriodEnd;
        if start > self.today {
            return by_ended.then(|| self.goal(held, start.plus_days(-1)))?;
        }
        // Its period is over; what is done in the time of grace counts in the running one.
        let goal = self.goal(held, day)?;
        Some(Goal {
            counts_to: Some(until),
            ..goal
        })
    }

    /// A level by the metrics of the period a day lies in, or of the time before it.
    fn goal(&self, rank: usize, day: LocalDate) -> Option<Goal> {
        let level = self.scheme().levels.get(rank)?;
        let reached = self.climb.earned_on(day) >= Some(rank);
        let missing = |part, from: i64| {
            let missing = from.saturating_sub(self.climb.metric(part, day));
            if reached { 0 } else { missing.max(0) }
        };
        let from = level.from?;
        let starts = self.climb.start(day).filter(|start| *start > self.today);
        Some(Goal {
            level: level.id.clone(),
            from,
            missing: missing(Part::First, from),
            or: level.or_from.map(|from| OrGoal {
                from,
                missing: missing(Part::Or, from),
            }),
            counts_from: starts.map(|start| self.start(start)),
            counts_to: self.climb.next(day).map(|next| self.start(next)),
        })
    }

    fn start(&self, day: LocalDate) -> Instant {
        self.climb.program.zone.start_of_day(day)
    }

    fn level(&self, rank: Option<usize>) -> Option<TierId> {
        let level = self.scheme().levels.get(rank?)?;
        Some(level.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::counter::{Counted, CounterKey};
    use crate::tier::after_metric;
    use crate::tier::tests::{instant, program, situation};
    use crate::time::Zone;

    fn day(at: Option<Instant>) -> String {
        at.map_or(String::new(), |at| Zone::utc().date(at).to_string())
    }

    fn goal(goal: Option<Goal>) -> String {
        goal.map_or("-".to_owned(), |goal| {
            let from = day(goal.counts_from);
            format!(
                "{} {} {from}..{}",
                goal.level,
                goal.missing / 100,
                day(goal.counts_to)
            )
        })
    }

    /// `level till day | won | next | keep` on 10 March 2026.
    fn check(policies: &str, held: Option<(&str, &str)>, spend: &[(&str, i64)], expected: &str) {
        let program = program(policies);
        let when = When::now(instant("2026-03-10"));
        let shown = progress(&program, &situation(held, spend), &program.schemes[0], when);
        let level = shown
            .level
            .map_or("none".to_owned(), |level| level.to_string());
        let won = shown.won.map_or("-".to_owned(), |won| {
            format!("{} {}", won.level, day(won.begins))
        });
        let told = [
            format!("{level} till {}", day(shown.until)),
            won.trim_end().to_owned(),
            goal(shown.next),
            goal(shown.keep),
        ];
        assert_eq!(told.join(" | "), expected, "{policies} {held:?} {spend:?}");
    }

    #[test]
    fn the_next_level_and_the_present_one() {
        let next = "keep: this_and_next_period";
        let silver = Some(("silver", "2027-01-01"));
        check(
            next,
            None,
            &[],
            "base till  | - | silver 100 ..2027-01-01 | -",
        );
        check(
            next,
            None,
            &[("2026", 40)],
            "base till  | - | silver 60 ..2027-01-01 | -",
        );
        check(
            next,
            silver,
            &[("2026", 40)],
            "silver till 2027-01-01 | - | gold 960 ..2027-01-01 | silver 60 ..2027-01-01",
        );
        check(
            next,
            silver,
            &[("2026", 240)],
            "silver till 2027-01-01 | - | gold 760 ..2027-01-01 | silver 0 ..2027-01-01",
        );
        check(
            next,
            Some(("silver", "2028-01-01")),
            &[("2026", 240)],
            "silver till 2028-01-01 | - | gold 760 ..2027-01-01 | silver 100 2027-01-01..2028-01-01",
        );
        check(
            next,
            Some(("gold", "2028-01-01")),
            &[("2026", 1_240)],
            "gold till 2028-01-01 | - | - | gold 1000 2027-01-01..2028-01-01",
        );
    }

    #[test]
    fn a_level_that_nothing_keeps_and_one_without_end() {
        let silver = Some(("silver", "2027-01-01"));
        let this = "keep: this_period";
        check(
            this,
            silver,
            &[("2026", 240)],
            "silver till 2027-01-01 | - | gold 760 ..2027-01-01 | -",
        );
        let life = "keep: forever";
        check(
            life,
            None,
            &[("2026", 40)],
            "base till  | - | silver 60 ..2027-01-01 | -",
        );
    }

    #[test]
    fn what_is_earned_begins_with_the_next_period_or_the_next_purchase() {
        let end = "upgrade: at_period_end";
        check(
            end,
            None,
            &[("2026", 340)],
            "base till  | silver 2027-01-01 | gold 660 ..2027-01-01 | -",
        );
        check(
            "keep: this_and_next_period",
            None,
            &[("2026", 340)],
            "base till  | silver | gold 660 ..2027-01-01 | -",
        );
        check(
            "upgrade: at_period_end\n    keep: this_period",
            Some(("silver", "2027-01-01")),
            &[("2026", 40)],
            "silver till 2027-01-01 | - | gold 960 ..2027-01-01 | silver 60 ..2027-01-01",
        );
    }

    #[test]
    fn an_end_that_was_missed_has_been() {
        check(
            "keep: this_and_next_period",
            Some(("gold", "2026-01-01")),
            &[("2025", 340), ("2026", 40)],
            "silver till 2027-01-01 | - | gold 960 ..2027-01-01 | silver 60 ..2027-01-01",
        );
    }

    fn policies() -> impl Strategy<Value = String> {
        let upgrade = prop::sample::select(vec!["at_once", "at_period_end"]);
        let keep = prop::sample::select(vec!["this_and_next_period", "this_period", "forever"]);
        let downgrade = prop::sample::select(vec!["to_earned", "one_step"]);
        (upgrade, keep, downgrade).prop_map(|(upgrade, keep, downgrade)| {
            format!("upgrade: {upgrade}\n    keep: {keep}\n    downgrade: {downgrade}")
        })
    }

    fn with(situation: &Situation, goal: &Goal, more: i64) -> Situation {
        let last = Zone::utc().date(goal.counts_to.unwrap()).plus_days(-1);
        let key = CounterKey {
            counted: Counted::Tier("status".into()),
            period: Some(last.first_of_year()),
        };
        let mut spent = situation.clone();
        spent.counters.add(&key, more);
        spent
    }

    proptest! {
        /// So much is enough, and a kopeck less is not.
        #[test]
        fn what_is_missing_is_what_is_missing(
            policies in policies(),
            held in prop::option::of((
                prop::sample::select(vec!["base", "silver", "gold"]),
                prop::sample::select(vec!["2026-01-01", "2027-01-01", "2028-01-01"]),
            )),
            before in 0_i64..1_500,
            now in 0_i64..1_500,
        ) {
            let program = program(&policies);
            let scheme = &program.schemes[0];
            let when = When::now(instant("2026-03-10"));
            let mut situation = situation(held, &[("2025", before), ("2026", now)]);
            if let Some(moved) = end_of_period(&program, &situation, scheme, when) {
                situation.tiers.insert(scheme.id.clone(), moved.state);
            }
            let shown = progress(&program, &situation, scheme, when);
            let level_at = |situation: &Situation, at: Instant| {
                let ended = end_of_period(&program, situation, scheme, When::now(at));
                let ended = ended.map(|moved| moved.state);
                scheme.rank_in(ended.as_ref().or(situation.tiers.get(&scheme.id)))
            };
            let rank = |goal: &Goal| scheme.levels.iter().position(|level| level.id == goal.level);
            if let Some(next) = &shown.next {
                let reached = |more| {
                    let spent = with(&situation, next, more);
                    match scheme.upgrade {
                        Upgrade::AtOnce => {
                            let risen = after_metric(&program, &spent, scheme, when, &spent.counters);
                            risen.and_then(|moved| scheme.rank_in(Some(&moved.state))) >= rank(next)
                        }
                        Upgrade::AtPeriodEnd => {
                            level_at(&spent, next.counts_to.unwrap()) >= rank(next)
                        }
                    }
                };
                prop_assert!(next.missing > 0);
                prop_assert!(reached(next.missing), "{shown:?}");
                prop_assert!(!reached(next.missing - 1), "{shown:?}");
            }
            if let Some(keep) = &shown.keep {
                let kept = |more| {
                    let spent = with(&situation, keep, more);
                    level_at(&spent, shown.until.unwrap()) >= rank(keep)
                };
                prop_assert!(kept(keep.missing), "{shown:?}");
                prop_assert!(keep.missing == 0 || !kept(keep.missing - 1), "{shown:?}");
            }
        }
    }
}
