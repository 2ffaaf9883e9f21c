//! Counts what happens towards challenges, and rewards the goals it reaches.

use crate::activity::Firing;
use crate::basket::{Basket, Priced};
use crate::challenge::done::Done;
use crate::condition::{BasketFacts, MemberColumns, holds};
use crate::counter::CounterMove;
use crate::coupon::present;
use crate::decision::{Decision, Effect, EffectKind, When};
use crate::event::{Custom, Purchase};
use crate::points::Book;
use crate::program::{Challenge, ChallengeCount, ChallengeGoal, Program};
use crate::situation::Situation;

/// A goal that can be reached again and again is rewarded so often for one event at the most; the rest follows with the
/// next one.
pub(crate) const AT_ONCE: i64 = 20;

/// Counts a purchase as it was priced, and rewards what it reaches. What it brings comes back with the whole purchase.
pub(crate) fn of_purchase<'a>(
    program: &'a Program,
    situation: &'a Situation,
    purchase: &Purchase,
    priced: &Priced,
    when: When,
    decision: Decision,
    book: Book<'a>,
) -> (Decision, Book<'a>) {
    let counts = |challenge: &&Challenge| {
        challenge.is_on(when.at) && !matches!(challenge.count, ChallengeCount::Event(_))
    };
    let challenges: Vec<&Challenge> = program.challenges.iter().filter(counts).collect();
    let is_member = situation.member.as_ref().is_some_and(|one| !one.blocked);
    if challenges.is_empty() || !is_member || !program.gives_at(when.at) {
        return (decision, book);
    }
    let facts = paid_facts(program, situation, &purchase.basket, priced, when);
    let columns = MemberColumns::of(program, situation, when);
    let view = columns.view().with_basket(&facts);
    let reads_past = |one: &&Challenge| matches!(one.count, ChallengeCount::Distinct(_));
    let ahead = challenges.iter().any(reads_past).then(|| {
        let mut ahead = situation.clone();
        ahead.add_purchase(program, purchase, priced, when);
        ahead
    });
    let now = ahead.as_ref().unwrap_or(situation);
    let mut firing = Firing::go_on(program, situation, when, decision, book);
    for challenge in challenges {
        if holds(&challenge.when, &view) {
            count(challenge, priced, &facts, &mut firing);
            reward(challenge, now, &mut firing);
        }
    }
    firing.stop()
}

/// Counts a custom event, and rewards what it reaches.
pub(crate) fn of_event(custom: &Custom, columns: &MemberColumns, firing: &mut Firing<'_>) {
    let (program, situation, when) = (firing.program, firing.situation, firing.when);
    let is_member = situation.member.as_ref().is_some_and(|one| !one.blocked);
    if !is_member || !program.gives_at(when.at) {
        return;
    }
    for challenge in &program.challenges {
        let is_it = matches!(&challenge.count, ChallengeCount::Event(kind) if *kind == custom.kind);
        let view = columns.view().with_event(custom);
        if is_it && challenge.is_on(when.at) && holds(&challenge.when, &view) {
            let key = challenge.counter(when.at, &program.zone);
            let moved = CounterMove { key, delta: 1 };
            firing.decision.counters.push(moved.clone());
            let lines = Vec::new();
            push(
                challenge,
                None,
                EffectKind::Progress { moved, lines },
                firing,
            );
            reward(challenge, situation, firing);
        }
    }
}

/// The basket as it is paid, for conditions.
fn paid_facts(
    program: &Program,
    situation: &Situation,
    basket: &Basket,
    priced: &Priced,
    when: When,
) -> BasketFacts {
    let mut facts = BasketFacts::of(program, basket, situation);
    for (line, priced) in facts.lines.iter_mut().zip(&priced.lines) {
        line.now = priced.to_pay;
    }
    let codes = present(program, situation, basket, when);
    facts.present(program, codes.iter().flat_map(|code| code.names()));
    facts
}

/// Moves the counter of a challenge by a purchase: line by line where it counts goods or money.
fn count(challenge: &Challenge, priced: &Priced, facts: &BasketFacts, firing: &mut Firing<'_>) {
    let key = challenge.counter(firing.when.at, &firing.program.zone);
    let lines = priced.lines.iter().zip(&facts.lines);
    let filter = challenge.lines.as_ref();
    let lines = lines.filter(|(_, facts)| filter.is_none_or(|filter| filter.matches(facts)));
    let lines: Vec<_> = lines.map(|(line, _)| line).collect();
    let each = |firing: &mut Firing<'_>, measure: fn(&crate::basket::PricedLine) -> i64| {
        for line in lines.iter().filter(|line| measure(line) != 0) {
            let delta = measure(line);
            let moved = CounterMove {
                key: key.clone(),
                delta,
            };
            firing.decision.counters.push(moved.clone());
            push(
                challenge,
                Some(line.number),
                EffectKind::Counter(moved),
                firing,
            );
        }
    };
    match &challenge.count {
        ChallengeCount::Units => each(firing, |line| line.quantity.raw()),
        ChallengeCount::Spend => each(firing, |line| line.to_pay.minor()),
        ChallengeCount::Purchases if !lines.is_empty() => {
            let numbers = lines.iter().map(|line| line.number);
            let lines = filter.map_or_else(Vec::new, |_| numbers.collect());
            let moved = CounterMove { key, delta: 1 };
            firing.decision.counters.push(moved.clone());
            push(
                challenge,
                None,
                EffectKind::Progress { moved, lines },
                firing,
            );
        }
        ChallengeCount::Purchases | ChallengeCount::Event(_) | ChallengeCount::Distinct(_) => {}
    }
}

/// Gives what the goals that are reached now bring. `now` is the situation with what happened in its past.
fn reward(challenge: &Challenge, now: &Situation, firing: &mut Firing<'_>) {
    for goal in &challenge.goals {
        let counters = firing.situation.counters.after(&firing.decision.counters);
        let done = Done {
            program: firing.program,
            challenge,
            situation: now,
            counters: &counters,
        };
        let day = done.day(firing.when);
        let due = done.due(goal, day).min(AT_ONCE);
        for _ in 0..due {
            firing.give(&goal.reward);
        }
        if due > 0 {
            let key = challenge.reached(goal, day);
            firing.count(&goal.reward.id, CounterMove { key, delta: due });
        }
    }
}

fn push(challenge: &Challenge, line: Option<u32>, kind: EffectKind, firing: &mut Firing<'_>) {
    firing.decision.effects.push(Effect {
        rule: challenge.id.clone(),
        line,
        kind,
    });
}

impl Program {
    /// The most coupons that goals reached by one event may bring.
    pub(crate) fn coupons_of_goals(&self) -> usize {
        let most = |challenge: &Challenge| {
            let gives = |goal: &&ChallengeGoal| goal.reward.coupon.is_some();
            let goals = challenge.goals.iter().filter(gives).count();
            let times = if challenge.repeat { AT_ONCE } else { 1 };
            goals * usize::try_from(times).unwrap_or(1)
        };
        self.challenges.iter().map(most).sum()
    }
}
