//! What is brought in of one member.

use regulars_engine::name::SchemeId;
use regulars_engine::number::Money;
use regulars_engine::points::Wallet;
use regulars_engine::situation::{Member, PastEvent, PastPurchase, TierState};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::UtcOffset;

/// Everything conditions may read of a member, of all time.
#[derive(Debug, Clone)]
pub struct MemberRecord {
    /// Who, with the profile.
    pub member: Member,
    /// Live lots, debts and holds.
    pub wallet: Wallet,
    /// What analytics have written down about the member.
    pub stamps: Stamps,
    /// Levels held by scheme, oldest first.
    pub tiers: Vec<(SchemeId, Vec<TierState>)>,
    /// Purchases that are kept, wholly or in part, oldest first.
    pub sales: Vec<Sale>,
    /// Events, oldest first.
    pub events: Vec<PastEvent>,
}

/// A purchase with what conditions do not read but figures do.
#[derive(Debug, Clone, PartialEq)]
pub struct Sale {
    /// As conditions read it: amounts are net of what came back.
    pub past: PastPurchase,
    /// Money given back for what came back.
    pub returned: Money,
    /// Till.
    pub till: Option<String>,
    /// How far the clock at the place was ahead of UTC.
    pub offset: UtcOffset,
}
