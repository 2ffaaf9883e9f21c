//! Spent points come back to the lots they left.

use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, DebtNumber, HeldLot, LotNumber, LotState, NewLot, PostingKind};
use crate::time::ExpiryRule;

/// Spent points to be given back.
#[derive(Debug, Clone)]
pub struct Restoring {
    /// Unit.
    pub unit: UnitId,
    /// To which lots.
    pub lots: Vec<HeldLot>,
    /// Points no lot had backed: they lessen what is owed.
    pub unbacked: Points,
    /// The rule behind it.
    pub rule: RuleId,
    /// Number of the effect it carries out.
    pub effect: u32,
}

/// What became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// Back in their lots; those of a dead lot with a new expiry.
    pub lots: Vec<HeldLot>,
    /// Not given back: their lot has died and the program gives no grace.
    pub lost: Vec<HeldLot>,
}

impl Book<'_> {
    /// Gives spent points back. A lot that has died by `when.posted_at` lives on for the program's grace, counted
    /// from `when.at`, to the end of that day; without grace its points are lost: the program posts them from
    /// `redeemed` to `expired` and the owner gets nothing.
    pub fn restore(&mut self, restoring: Restoring) -> Restored {
        let unpaid = self.pay_unbacked(&restoring);
        let mut restored = Restored::default();
        for part in &restoring.lots {
            if self.revive(part.lot) {
                self.credit(&restoring, *part);
                restored.lots.push(*part);
            } else {
                self.lose(&restoring, *part);
                restored.lost.push(*part);
            }
        }
        if unpaid.is_positive() {
            self.give_anew(&restoring, unpaid);
        }
        restored
    }

    /// Whether the lot can take points; a dead one is given its grace first.
    fn revive(&mut self, number: LotNumber) -> bool {
        let when = self.when;
        let Some(lot) = self.lot(number) else {
            return false;
        };
        if !lot.is_alive(when.posted_at) {
            let Some(grace) = self.program.returns.restore_grace else {
                return false;
            };
            let until = ExpiryRule::after(grace).expires_at(when.at, &self.program.zone);
            if let Some(lot) = self.change_lot(number) {
                lot.expires_at = until.max(lot.expires_at);
            }
        }
        true
    }

    fn credit(&mut self, restoring: &Restoring, part: HeldLot) {
        if let Some(lot) = self.change_lot(part.lot) {
            lot.remaining += part.points;
            lot.state = LotState::Active;
        }
        let back = of_lot(Account::Available, part.lot, part.points);
        self.post(
            self.because(PostingKind::Restore, restoring),
            vec![back, of(Account::Redeemed, -part.points)],
        );
        self.settle();
        self.pay_debts(part.lot, self.when.at, Some(restoring.effect));
    }

    fn lose(&mut self, restoring: &Restoring, part: HeldLot) {
        if let Some(lot) = self.change_lot(part.lot) {
            lot.expired += part.points;
        }
        self.post(
            self.because(PostingKind::Reclassify, restoring),
            vec![
                of(Account::Redeemed, -part.points),
                of(Account::Expired, part.points),
            ],
        );
    }

    /// Lessens debts by what no lot had backed, and says what is left when none is owed any more.
    fn pay_unbacked(&mut self, restoring: &Restoring) -> Points {
        let mut left = restoring.unbacked;
        while left.is_positive() {
            let Some((debt, owed)) = self.oldest_debt(&restoring.unit) else {
                break;
            };
            let points = owed.min(left);
            left -= points;
            self.lessen_debt(debt, points);
            self.post(
                self.because(PostingKind::Restore, restoring),
                vec![
                    of(Account::Available, points),
                    of(Account::Redeemed, -points),
                ],
            );
        }
        left
    }

    /// Points whose debt has been paid meanwhile come back as a lot of their own, with the unit's expiry.
    fn give_anew(&mut self, restoring: &Restoring, points: Points) {
        let unit = self.program.unit(&restoring.unit);
        let rule = unit.and_then(|unit| unit.expire);
        let expires_at = rule.and_then(|rule| rule.expires_at(self.when.at, &self.program.zone));
        self.give(NewLot {
            unit: restoring.unit.clone(),
            points,
            activates_at: None,
            expires_at,
            rule: restoring.rule.clone(),
            purchase: None,
            issue: None,
            kind: PostingKind::Restore,
            effect: restoring.effect,
        });
    }

    /// The oldest debt of a unit that is still owed, those without a lot first.
    fn oldest_debt(&self, unit: &UnitId) -> Option<(DebtNumber, Points)> {
        let debts = self.wallet.debts.iter();
        let owed = debts.filter(|debt| debt.unit == *unit && debt.remaining.is_positive());
        let oldest = owed.min_by_key(|debt| (debt.lot.is_some(), debt.number))?;
        Some((oldest.number, oldest.remaining))
    }

    fn because(&self, kind: PostingKind, restoring: &Restoring) -> Cause {
        Cause {
            kind,
            unit: restoring.unit.clone(),
            at: self.when.at,
            rule: Some(restoring.rule.clone()),
            effect: Some(restoring.effect),
        }
    }
}
