//! A member sends points.

use super::{MovedLot, Sending, rule};
use crate::condition::{MemberColumns, holds};
use crate::counter::CounterMove;
use crate::decision::{Decision, Effect, EffectKind, Refusal, When};
use crate::name::UnitId;
use crate::number::Points;
use crate::points::{Book, HeldLot, PostingKind, Spending};
use crate::program::{Program, TransferRule};
use crate::situation::Situation;

/// Takes points and the fee for sending them: refused for a unit that cannot be sent, a sender who may not, an amount out of
/// bounds, a limit that is used up, points that are not there.
pub(crate) fn decide_send(
    program: &Program,
    situation: &Situation,
    asked: &Sending,
    when: When,
) -> Decision {
    let Some(transfer) = program.transfer(&asked.unit) else {
        return Decision::refused(Refusal::NotAllowed { rule: rule() });
    };
    if let Some(refusal) = out_of_bounds(program, situation, transfer, asked, when) {
        return Decision::refused(refusal);
    }
    let mut book = Book::open(program, &situation.wallet, when);
    let spendable = book.spendable(&asked.unit, None);
    let fee = transfer.fee_of(asked.points);
    if asked.points + fee > spendable {
        let unit = asked.unit.clone();
        return Decision::refused(Refusal::NotEnough { unit, spendable });
    }
    let mut decision = Decision::default();
    let moved = take(&mut book, &asked.unit, asked.points, PostingKind::Transfer);
    let lots = moved.iter().filter_map(|part| moved_lot(&book, part));
    let lots = lots.collect();
    if fee.is_positive() {
        take(&mut book, &asked.unit, fee, PostingKind::Redeem);
    }
    decision.effects.push(Effect {
        rule: rule(),
        line: None,
        kind: EffectKind::Send {
            unit: asked.unit.clone(),
            points: asked.points,
            fee,
            to: asked.to,
            lots,
        },
    });
    let counters = transfer.counters(when.at, &program.zone).into_iter();
    decision.counters.extend(counters.map(|key| CounterMove {
        key,
        delta: asked.points.raw(),
    }));
    book.close(&mut decision);
    decision
}

fn out_of_bounds(
    program: &Program,
    situation: &Situation,
    transfer: &TransferRule,
    asked: &Sending,
    when: When,
) -> Option<Refusal> {
    let is_member = situation.member.as_ref().is_some_and(|one| !one.blocked);
    let columns = MemberColumns::of(program, situation, when);
    if !is_member || !holds(&transfer.when, &columns.view()) {
        return Some(Refusal::NotAllowed { rule: rule() });
    }
    let unit = || asked.unit.clone();
    if asked.points < transfer.min {
        let (unit, least) = (unit(), transfer.min);
        return Some(Refusal::TooFew { unit, least });
    }
    if let Some(most) = transfer.max.filter(|most| asked.points > *most) {
        let unit = unit();
        return Some(Refusal::TooMany { unit, most });
    }
    let passed = transfer.limits.iter().any(|limit| {
        let key = transfer.counter(limit, when.at, &program.zone);
        let sent = situation.counters.get(&key);
        sent.saturating_add(asked.points.raw()) > limit.points.raw()
    });
    passed.then(|| Refusal::LimitReached { rule: rule() })
}

/// Takes points that are there; answers from which lots.
fn take(book: &mut Book<'_>, unit: &UnitId, points: Points, kind: PostingKind) -> Vec<HeldLot> {
    let spent = book.spend(Spending {
        unit: unit.clone(),
        points,
        own: None,
        allow_debt: false,
        rule: rule(),
        kind,
        effect: 0,
    });
    spent.lots
}

fn moved_lot(book: &Book<'_>, part: &HeldLot) -> Option<MovedLot> {
    let lot = book.lot(part.lot)?;
    Some(MovedLot {
        points: part.points,
        activates_at: lot.activates_at,
        expires_at: lot.expires_at,
        issue: lot.issue.clone(),
    })
}
