//! The book: an owner's wallet open for one decision. Every move of points goes through it.

use crate::decision::{Decision, When};
use crate::id::{PurchaseId, QuoteId};
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::{HeldLot, LotNumber, Posting, PostingKind, Wallet};
use crate::program::Program;
use crate::time::Instant;

/// A wallet with what one decision has done to it so far.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The instants of the decision.
    pub when: When,
    /// Lots, debts and holds as they stand now.
    pub wallet: Wallet,
    /// Moves so far.
    pub postings: Vec<Posting>,
}

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
    /// `Earn`, `Adjust` or `Opening`.
    pub kind: PostingKind,
    /// Number of the effect it carries out.
    pub effect: u32,
}

/// What a spending took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spent {
    /// From which lots.
    pub lots: Vec<HeldLot>,
    /// Points no lot backed: now a debt.
    pub debt: Points,
}

impl<'a> Book<'a> {
    /// Opens the wallet and posts what was due by `when.posted_at`, each at its own instant.
    pub fn open(program: &'a Program, wallet: &Wallet, when: When) -> Self {
        Self { program, when, wallet: wallet.clone(), postings: Vec::new() }
    }

    /// Active points less debt.
    pub fn available(&self, unit: &UnitId) -> Points {
        let _ = unit;
        Points::ZERO
    }

    /// Available less what live holds reserve, `own` not counted; never negative.
    pub fn spendable(&self, unit: &UnitId, own: Option<QuoteId>) -> Points {
        let _ = (unit, own);
        Points::ZERO
    }

    /// The lots a spending of so many points would burn, in order, without burning them.
    pub fn choose(&self, unit: &UnitId, points: Points, own: Option<QuoteId>) -> Vec<HeldLot> {
        let _ = (unit, points, own);
        Vec::new()
    }

    /// Ends a hold.
    pub fn release(&mut self, quote: QuoteId) {
        let _ = quote;
    }

    /// Gives a lot; debts are settled from it first.
    pub fn give(&mut self, lot: NewLot) -> LotNumber {
        let _ = lot;
        LotNumber(0)
    }

    /// Writes what was done into the decision.
    pub fn close(self, decision: &mut Decision) {
        decision.postings = self.postings;
    }
}
