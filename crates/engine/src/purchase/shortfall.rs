//! Earned points that a return cannot find: owed, kept back from the refund, or forgiven.

use crate::decision::EffectKind;
use crate::number::{Money, Points, Rounding, mul_div};
use crate::points::{Book, Reversal, Reversed};
use crate::program::{PointValue, Program, Shortfall};

/// The shortfalls of one return.
pub(super) struct Shortfalls<'a> {
    program: &'a Program,
    /// Refund that can still be kept back.
    refund: Money,
    /// Kept back so far.
    pub withheld: Money,
}

/// How a shortfall is borne.
#[derive(Default)]
struct Borne {
    debt: Points,
    forgiven: Points,
    withheld: Points,
}

impl<'a> Shortfalls<'a> {
    /// A return that refunds so much.
    pub fn new(program: &'a Program, refund: Money) -> Self {
        Self {
            program,
            refund,
            withheld: Money::ZERO,
        }
    }

    /// Settles what a reversal is short of and answers its effect.
    pub fn settle(&mut self, book: &mut Book<'_>, asked: &Reversal, found: Reversed) -> EffectKind {
        let borne = match book.wallet.forfeits {
            // Nothing is asked of somebody who was erased: what is owed is let go.
            true => Borne {
                debt: found.short,
                ..Borne::default()
            },
            false => self.bear(asked, found.short),
        };
        if borne.debt.is_positive() {
            book.owe(asked, borne.debt);
        }
        let by_program = borne.forgiven + borne.withheld;
        if by_program.is_positive() {
            book.forgive(asked, by_program);
        }
        EffectKind::Reverse {
            unit: asked.unit.clone(),
            lot: asked.lot,
            points: asked.points,
            expired: found.expired,
            debt: borne.debt,
            forgiven: borne.forgiven,
            withheld: borne.withheld,
        }
    }

    fn bear(&mut self, asked: &Reversal, short: Points) -> Borne {
        match self.program.returns.shortfall {
            Shortfall::NegativeBalance => Borne {
                debt: short,
                ..Borne::default()
            },
            Shortfall::Forgive => Borne {
                forgiven: short,
                ..Borne::default()
            },
            Shortfall::WithholdFromRefund => {
                let withheld = self.withhold(asked, short);
                Borne {
                    withheld,
                    debt: short - withheld,
                    ..Borne::default()
                }
            }
        }
    }

    /// Keeps the value of missing points back and answers how many points that pays for. What the refund does not
    /// cover, and points of a unit without a value, stay owed.
    fn withhold(&mut self, asked: &Reversal, short: Points) -> Points {
        let unit = self.program.unit(&asked.unit);
        let Some(PointValue { points, money }) = unit.and_then(|unit| unit.value) else {
            return Points::ZERO;
        };
        let worth =
            |some: Points| mul_div(some.raw(), money.minor(), points.raw(), Rounding::HalfUp);
        let whole = Money::from_minor(worth(short));
        let kept = whole.min(self.refund);
        let paid = if kept == whole {
            short
        } else {
            let bought = mul_div(kept.minor(), points.raw(), money.minor(), Rounding::Floor);
            Points::from_raw(bought).min(short)
        };
        self.refund -= kept;
        self.withheld += kept;
        paid
    }
}
