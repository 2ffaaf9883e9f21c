//! Points reserved for the life of a quote.

use crate::decision::{Decision, When};
use crate::id::QuoteId;
use crate::name::UnitId;
use crate::number::Points;
use crate::points::book::Book;
use crate::points::{HeldLot, Hold, LotNumber, Wallet};
use crate::program::Program;
use crate::time::Instant;

/// What a quote asks to reserve.
#[derive(Debug, Clone)]
pub struct HoldAsk {
    /// The quote that holds.
    pub quote: QuoteId,
    /// The till's basket id; an earlier hold of the same basket gives way.
    pub basket: String,
    /// Server time at which it lapses.
    pub expires_at: Instant,
    /// Points by unit.
    pub points: Vec<(UnitId, Points)>,
}

/// Reserves points for a quote: the hold to keep, and the changes that go with it. The hold an earlier quote of the
/// same basket had gives way to it; only what is spendable is reserved.
pub fn decide_hold(
    program: &Program,
    wallet: &Wallet,
    ask: HoldAsk,
    when: When,
) -> (Hold, Decision) {
    let mut book = Book::open(program, wallet, when);
    let hold = book.hold(ask);
    (hold, book.into_decision())
}

/// Ends the hold of a quote before its time.
pub fn decide_release(program: &Program, wallet: &Wallet, quote: QuoteId, when: When) -> Decision {
    let mut book = Book::open(program, wallet, when);
    book.release(quote);
    book.into_decision()
}

impl Book<'_> {
    /// The live hold of a basket.
    pub fn hold_of(&self, basket: &str) -> Option<&Hold> {
        self.wallet.holds.iter().find(|hold| hold.basket == basket)
    }

    /// Reserves points in the order they would burn.
    pub fn hold(&mut self, ask: HoldAsk) -> Hold {
        let earlier = self.hold_of(&ask.basket).map(|hold| hold.quote);
        let mut lots = Vec::new();
        for (unit, points) in &ask.points {
            let points = self.spendable(unit, earlier).min(*points);
            lots.extend(self.choose(unit, points, earlier));
        }
        let hold = Hold {
            quote: ask.quote,
            basket: ask.basket,
            expires_at: ask.expires_at,
            lots,
        };
        let freed = earlier.map(|quote| self.take_hold(quote));
        self.wallet.holds.push(hold.clone());
        self.settle_freed(&freed.unwrap_or_default());
        hold
    }

    /// Ends a hold. What it still reserved is free: it burns if its time has come, and pays debts.
    pub fn release(&mut self, quote: QuoteId) {
        let freed = self.take_hold(quote);
        self.settle_freed(&freed);
    }

    /// Removes a hold and answers what it still reserved.
    pub(super) fn take_hold(&mut self, quote: QuoteId) -> Vec<HeldLot> {
        let holds = &mut self.wallet.holds;
        let Some(place) = holds.iter().position(|hold| hold.quote == quote) else {
            return Vec::new();
        };
        self.released.push(quote);
        holds.remove(place).lots
    }

    fn settle_freed(&mut self, freed: &[HeldLot]) {
        let now = self.when.posted_at;
        self.settle_since(now);
        for part in freed {
            self.pay_debts(part.lot, now, None);
        }
    }

    fn into_decision(self) -> Decision {
        let mut decision = Decision::default();
        self.close(&mut decision);
        decision
    }
}

impl Hold {
    /// Points it reserves of a lot.
    pub fn of(&self, lot: LotNumber) -> Points {
        let parts = self.lots.iter().filter(|part| part.lot == lot);
        parts.map(|part| part.points).sum()
    }

    /// Reserves less of a lot.
    pub(super) fn lessen(&mut self, used: HeldLot) {
        let mut parts = self.lots.iter_mut();
        if let Some(part) = parts.find(|part| part.lot == used.lot) {
            part.points = (part.points - used.points).or_zero();
        }
        self.lots.retain(|part| part.points.is_positive());
    }
}

impl HeldLot {
    /// Points of several parts.
    pub fn sum(parts: &[Self]) -> Points {
        parts.iter().map(|part| part.points).sum()
    }
}
