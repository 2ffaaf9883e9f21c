//! What became of a unit in an hour.

use std::ops::AddAssign;

use regulars_engine::number::Points;
use regulars_engine::points::{Account, LotNumber, PostingKind};

/// What became of a unit in an hour: what postings of the hour moved, and what became by now of the lots born in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitMoved {
    /// Given by rules, less what was taken back.
    pub issued: Points,
    /// Spent, less what was given back.
    pub redeemed: Points,
    /// Burned unspent.
    pub expired: Points,
    /// What lots gained, active or not yet.
    pub gained: Points,
    /// Of the lots born in the hour: put into them, less what was taken back of them by now.
    pub given: Points,
    /// Spent of them by now.
    pub spent: Points,
    /// Burned of them by now.
    pub burned: Points,
}

impl UnitMoved {
    /// Adds what a side of a posting moves in its hour. An account that gives stands below zero.
    pub fn flow(&mut self, account: Account, lot: Option<LotNumber>, points: Points) {
        match account {
            Account::Issued | Account::Reversed => self.issued -= points,
            Account::Redeemed => self.redeemed += points,
            Account::Expired => self.expired += points,
            Account::Available | Account::Pending if lot.is_some() => self.gained += points,
            _ => {}
        }
    }

    /// Adds what a side of a posting of this kind does to the lot it moves.
    pub fn fate(&mut self, kind: PostingKind, points: Points) {
        match kind {
            PostingKind::Earn
            | PostingKind::Opening
            | PostingKind::Adjust
            | PostingKind::Reverse => self.given += points,
            PostingKind::Redeem | PostingKind::Restore => self.spent -= points,
            PostingKind::Expire => self.burned -= points,
            _ => {}
        }
    }
}

impl AddAssign for UnitMoved {
    fn add_assign(&mut self, other: Self) {
        self.issued += other.issued;
        self.redeemed += other.redeemed;
        self.expired += other.expired;
        self.gained += other.gained;
        self.given += other.given;
        self.spent += other.spent;
        self.burned += other.burned;
    }
}
