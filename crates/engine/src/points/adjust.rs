//! A correction by hand.

use crate::decision::{Decision, Effect, EffectKind, Refusal, When};
use crate::event::Adjustment;
use crate::name::RuleId;
use crate::points::{Book, NewLot, PostingKind, Spending};
use crate::program::{Program, Unit};
use crate::situation::Situation;

/// Gives or takes points by hand; taking more than is spendable is refused.
///
/// Points given burn when the adjustment says, else by the unit's rule; they are active at once.
pub fn decide_adjustment(
    program: &Program,
    situation: &Situation,
    asked: &Adjustment,
    when: When,
) -> Decision {
    let Some(unit) = program.unit(&asked.unit) else {
        let unit = asked.unit.clone();
        return Decision::refused(Refusal::UnknownUnit { unit });
    };
    let mut book = Book::open(program, &situation.wallet, when);
    let spendable = book.spendable(&unit.id, None);
    if (asked.points + spendable).is_negative() {
        let unit = unit.id.clone();
        return Decision::refused(Refusal::NotEnough { unit, spendable });
    }
    let mut decision = Decision::default();
    if asked.points.is_positive() {
        decision.effects.push(give(&mut book, unit, asked));
    } else if asked.points.is_negative() {
        decision.effects.push(take(&mut book, asked));
    }
    book.close(&mut decision);
    decision
}

fn give(book: &mut Book<'_>, unit: &Unit, asked: &Adjustment) -> Effect {
    let by_unit = || {
        unit.expire
            .and_then(|rule| rule.expires_at(book.when.at, &book.program.zone))
    };
    let expires_at = asked.expires_at.or_else(by_unit);
    let lot = book.give(NewLot {
        unit: unit.id.clone(),
        points: asked.points,
        activates_at: None,
        expires_at,
        rule: rule(asked),
        purchase: None,
        kind: kind(asked),
        effect: 0,
    });
    Effect {
        rule: rule(asked),
        line: None,
        kind: EffectKind::Grant {
            unit: unit.id.clone(),
            points: asked.points,
            lot,
        },
    }
}

fn take(book: &mut Book<'_>, asked: &Adjustment) -> Effect {
    let spent = book.spend(Spending {
        unit: asked.unit.clone(),
        points: -asked.points,
        own: None,
        allow_debt: false,
        rule: rule(asked),
        kind: kind(asked),
        effect: 0,
    });
    Effect {
        rule: rule(asked),
        line: None,
        kind: EffectKind::Take {
            unit: asked.unit.clone(),
            wanted: -asked.points,
            granted: spent.total(),
            lots: spent.lots,
            debt: spent.debt,
        },
    }
}

fn kind(asked: &Adjustment) -> PostingKind {
    if asked.opening {
        PostingKind::Opening
    } else {
        PostingKind::Adjust
    }
}

/// The rule named by lots and effects that no rule of the program made.
fn rule(asked: &Adjustment) -> RuleId {
    RuleId::new(if asked.opening {
        "opening"
    } else {
        "adjustment"
    })
}
