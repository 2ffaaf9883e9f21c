//! Points between two records of one person: one pays what the other owes.

use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::book::{Book, Cause, of};
use crate::points::{Account, DebtNumber, HeldLot, PostingKind, Spending};

/// The rule named by what a merge does.
pub(crate) const MERGE: &str = "merge";

impl Book<'_> {
    /// Takes points that no hold reserves, to pay what the other owes; answers from which lots.
    pub(crate) fn pay_for(&mut self, unit: &UnitId, points: Points) -> Vec<HeldLot> {
        let spent = self.spend(Spending {
            unit: unit.clone(),
            points,
            own: None,
            allow_debt: false,
            rule: RuleId::new(MERGE),
            kind: PostingKind::Merge,
            effect: 0,
        });
        spent.lots
    }

    /// Lessens a debt by what the other has paid.
    pub(crate) fn be_paid(&mut self, debt: DebtNumber, unit: &UnitId, points: Points) {
        self.lessen_debt(debt, points);
        let sides = [
            of(Account::Available, points),
            of(Account::Transferred, -points),
        ];
        let cause = Cause {
            kind: PostingKind::Merge,
            unit: unit.clone(),
            at: self.when.at,
            rule: Some(RuleId::new(MERGE)),
            effect: None,
        };
        self.post(cause, sides.to_vec());
    }
}
