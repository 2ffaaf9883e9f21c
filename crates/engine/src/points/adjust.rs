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
        issue: None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::name::UnitId;
    use crate::number::Points;
    use crate::points::fixture::{day, left, lot, on, points, program, unit, wallet};
    use crate::points::{Account, LotState};

    fn adjust(situation: &mut Situation, asked: Adjustment) -> Decision {
        let event = Event::Adjustment(asked);
        let decision = crate::decide(&program(), situation, &event, on(1));
        situation.apply(&program(), &event, &decision, on(1));
        decision
    }

    fn asked(amount: i64) -> Adjustment {
        Adjustment {
            unit: unit(),
            points: points(amount),
            expires_at: None,
            opening: false,
        }
    }

    fn owner() -> Situation {
        Situation {
            wallet: wallet(&[(10, Some(5)), (20, None)]),
            ..Situation::default()
        }
    }

    #[test]
    fn given_points_are_a_lot_of_their_own() {
        let mut owner = owner();
        let given = Adjustment {
            expires_at: Some(day(9)),
            opening: true,
            ..asked(7)
        };
        let decision = adjust(&mut owner, given);
        assert_eq!(lot(&owner.wallet, 3).expires_at, Some(day(9)));
        assert_eq!(decision.postings[0].kind, PostingKind::Opening);
        assert_eq!(decision.postings[0].entries[1].account, Account::Opening);
    }

    #[test]
    fn points_given_past_their_expiry_burn_at_once() {
        let mut owner = owner();
        let given = Adjustment {
            expires_at: Some(day(0)),
            ..asked(7)
        };
        adjust(&mut owner, given);
        assert_eq!(lot(&owner.wallet, 3).state, LotState::Expired);
    }

    #[test]
    fn taken_points_leave_lots_in_burn_order() {
        let mut owner = owner();
        adjust(&mut owner, asked(-15));
        assert_eq!((left(&owner.wallet, 1), left(&owner.wallet, 2)), (0, 15));
    }

    #[test]
    fn taking_more_than_is_spendable_is_refused() {
        let mut owner = owner();
        let before = owner.wallet.clone();
        let refused = adjust(&mut owner, asked(-31)).refusal;
        let (unit, spendable) = (unit(), Points::from_raw(30));
        assert_eq!(refused, Some(Refusal::NotEnough { unit, spendable }));
        assert_eq!(owner.wallet, before);
    }

    #[test]
    fn a_unit_the_program_does_not_have_is_refused() {
        let unit = UnitId::new("stars");
        let asked = Adjustment {
            unit: unit.clone(),
            ..asked(5)
        };
        let refused = adjust(&mut owner(), asked).refusal;
        assert_eq!(refused, Some(Refusal::UnknownUnit { unit }));
    }
}
