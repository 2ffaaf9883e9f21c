//! Points given: a lot is born, pending or active.

use crate::coalition::Issue;
use crate::id::PurchaseId;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, Lot, LotNumber, LotState, PostingKind};
use crate::time::Instant;

/// A lot to be born.
#[derive(Debug, Clone)]
pub struct NewLot {
    /// Unit.
    pub unit: UnitId,
    /// Points, > 0.
    pub points: Points,
    /// When it becomes spendable; `None`: at once.
    pub activates_at: Option<Instant>,
    /// When it burns; `None`: never.
    pub expires_at: Option<Instant>,
    /// The rule that gives it.
    pub rule: RuleId,
    /// The purchase that earns it.
    pub purchase: Option<PurchaseId>,
    /// The partner that pays for it; `None`: the program itself gives it.
    pub issue: Option<Issue>,
    /// `Earn`, `Adjust`, `Opening` or `Transfer`; `Restore` for spent points that come back without a lot to go to.
    pub kind: PostingKind,
    /// Number of the effect it carries out.
    pub effect: u32,
}

impl Book<'_> {
    /// Gives a lot, as of `when.at`; an active one pays debts first. One that should have activated or expired by
    /// `when.posted_at` does so at once.
    pub fn give(&mut self, new: NewLot) -> LotNumber {
        let number = LotNumber(self.wallet.next_lot);
        let activates_at = new.activates_at.unwrap_or(self.when.at);
        let (state, side) = if activates_at > self.when.at {
            (LotState::Pending, Account::Pending)
        } else {
            (LotState::Active, Account::Available)
        };
        let cause = Cause {
            kind: new.kind,
            unit: new.unit.clone(),
            at: self.when.at,
            rule: Some(new.rule.clone()),
            effect: Some(new.effect),
        };
        let from = of(source(new.kind), -new.points);
        self.add_lot(Lot {
            number,
            unit: new.unit,
            amount: new.points,
            remaining: new.points,
            expired: Points::ZERO,
            activates_at,
            state,
            expires_at: new.expires_at,
            rule: new.rule,
            purchase: new.purchase,
            issue: new.issue,
        });
        self.post(cause, vec![of_lot(side, number, new.points), from]);
        self.settle();
        self.pay_debts(number, self.when.at, Some(new.effect));
        number
    }
}

/// The program's account that points of this kind come from.
fn source(kind: PostingKind) -> Account {
    match kind {
        PostingKind::Adjust => Account::Adjusted,
        PostingKind::Opening => Account::Opening,
        PostingKind::Restore => Account::Redeemed,
        PostingKind::Transfer => Account::Transferred,
        _ => Account::Issued,
    }
}
