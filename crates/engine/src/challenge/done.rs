//! What has been done of a challenge, read from its counters.

use crate::condition::MemberColumns;
use crate::counter::{Counted, CounterKey, CounterRange, Counters};
use crate::decision::When;
use crate::program::{Challenge, ChallengeCount, ChallengeGoal, ChallengeWindow, Program};
use crate::situation::Situation;
use crate::time::{Instant, LocalDate, Period, Span, Window};

/// A streak is read so many times as far back as its highest goal: a gap that is filled later may join two of them.
const STREAKS: i64 = 2;

/// A challenge and the counters it is read from, which may be ahead of what is stored.
pub(super) struct Done<'a> {
    pub program: &'a Program,
    pub challenge: &'a Challenge,
    pub situation: &'a Situation,
    pub counters: &'a Counters,
}

/// An unbroken row of periods, by their first days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    first: LocalDate,
    last: LocalDate,
    length: i64,
    /// It may have begun earlier than it is read.
    is_cut: bool,
}

impl Done<'_> {
    /// The day that a window is looked at for what happened then: a window that moves on with each day ends on the
    /// day of posting.
    pub fn day(&self, when: When) -> LocalDate {
        let at = match self.challenge.window {
            ChallengeWindow::Rolling(_) => when.at.max(when.posted_at),
            _ => when.at,
        };
        self.program.zone.date(at)
    }

    /// How much was done in the window of a day, in what the challenge counts.
    pub fn amount(&self, day: LocalDate) -> i64 {
        if let ChallengeCount::Distinct(variety) = &self.challenge.count {
            let columns = self.columns(day);
            return variety.count(self.window(day), &columns.view());
        }
        match self.challenge.window {
            ChallengeWindow::Life | ChallengeWindow::Calendar(_) => {
                let key = CounterKey {
                    counted: self.challenge.counted(),
                    period: self.challenge.period(day),
                };
                self.counters.get(&key)
            }
            ChallengeWindow::Rolling(span) => self.in_days(span, day),
            ChallengeWindow::Streak(period) => self.run(period, day).map_or(0, |run| run.length),
        }
    }

    /// How often a goal was reached in the window of a day.
    pub fn reached(&self, goal: &ChallengeGoal, day: LocalDate) -> i64 {
        let ChallengeWindow::Streak(period) = self.challenge.window else {
            return self.counters.get(&self.challenge.reached(goal, day));
        };
        match self.run(period, day) {
            // Its beginning cannot be seen: it is longer than every goal, which it reached on its way.
            Some(run) if run.is_cut => 1,
            Some(run) => self.between(goal.counted(), run.first, run.last),
            None => 0,
        }
    }

    /// How often a goal is to be rewarded for what was done in the window of a day.
    pub fn due(&self, goal: &ChallengeGoal, day: LocalDate) -> i64 {
        let amount = self.amount(day);
        let earned = if self.challenge.repeat {
            amount / goal.from.max(1)
        } else {
            i64::from(amount >= goal.from)
        };
        (earned - self.reached(goal, day)).max(0)
    }

    /// The day whose window a member stands in on a day: a streak still stands in the period before, as long as this
    /// one can be filled.
    pub fn standing(&self, day: LocalDate) -> LocalDate {
        let ChallengeWindow::Streak(period) = self.challenge.window else {
            return day;
        };
        let before = period.start(day).plus_days(-1);
        let goes_on = self.run(period, day).is_none() && self.run(period, before).is_some();
        if goes_on { before } else { day }
    }

    /// When the window of a member standing in that of a day is over; `None`: never.
    pub fn until(&self, standing: LocalDate) -> Option<Instant> {
        let over = match self.challenge.window {
            ChallengeWindow::Life | ChallengeWindow::Rolling(_) => None,
            ChallengeWindow::Calendar(period) => Some(period.end(standing)),
            ChallengeWindow::Streak(period) => {
                let next = period.end(standing);
                let is_filled = self.run(period, standing).is_some();
                Some(if is_filled { period.end(next) } else { next })
            }
        };
        let over = over.map(|day| self.program.zone.start_of_day(day));
        over.into_iter().chain(self.challenge.ends).min()
    }

    fn in_days(&self, span: Span, day: LocalDate) -> i64 {
        self.between(self.challenge.counted(), first_day(span, day), day)
    }

    fn between(&self, counted: Counted, from: LocalDate, to: LocalDate) -> i64 {
        let range = CounterRange { counted, from, to };
        self.counters.in_range(&range).map(|(_, value)| value).sum()
    }

    /// The unbroken row that the period of a day lies in.
    fn run(&self, period: Period, day: LocalDate) -> Option<Run> {
        let here = period.start(day);
        let far = far(self.challenge, period, here);
        let is_filled = |start: LocalDate| {
            let key = CounterKey {
                counted: self.challenge.counted(),
                period: Some(start),
            };
            self.counters.get(&key) > 0
        };
        if !is_filled(here) {
            return None;
        }
        let (mut first, mut last, mut length) = (here, here, 1);
        while first > far {
            let before = period.start(first.plus_days(-1));
            if !is_filled(before) {
                break;
            }
            first = before;
            length += 1;
        }
        while is_filled(period.end(last)) {
            last = period.end(last);
            length += 1;
        }
        Some(Run {
            first,
            last,
            length,
            is_cut: first <= far,
        })
    }

    /// The window of different values as it lies around a day, its end included.
    fn window(&self, day: LocalDate) -> Window {
        let zone = &self.program.zone;
        let whole = match self.challenge.window {
            ChallengeWindow::Calendar(period) | ChallengeWindow::Streak(period) => {
                period.window(day, zone)
            }
            ChallengeWindow::Rolling(span) => Window {
                from: zone.start_of_day(first_day(span, day)),
                to: zone.end_of_day(day),
            },
            ChallengeWindow::Life => Window::ALWAYS,
        };
        let (starts, ends) = (self.challenge.starts, self.challenge.ends);
        Window {
            from: starts.map_or(whole.from, |starts| starts.max(whole.from)),
            to: ends.map_or(whole.to, |ends| ends.min(whole.to)),
        }
    }

    /// The past up to the end of a day.
    fn columns(&self, day: LocalDate) -> MemberColumns {
        let end = self.program.zone.end_of_day(day);
        MemberColumns::of(self.program, self.situation, When::now(end))
    }
}

/// The first of the last so many days.
fn first_day(span: Span, day: LocalDate) -> LocalDate {
    day.plus_days(1 - span.as_days().unwrap_or(1))
}

/// The first period of a streak that is read.
fn far(challenge: &Challenge, period: Period, here: LocalDate) -> LocalDate {
    (0..challenge.highest() * STREAKS).fold(here, |start, _| period.start(start.plus_days(-1)))
}

/// Single counters that the challenges read and move at an instant.
pub(crate) fn keys(program: &Program, at: Instant) -> impl Iterator<Item = CounterKey> {
    let zone = &program.zone;
    let today = zone.date(at);
    let of_challenges = program.challenges.iter().flat_map(move |challenge| {
        let reached = challenge
            .goals
            .iter()
            .map(move |goal| challenge.reached(goal, today));
        [challenge.counter(at, zone)].into_iter().chain(reached)
    });
    let badges = program.badges.iter();
    of_challenges.chain(badges.map(|badge| CounterKey::badge(&badge.id)))
}

/// Stretches of counters that the challenges read at an instant.
pub(crate) fn ranges(program: &Program, at: Instant) -> Vec<CounterRange> {
    let today = program.zone.date(at);
    let of = |challenge: &Challenge| match challenge.window {
        ChallengeWindow::Life | ChallengeWindow::Calendar(_) => Vec::new(),
        ChallengeWindow::Rolling(span) => vec![CounterRange {
            counted: challenge.counted(),
            from: first_day(span, today),
            to: today,
        }],
        ChallengeWindow::Streak(period) => streak_ranges(challenge, period, today),
    };
    program.challenges.iter().flat_map(of).collect()
}

/// What happened late may stand in the middle of a streak: it is read to both sides.
fn streak_ranges(challenge: &Challenge, period: Period, today: LocalDate) -> Vec<CounterRange> {
    let here = period.start(today);
    let ahead = (0..challenge.highest()).fold(here, |start, _| period.end(start));
    let reached = challenge.goals.iter().map(ChallengeGoal::counted);
    let counted = [challenge.counted()].into_iter().chain(reached);
    let range = |counted| CounterRange {
        counted,
        from: far(challenge, period, here),
        to: ahead,
    };
    counted.map(range).collect()
}
