//! The double-entry ledger's words.
//!
//! Every owner's entry names the lot it moves, or none when it moves the debt; so lots, debts and balances can
//! all be recomputed from entries alone: `lot.remaining = Σ entries of the lot`, `debt = −Σ entries without lot`,
//! `available = Σ remaining of active lots − debt`.

use serde::{Deserialize, Serialize};

use crate::coalition::Issue;
use crate::id::{PurchaseId, QuoteId};
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::time::Instant;

/// Number of a lot, from 1, given per owner in order of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LotNumber(pub u32);

/// Number of a debt, from 1, given per owner in order of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DebtNumber(pub u32);

/// Points given together: one rule, one activation, one expiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its number with the owner.
    pub number: LotNumber,
    /// Unit.
    pub unit: UnitId,
    /// Points given at birth.
    pub amount: Points,
    /// Points not yet spent, expired or reversed.
    pub remaining: Points,
    /// Points that expired out of it and were not reclassified as reversed.
    pub expired: Points,
    /// Pending until here, then active.
    pub activates_at: Instant,
    /// Whether the activation has been posted.
    pub state: LotState,
    /// When the rest burns; `None`: never.
    pub expires_at: Option<Instant>,
    /// The rule that gave it; `opening`, `adjustment` for those given by hand.
    pub rule: RuleId,
    /// The purchase that earned it.
    pub purchase: Option<PurchaseId>,
    /// The partner that paid for it; `None`: the program itself gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Issue>,
}

impl Lot {
    /// Whether its points have not burned yet at this instant.
    pub fn is_alive(&self, at: Instant) -> bool {
        self.expires_at.is_none_or(|end| at < end)
    }
}

/// Where a lot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotState {
    /// Given, not yet spendable.
    Pending,
    /// Spendable.
    Active,
    /// Its expiry has been posted.
    Expired,
}

/// Points the owner owes: a reversal that found nothing to take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    /// Its number with the owner.
    pub number: DebtNumber,
    /// Unit.
    pub unit: UnitId,
    /// Points owed at birth.
    pub amount: Points,
    /// Points still owed.
    pub remaining: Points,
    /// The lot it fell short of; a credit to that lot pays this debt first.
    pub lot: Option<LotNumber>,
    /// When it arose.
    pub at: Instant,
}

/// Points reserved for the life of a quote. A row, not a posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The quote that holds.
    pub quote: QuoteId,
    /// The till's basket id; a later quote with the same one replaces this hold.
    pub basket: String,
    /// Server time at which it lapses.
    pub expires_at: Instant,
    /// What is reserved, lot by lot.
    pub lots: Vec<HeldLot>,
}

/// A part of a lot under a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLot {
    /// Which lot.
    pub lot: LotNumber,
    /// How many points.
    pub points: Points,
}

/// A side of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// The owner's spendable points (less debt).
    Available,
    /// The owner's points not yet active.
    Pending,
    /// Program: given to owners.
    Issued,
    /// Program: spent.
    Redeemed,
    /// Program: burned by time.
    Expired,
    /// Program: taken back on return or void.
    Reversed,
    /// Program: corrected by hand.
    Adjusted,
    /// Program: brought along from another system.
    Opening,
    /// Program: given to charity.
    Donated,
    /// Program: on their way from one member to another, sent or in a merge.
    Transferred,
    /// Program: left behind by an erased member.
    Forfeited,
}

impl Account {
    /// Whether it belongs to an owner (else to the program).
    pub fn is_owners(self) -> bool {
        matches!(self, Self::Available | Self::Pending)
    }
}

/// One side of a posting. Owner's entries name the lot they move, or `None` when they move the debt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Whose.
    pub account: Account,
    /// Lot moved; `None` for the debt and for the program's accounts.
    pub lot: Option<LotNumber>,
    /// Signed: what the account gains.
    pub points: Points,
}

/// A movement of one unit that sums to zero. Immutable; a correction is another posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Why.
    pub kind: PostingKind,
    /// Unit moved.
    pub unit: UnitId,
    /// When it takes effect.
    pub at: Instant,
    /// The rule behind it.
    pub rule: Option<RuleId>,
    /// Number of the effect in its decision that caused it.
    pub effect: Option<u32>,
    /// Sides; sum is zero.
    pub entries: Vec<Entry>,
}

impl Posting {
    /// Whether its entries sum to zero, as they must.
    pub fn is_balanced(&self) -> bool {
        let sum: Points = self.entries.iter().map(|entry| entry.points).sum();
        sum.is_zero()
    }
}

/// Why points moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingKind {
    /// Given by a rule.
    Earn,
    /// A pending lot became active.
    Activate,
    /// Spent on a purchase or a reward.
    Redeem,
    /// Burned by time.
    Expire,
    /// Spent points came back to their lot.
    Restore,
    /// Earned points were taken back.
    Reverse,
    /// What had expired is reclassified as reversed.
    Reclassify,
    /// A credit paid a debt; moves nothing out of the owner's hands.
    SettleDebt,
    /// A shortfall was forgiven by the program, or kept back from a refund in money.
    Forgive,
    /// Corrected by hand.
    Adjust,
    /// Brought along from another system.
    Opening,
    /// Given to charity.
    Donate,
    /// Sent to another member, or received from one.
    Transfer,
    /// Left behind by an erased member.
    Forfeit,
    /// Moved between two members who turned out to be one, or not to be.
    Merge,
}

/// The owner's points: what the store loads and decisions move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wallet {
    /// Lots with something left, pending ones, and those the event refers to, by number.
    pub lots: Vec<Lot>,
    /// Debts not yet paid, by number.
    pub debts: Vec<Debt>,
    /// Holds, live and lapsed but not yet released.
    pub holds: Vec<Hold>,
    /// Number the next lot takes, from 1.
    pub next_lot: u32,
    /// Number the next debt takes, from 1.
    pub next_debt: u32,
    /// Of a member who was erased: whatever still comes is given up at once.
    pub forfeits: bool,
}
