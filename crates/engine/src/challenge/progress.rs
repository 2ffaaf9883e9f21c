//! Where a member stands in the challenges of a program.

use crate::challenge::done::Done;
use crate::counter::CounterKey;
use crate::decision::When;
use crate::name::RuleId;
use crate::number::{Money, Quantity};
use crate::program::{Badge, Challenge, ChallengeCount, ChallengeGoal, ChallengeWindow, Program};
use crate::situation::Situation;
use crate::time::Instant;

/// Where a member stands in a challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The challenge.
    pub challenge: RuleId,
    /// How much was done in its time, in what it counts.
    pub done: i64,
    /// The goal ahead; `None`: the highest was reached.
    pub next: Option<RuleId>,
    /// How much is missing to it.
    pub missing: i64,
    /// Goals that were reached in its time.
    pub reached: Vec<GoalReached>,
    /// When its time is over; `None`: never.
    pub until: Option<Instant>,
}

/// A goal that was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalReached {
    /// The goal.
    pub goal: RuleId,
    /// How often.
    pub times: i64,
}

impl Challenge {
    /// So much of what it counts, as a plain number: `2`, `49.90`.
    pub fn plain(&self, amount: i64, program: &Program) -> String {
        match (&self.count, self.window) {
            (_, ChallengeWindow::Streak(_)) => amount.to_string(),
            (ChallengeCount::Spend, _) => program.currency.format_money(Money::from_minor(amount)),
            (ChallengeCount::Units, _) => Quantity::from_raw(amount).to_string(),
            _ => amount.to_string(),
        }
    }
}

/// Where a member stands in every challenge that is on and may be told of, in the program's order.
pub fn progress(program: &Program, situation: &Situation, when: When) -> Vec<Progress> {
    let on = program.challenges.iter();
    let on = on.filter(|challenge| challenge.is_on(when.at) && program.gives_at(when.at));
    let standing = on.map(|challenge| {
        let done = Done {
            program,
            challenge,
            situation,
            counters: &situation.counters,
        };
        (challenge, one(&done, when))
    });
    let told = standing.filter(|(challenge, one)| !challenge.hidden || !one.reached.is_empty());
    told.map(|(_, one)| one).collect()
}

fn one(done: &Done<'_>, when: When) -> Progress {
    let challenge = done.challenge;
    let day = done.standing(done.day(when));
    let amount = done.amount(day).max(0);
    let times = |goal: &ChallengeGoal| done.reached(goal, day);
    let reached = challenge.goals.iter().filter(|goal| times(goal) > 0);
    let reached = reached.map(|goal| GoalReached {
        goal: goal.reward.id.clone(),
        times: times(goal),
    });
    let mut ahead = challenge.goals.iter();
    let next = ahead.find(|goal| challenge.repeat || times(goal) == 0);
    let missing = next.map_or(0, |goal| {
        let again = if challenge.repeat { times(goal) } else { 0 };
        (goal.from * (again + 1) - amount).max(0)
    });
    Progress {
        challenge: challenge.id.clone(),
        done: amount,
        next: next.map(|goal| goal.reward.id.clone()),
        missing,
        reached: reached.collect(),
        until: done.until(day),
    }
}

/// The badges a member was given, in the program's order, and how often.
pub fn badges(program: &Program, situation: &Situation) -> Vec<(RuleId, i64)> {
    let times = |badge: &Badge| situation.counters.get(&CounterKey::badge(&badge.id));
    let badges = program.badges.iter();
    let badges = badges.map(|badge| (badge.id.clone(), times(badge)));
    badges.filter(|(_, times)| *times > 0).collect()
}
