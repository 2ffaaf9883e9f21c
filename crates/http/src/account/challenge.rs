//! Where a member stands in challenges, and the badges they were given.

use regulars_app::account::AccountsView;
use regulars_engine::challenge::Progress;
use regulars_engine::name::RuleId;
use regulars_engine::number::{Money, Quantity};
use regulars_engine::program::{Challenge as Rule, ChallengeCount, ChallengeWindow, Program};
use regulars_engine::words::Words;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Moment, Scales};

/// Where a member stands in a challenge.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChallengeProgress)]
pub struct Challenge {
    /// The challenge.
    #[schema(value_type = String, example = "three-cakes")]
    challenge: RuleId,
    /// Its name.
    #[schema(example = "Three cakes")]
    name: String,
    /// What was done in its time: purchases, events, units, money, different values, or periods in a row.
    done: Decimal,
    /// The goal ahead, counted from nothing; `null`: the highest was reached.
    goal: Option<Decimal>,
    /// Goals that were reached in its time.
    reached: Vec<GoalReached>,
    /// When its time is over; `null`: never.
    until: Option<Moment>,
    /// The same, told.
    #[schema(example = "Three cakes: 2 of 3; through 31 March 2026.")]
    text: String,
}

/// A goal that was reached.
#[derive(Debug, Serialize, ToSchema)]
struct GoalReached {
    /// The goal; a single one is called as its challenge.
    #[schema(value_type = String, example = "three-cakes")]
    goal: RuleId,
    /// How often.
    times: i64,
}

/// A badge that was given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BadgeGiven)]
pub struct Badge {
    /// The badge.
    #[schema(value_type = String, example = "baker")]
    badge: RuleId,
    /// Its name.
    #[schema(example = "Baker")]
    name: String,
    /// How often it was given.
    times: i64,
}

/// The challenges of a member.
pub fn challenges(view: &AccountsView, words: Words<'_>) -> Vec<Challenge> {
    let standing = view.challenges.iter();
    standing.filter_map(|one| challenge(one, words)).collect()
}

/// The badges of a member.
pub fn badges(view: &AccountsView, words: Words<'_>) -> Vec<Badge> {
    let badges = view.badges.iter();
    let badges = badges.map(|(badge, times)| Badge {
        badge: badge.clone(),
        name: words.badge(badge).unwrap_or_default(),
        times: *times,
    });
    badges.collect()
}

fn challenge(one: &Progress, words: Words<'_>) -> Option<Challenge> {
    let rule = words.program.challenge_of(&one.challenge)?;
    let amount = |amount| amount_of(rule, amount, words.program);
    let reached = one.reached.iter().map(|reached| GoalReached {
        goal: reached.goal.clone(),
        times: reached.times,
    });
    Some(Challenge {
        challenge: one.challenge.clone(),
        name: words.language.pick(&rule.name.en, &rule.name.ru).clone(),
        done: amount(one.done),
        goal: one.next.as_ref().map(|_| amount(one.done + one.missing)),
        reached: reached.collect(),
        until: one.until.map(Moment::utc),
        text: words.challenge(one)?,
    })
}

fn amount_of(challenge: &Rule, amount: i64, program: &Program) -> Decimal {
    match (&challenge.count, challenge.window) {
        (_, ChallengeWindow::Streak(_)) => Decimal::whole(amount),
        (ChallengeCount::Spend, _) => Scales(program).money(Money::from_minor(amount)),
        (ChallengeCount::Units, _) => Decimal::quantity(Quantity::from_raw(amount)),
        _ => Decimal::whole(amount),
    }
}
