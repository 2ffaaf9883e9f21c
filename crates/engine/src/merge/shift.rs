//! The numbers that lots and debts take when they change hands.

use serde::{Deserialize, Serialize};

use crate::decision::{Effect, EffectKind};
use crate::number::Points;
use crate::points::{Debt, HeldLot, Hold, Lot, LotNumber, Wallet};

/// By how much numbers grow when lots and debts of one member become another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shift {
    /// Of lots.
    pub lots: u32,
    /// Of debts.
    pub debts: u32,
}

impl Shift {
    /// Past the numbers that whoever stays has given.
    pub fn past(stays: &Wallet) -> Self {
        Self {
            lots: stays.next_lot.max(1) - 1,
            debts: stays.next_debt.max(1) - 1,
        }
    }

    /// The number of a lot.
    pub fn lot(self, number: LotNumber) -> LotNumber {
        LotNumber(number.0 + self.lots)
    }

    /// A hold with the numbers of its lots.
    pub fn hold(self, hold: &Hold) -> Hold {
        let mut hold = hold.clone();
        self.parts(&mut hold.lots);
        hold
    }

    /// The numbers in effects that were decided before.
    pub fn effects(self, effects: &mut [Effect]) {
        if self.lots == 0 {
            return;
        }
        for effect in effects {
            match &mut effect.kind {
                EffectKind::Grant { lot, .. } => *lot = self.lot(*lot),
                EffectKind::Take { lots, .. } => self.parts(lots),
                EffectKind::Restore { lots, lost, .. } => {
                    self.parts(lots);
                    self.parts(lost);
                }
                EffectKind::Reverse { lot: Some(lot), .. } => *lot = self.lot(*lot),
                EffectKind::Receive { lots, .. } => {
                    lots.iter_mut().for_each(|lot| *lot = self.lot(*lot));
                }
                EffectKind::Clear(moved) => moved.lot = moved.lot.map(|lot| self.lot(lot)),
                _ => {}
            }
        }
    }

    /// Both wallets as one.
    pub(super) fn join(self, stays: &Wallet, joins: &Wallet) -> Wallet {
        let lots = joins.lots.iter().map(|lot| Lot {
            number: self.lot(lot.number),
            ..lot.clone()
        });
        let debts = joins.debts.iter().map(|debt| Debt {
            number: crate::points::DebtNumber(debt.number.0 + self.debts),
            lot: debt.lot.map(|lot| self.lot(lot)),
            ..debt.clone()
        });
        let mut wallet = stays.clone();
        wallet.lots.extend(lots);
        wallet.debts.extend(debts);
        wallet.debts.retain(|debt| debt.remaining > Points::ZERO);
        wallet
            .holds
            .extend(joins.holds.iter().map(|hold| self.hold(hold)));
        wallet.next_lot = self.lots + joins.next_lot.max(1);
        wallet.next_debt = self.debts + joins.next_debt.max(1);
        wallet
    }

    fn parts(self, parts: &mut [HeldLot]) {
        for part in parts {
            part.lot = self.lot(part.lot);
        }
    }
}
