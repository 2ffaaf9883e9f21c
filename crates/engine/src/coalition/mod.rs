//! Money between the partners of a coalition and the program.
//!
//! A partner pays for points that its customers earn with it and is paid for points that they spend with it, each at a price
//! of its own. Each is a move between two accounts of money, which sum to zero:
//!
//! ```text
//! points given at P    due from P + , clearing −    points × what P pays, kept on the lot
//! points spent at Q    clearing +   , due to Q −    points × what Q is paid, kept with the purchase
//! goods come back      the same turned round, at the price of the purchase
//! points expire        clearing +   , breakage −    points × what the lot was paid with; to its partner by contract
//! ```
//!
//! Parts are cut by the cumulative rule: what has come back of a whole of `n` points is `worth(n) − worth(n − back)`, so that
//! all parts together come to the whole.

mod clear;
mod settlement;
#[cfg(test)]
mod tests;

pub(crate) use clear::{clear, clear_expired};
pub use settlement::Settlement;

use serde::{Deserialize, Serialize};

use crate::decision::{Decision, Effect, EffectKind};
use crate::name::{PartnerId, RuleId, UnitId};
use crate::number::{Money, Points};
use crate::points::LotNumber;
use crate::program::PointValue;

/// Who paid for the points of a lot, and how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The partner.
    pub partner: PartnerId,
    /// The price that was in force.
    pub price: PointValue,
}

/// A move of money between a partner and the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearingMove {
    /// Why.
    pub kind: ClearingKind,
    /// Whose.
    pub partner: PartnerId,
    /// The unit.
    pub unit: UnitId,
    /// For so many points; of what expired below zero if it came back.
    pub points: Points,
    /// How much; of the sign of the points.
    pub amount: Money,
    /// The price.
    pub price: PointValue,
    /// The lot whose points they are; `None` for points spent, which are of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<LotNumber>,
}

/// Why money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearingKind {
    /// Points were given at the partner.
    Issued,
    /// Points given at the partner were taken back.
    TakenBack,
    /// Points were spent at the partner.
    Burned,
    /// Points spent at the partner came back.
    GivenBack,
    /// Points that the partner had paid for expired; the program keeps the money.
    Expired,
    /// Points that the partner had paid for expired; the money goes back to it.
    Refunded,
}

/// An account of money between partners and the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClearingAccount {
    /// What the partner owes the program.
    DueFrom,
    /// What the program owes the partner, below zero.
    DueTo,
    /// What the program holds for points that are out, below zero.
    Clearing,
    /// What was left to the program by points that expired, below zero.
    Breakage,
}

impl Issue {
    /// What so many points of the lot were paid with.
    pub fn worth(&self, points: Points) -> Money {
        self.price.worth(points)
    }
}

impl ClearingMove {
    /// Its two sides, which sum to zero.
    pub fn entries(&self) -> [(ClearingAccount, Money); 2] {
        use ClearingAccount::{Breakage, Clearing, DueFrom, DueTo};
        let (gains, loses) = match self.kind {
            ClearingKind::Issued => (DueFrom, Clearing),
            ClearingKind::TakenBack | ClearingKind::Refunded => (Clearing, DueFrom),
            ClearingKind::Burned => (Clearing, DueTo),
            ClearingKind::GivenBack => (DueTo, Clearing),
            ClearingKind::Expired => (Clearing, Breakage),
        };
        [(gains, self.amount), (loses, -self.amount)]
    }
}

/// What a decision moves between partners and the program, in order.
pub fn moves(decision: &Decision) -> impl Iterator<Item = &ClearingMove> {
    of_effects(&decision.effects)
}

/// The moves among some effects.
fn of_effects(effects: &[Effect]) -> impl Iterator<Item = &ClearingMove> {
    effects.iter().filter_map(|effect| match &effect.kind {
        EffectKind::Clear(moved) => Some(moved),
        _ => None,
    })
}

/// Adds a move to a decision, unless it moves nothing.
fn add(decision: &mut Decision, moved: ClearingMove) {
    if moved.points.is_zero() {
        return;
    }
    decision.effects.push(Effect {
        rule: RuleId::new(moved.partner.as_str()),
        line: None,
        kind: EffectKind::Clear(moved),
    });
}
