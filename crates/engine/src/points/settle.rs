//! What time has brought: holds lapse, lots activate and expire, and what becomes free pays debts.

use crate::id::QuoteId;
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, Debt, Lot, LotNumber, LotState, PostingKind};
use crate::time::Instant;

/// Something due, in the order of what is due at the same instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    /// A hold ends.
    Lapse(QuoteId),
    /// A pending lot becomes active.
    Activate(LotNumber),
    /// What is free of a lot burns.
    Expire(LotNumber),
}

impl Book<'_> {
    /// Posts what is due by `when.posted_at`, each at its own instant, in time order.
    pub(super) fn settle(&mut self) {
        self.settle_since(Instant::MIN);
    }

    /// Posts what is due, nothing of it before `since`: what a hold kept alive burns when the hold ends.
    pub(super) fn settle_since(&mut self, since: Instant) {
        let mut now = since;
        while let Some((at, due)) = self.next_due() {
            now = now.max(at);
            match due {
                Due::Lapse(quote) => self.lapse(quote, now),
                Due::Activate(lot) => self.activate(lot, now),
                Due::Expire(lot) => self.expire(lot, now),
            }
        }
    }

    /// Pays debts with what is free of a lot: first what is owed for that lot, then the oldest debt.
    pub(super) fn pay_debts(&mut self, number: LotNumber, at: Instant, effect: Option<u32>) {
        while let Some((lot, debt)) = self.debt_to_pay(number) {
            let points = self.free(lot, None).min(debt.remaining);
            let cause = Cause {
                kind: PostingKind::SettleDebt,
                unit: lot.unit.clone(),
                at,
                rule: Some(lot.rule.clone()),
                effect,
            };
            let paid = debt.number;
            self.lessen_debt(paid, points);
            if let Some(lot) = self.change_lot(number) {
                lot.remaining -= points;
            }
            let from_lot = of_lot(Account::Available, number, -points);
            self.post(cause, vec![from_lot, of(Account::Available, points)]);
        }
    }

    /// The debt a lot pays next; none if nothing of the lot is free.
    fn debt_to_pay(&self, number: LotNumber) -> Option<(&Lot, &Debt)> {
        let lot = self.lot(number)?;
        if lot.state != LotState::Active || !self.free(lot, None).is_positive() {
            return None;
        }
        let debts = self.wallet.debts.iter();
        let owed = debts.filter(|debt| debt.unit == lot.unit && debt.remaining.is_positive());
        let first_its_own = |debt: &&Debt| (debt.lot != Some(number), debt.number);
        owed.min_by_key(first_its_own).map(|debt| (lot, debt))
    }

    /// The earliest thing due by `when.posted_at`.
    fn next_due(&self) -> Option<(Instant, Due)> {
        let lapses = self.wallet.holds.iter();
        let lapses = lapses.map(|hold| (hold.expires_at, Due::Lapse(hold.quote)));
        let lots = self.wallet.lots.iter().filter_map(|lot| self.due_of(lot));
        let due = lapses.chain(lots).min()?;
        (due.0 <= self.when.posted_at).then_some(due)
    }

    fn due_of(&self, lot: &Lot) -> Option<(Instant, Due)> {
        match lot.state {
            LotState::Pending if lot.remaining.is_positive() => {
                Some((lot.activates_at, Due::Activate(lot.number)))
            }
            LotState::Active if self.free(lot, None).is_positive() => {
                lot.expires_at.map(|at| (at, Due::Expire(lot.number)))
            }
            _ => None,
        }
    }

    /// Frees what the hold reserved: it pays debts, unless its lot is past its expiry and burns next.
    fn lapse(&mut self, quote: QuoteId, at: Instant) {
        for freed in self.take_hold(quote) {
            let alive = self.lot(freed.lot).is_some_and(|lot| lot.is_alive(at));
            if alive {
                self.pay_debts(freed.lot, at, None);
            }
        }
    }

    fn activate(&mut self, number: LotNumber, at: Instant) {
        let Some(lot) = self.change_lot(number) else {
            return;
        };
        lot.state = LotState::Active;
        let points = lot.remaining;
        let alive = lot.is_alive(at);
        let cause = by_time(PostingKind::Activate, lot, at);
        let sides = [
            of_lot(Account::Pending, number, -points),
            of_lot(Account::Available, number, points),
        ];
        self.post(cause, sides.to_vec());
        if alive {
            self.pay_debts(number, at, None);
        }
    }

    fn expire(&mut self, number: LotNumber, at: Instant) {
        let free = self.lot(number).map(|lot| self.free(lot, None));
        let (Some(points), Some(lot)) = (free, self.change_lot(number)) else {
            return;
        };
        lot.remaining -= points;
        lot.expired += points;
        if lot.remaining.is_zero() {
            lot.state = LotState::Expired;
        }
        let cause = by_time(PostingKind::Expire, lot, at);
        let burned = of_lot(Account::Available, number, -points);
        self.post(cause, vec![burned, of(Account::Expired, points)]);
    }
}

/// A posting made by time alone.
fn by_time(kind: PostingKind, lot: &Lot, at: Instant) -> Cause {
    Cause {
        kind,
        unit: lot.unit.clone(),
        at,
        rule: Some(lot.rule.clone()),
        effect: None,
    }
}
