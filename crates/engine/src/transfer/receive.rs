//! A member receives points.

use super::{Receiving, rule};
use crate::decision::{Decision, Effect, EffectKind, Refusal, When};
use crate::points::{Book, NewLot, PostingKind};
use crate::program::Program;
use crate::situation::Situation;

/// Gives what was sent: a lot for each that it left, with its dates unless the program says others. Points received pay
/// what the receiver owes first. Refused for a receiver who is blocked.
pub(crate) fn decide_receive(
    program: &Program,
    situation: &Situation,
    received: &Receiving,
    when: When,
) -> Decision {
    let is_member = situation.member.as_ref().is_some_and(|one| !one.blocked);
    if !is_member {
        return Decision::refused(Refusal::NotAllowed { rule: rule() });
    }
    let mut book = Book::open(program, &situation.wallet, when);
    let expire = { program.transfer(&received.unit) }.and_then(|transfer| transfer.expire);
    let lots = received.lots.iter().map(|lot| {
        let expires_at = match expire {
            Some(rule) => rule.expires_at(when.at, &program.zone),
            None => lot.expires_at,
        };
        book.give(NewLot {
            unit: received.unit.clone(),
            points: lot.points,
            activates_at: Some(lot.activates_at),
            expires_at,
            rule: rule(),
            purchase: None,
            issue: lot.issue.clone(),
            kind: PostingKind::Transfer,
            effect: 0,
        })
    });
    let lots = lots.collect();
    let mut decision = Decision::default();
    decision.effects.push(Effect {
        rule: rule(),
        line: None,
        kind: EffectKind::Receive {
            unit: received.unit.clone(),
            points: received.lots.iter().map(|lot| lot.points).sum(),
            from: received.from,
            lots,
        },
    });
    book.close(&mut decision);
    decision
}
