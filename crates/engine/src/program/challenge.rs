//! Challenges and badges, compiled.

use crate::condition::{Condition, LineWhere, Variety};
use crate::counter::{Counted, CounterKey};
use crate::name::RuleId;
use crate::program::{Activity, Program, Text};
use crate::time::{Instant, LocalDate, Period, Span, Zone};

/// A sign that a member has done something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its id; one family with the ids of rules.
    pub id: RuleId,
    /// Its name.
    pub name: Text,
}

/// A row of actions that is rewarded.
#[derive(Debug, Clone)]
pub struct Challenge {
    /// Its id.
    pub id: RuleId,
    /// Its name.
    pub name: Text,
    /// What counts.
    pub count: ChallengeCount,
    /// When an action counts.
    pub when: Condition,
    /// Lines it is about; `None`: all.
    pub lines: Option<LineWhere>,
    /// In which time.
    pub window: ChallengeWindow,
    /// Nothing counts before.
    pub starts: Option<Instant>,
    /// Nothing counts from here on.
    pub ends: Option<Instant>,
    /// Goals, nearest first; never empty.
    pub goals: Vec<ChallengeGoal>,
    /// Its one goal can be reached again and again in the same time.
    pub repeat: bool,
    /// Nobody is told of it before they have reached it.
    pub hidden: bool,
}

/// What a challenge counts.
#[derive(Debug, Clone, PartialEq)]
pub enum ChallengeCount {
    /// Purchases.
    Purchases,
    /// Units of goods, in ten-thousandths.
    Units,
    /// Money paid, minor units.
    Spend,
    /// Custom events of a type.
    Event(String),
    /// Different values among what was bought, and not brought back.
    Distinct(Box<Variety>),
}

/// The time in which a challenge counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChallengeWindow {
    /// The whole life.
    Life,
    /// A local calendar period; the next one begins anew.
    Calendar(Period),
    /// The last so many local days.
    Rolling(Span),
    /// Calendar periods in an unbroken row, in each of which something counts; they are what is counted.
    Streak(Period),
}

/// A goal of a challenge.
#[derive(Debug, Clone)]
pub struct ChallengeGoal {
    /// Its name.
    pub name: Text,
    /// From how much on it is reached; > 0, in what the challenge counts.
    pub from: i64,
    /// What it brings. Its id is the goal's.
    pub reward: Activity,
}

impl Challenge {
    /// The counter into which an action at an instant goes.
    pub fn counter(&self, at: Instant, zone: &Zone) -> CounterKey {
        CounterKey {
            counted: self.counted(),
            period: self.period(zone.date(at)),
        }
    }

    /// What its counters count.
    pub fn counted(&self) -> Counted {
        Counted::Progress(self.id.clone())
    }

    /// The period that actions of a day are counted in.
    pub fn period(&self, day: LocalDate) -> Option<LocalDate> {
        match self.window {
            ChallengeWindow::Life => None,
            ChallengeWindow::Calendar(period) | ChallengeWindow::Streak(period) => {
                Some(period.start(day))
            }
            ChallengeWindow::Rolling(_) => Some(day),
        }
    }

    /// The counter of how often a goal was reached by what was done on a day.
    pub fn reached(&self, goal: &ChallengeGoal, day: LocalDate) -> CounterKey {
        CounterKey {
            counted: goal.counted(),
            period: match self.window {
                ChallengeWindow::Life | ChallengeWindow::Rolling(_) => None,
                ChallengeWindow::Calendar(_) | ChallengeWindow::Streak(_) => self.period(day),
            },
        }
    }

    /// Whether something counts at an instant.
    pub fn is_on(&self, at: Instant) -> bool {
        self.starts.is_none_or(|starts| starts <= at) && self.ends.is_none_or(|ends| at < ends)
    }

    /// The highest goal.
    pub fn highest(&self) -> i64 {
        self.goals.last().map_or(1, |goal| goal.from)
    }
}

impl Program {
    /// The challenge of that id, or one that has a goal of it.
    pub fn challenge_of(&self, id: &RuleId) -> Option<&Challenge> {
        let has_it = |challenge: &&Challenge| {
            challenge.id == *id || challenge.goals.iter().any(|goal| goal.reward.id == *id)
        };
        self.challenges.iter().find(has_it)
    }
}

impl ChallengeGoal {
    /// What its counter counts.
    pub fn counted(&self) -> Counted {
        Counted::Reached(self.reward.id.clone())
    }
}
