//! A claim ends without its reward.

use crate::counter::CounterMove;
use crate::decision::{Decision, Effect, EffectKind, When};
use crate::name::RuleId;
use crate::points::{Book, Restoring};
use crate::program::Program;
use crate::reward::{ClaimEnd, ClaimMove, Ending, is_of_uses};
use crate::situation::Situation;

/// A claim given up comes undone: points, stock and the use of its limit come back. One that was left too long puts the
/// stock back, and gives the points back unless the program says that they are forfeited; its use stays used.
pub(crate) fn decide_end(
    program: &Program,
    situation: &Situation,
    end: &ClaimEnd,
    when: When,
) -> Decision {
    let cancelled = end.why == Ending::Cancelled;
    let forfeits = program
        .reward(&end.reward)
        .is_some_and(|reward| reward.forfeits);
    let mut book = Book::open(program, &situation.wallet, when);
    let mut decision = Decision::default();
    if cancelled || !forfeits {
        restore(end, &mut book, &mut decision);
    }
    for effect in &end.effects {
        if let EffectKind::Stock(taken) = &effect.kind {
            let mut back = taken.clone();
            back.moved.delta = -taken.moved.delta;
            decision.stocks.push(back.clone());
            push(&effect.rule, EffectKind::Stock(back), &mut decision);
        }
    }
    if cancelled {
        take_use_back(program, situation, end, &mut decision);
    }
    let moved = match end.why {
        Ending::Cancelled => ClaimMove::Cancelled,
        Ending::Expired => ClaimMove::Expired,
    };
    push(&end.reward, EffectKind::Claim(moved), &mut decision);
    book.close(&mut decision);
    decision
}

/// Gives the points back to the lots they left.
fn restore(end: &ClaimEnd, book: &mut Book<'_>, decision: &mut Decision) {
    for effect in &end.effects {
        let EffectKind::Take {
            unit, lots, debt, ..
        } = &effect.kind
        else {
            continue;
        };
        let restored = book.restore(Restoring {
            unit: unit.clone(),
            lots: lots.clone(),
            unbacked: *debt,
            rule: effect.rule.clone(),
            effect: decision.next_effect(),
        });
        let back = EffectKind::Restore {
            unit: unit.clone(),
            lots: restored.lots,
            lost: restored.lost,
            unbacked: *debt,
        };
        push(&effect.rule, back, decision);
    }
}

/// Takes back the use of the reward's limit.
fn take_use_back(
    program: &Program,
    situation: &Situation,
    end: &ClaimEnd,
    decision: &mut Decision,
) {
    for effect in &end.effects {
        let EffectKind::Counter(moved) = &effect.kind else {
            continue;
        };
        if is_of_uses(&moved.key.counted) {
            let back = CounterMove {
                key: moved.key.clone(),
                delta: -moved.delta,
            };
            decision.counters.push(back.clone());
            push(&effect.rule, EffectKind::Counter(back), decision);
        }
    }
    let reward = program.reward(&end.reward);
    let activity = reward.and_then(|reward| program.activity_of(reward));
    if let Some(name) = activity.map(|activity| activity.limited_as()) {
        let uses = situation.uses.get(name);
        if uses.is_some_and(|uses| uses.contains(&end.at)) {
            decision.unused.push((name.clone(), end.at));
        }
    }
}

fn push(rule: &RuleId, kind: EffectKind, decision: &mut Decision) {
    decision.effects.push(Effect {
        rule: rule.clone(),
        line: None,
        kind,
    });
}
