//! What partners and the program owe one another.

use std::collections::BTreeMap;

use super::{ClearingAccount, ClearingMove, moves};
use crate::decision::Decision;
use crate::name::PartnerId;
use crate::number::Money;

/// Sums of the accounts between partners and the program; all together they are zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settlement(BTreeMap<(PartnerId, ClearingAccount), Money>);

impl Settlement {
    /// Adds what a decision moves.
    pub fn apply(&mut self, decision: &Decision) {
        moves(decision).for_each(|moved| self.add(moved));
    }

    /// Adds a move.
    pub fn add(&mut self, moved: &ClearingMove) {
        for (account, amount) in moved.entries() {
            self.add_to(moved.partner.clone(), account, amount);
        }
    }

    /// Adds to an account of a partner.
    pub fn add_to(&mut self, partner: PartnerId, account: ClearingAccount, amount: Money) {
        *self.0.entry((partner, account)).or_default() += amount;
    }

    /// What a partner owes the program; below zero: is owed.
    pub fn owed_by(&self, partner: &PartnerId) -> Money {
        let due = [ClearingAccount::DueFrom, ClearingAccount::DueTo];
        self.sum(|(known, account)| known == partner && due.contains(account))
    }

    /// What the program holds for points that are out, below zero.
    pub fn clearing(&self) -> Money {
        self.sum(|(_, account)| *account == ClearingAccount::Clearing)
    }

    /// What was left to the program by points that expired, below zero.
    pub fn breakage(&self) -> Money {
        self.sum(|(_, account)| *account == ClearingAccount::Breakage)
    }

    /// All accounts together.
    pub fn total(&self) -> Money {
        self.sum(|_| true)
    }

    fn sum(&self, which: impl Fn(&(PartnerId, ClearingAccount)) -> bool) -> Money {
        let sums = self.0.iter().filter(|(key, _)| which(key));
        sums.map(|(_, amount)| *amount).sum()
    }
}
