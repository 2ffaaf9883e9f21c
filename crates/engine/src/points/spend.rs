//! Points spent: lots burn by earliest expiry (none last), then activation, then number.

use crate::id::QuoteId;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, HeldLot, Lot, PostingKind};
use crate::time::Instant;

/// Points to be spent.
#[derive(Debug, Clone)]
pub struct Spending {
    /// Unit.
    pub unit: UnitId,
    /// Points, > 0.
    pub points: Points,
    /// The quote whose hold is used up: its lots burn first, also those past their expiry.
    pub own: Option<QuoteId>,
    /// What no lot backs becomes a debt (`priced: till`); otherwise it is left out.
    pub allow_debt: bool,
    /// The rule behind it.
    pub rule: RuleId,
    /// `Redeem`, `Donate`, `Transfer`, `Merge`, `Adjust` or `Opening`.
    pub kind: PostingKind,
    /// Number of the effect it carries out.
    pub effect: u32,
}

/// What a spending took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spent {
    /// From which lots, in the order they burned.
    pub lots: Vec<HeldLot>,
    /// Points no lot backed: now a debt.
    pub debt: Points,
}

impl Spent {
    /// Points taken, the debt included.
    pub fn total(&self) -> Points {
        HeldLot::sum(&self.lots) + self.debt
    }
}

impl Book<'_> {
    /// The lots a spending of so many points would burn, in order, without burning them. Fewer points if the lots
    /// do not hold as many.
    pub fn choose(&self, unit: &UnitId, points: Points, own: Option<QuoteId>) -> Vec<HeldLot> {
        let mut parts = self.parts_of_hold(unit, own);
        let under_own = |lot: &Lot| parts.iter().find(|part| part.lot == lot.number);
        let loose: Vec<HeldLot> = self
            .in_burn_order(unit)
            .map(|lot| {
                let held = under_own(lot).map_or(Points::ZERO, |part| part.points);
                part(lot, self.free(lot, own) - held)
            })
            .collect();
        parts.extend(loose);
        take_first(parts, points)
    }

    /// Spends points. The own hold shrinks by what it gave; release it when every unit is spent.
    pub fn spend(&mut self, spending: Spending) -> Spent {
        let lots = self.choose(&spending.unit, spending.points, spending.own);
        let missing = spending.points - HeldLot::sum(&lots);
        let debt = if spending.allow_debt {
            missing
        } else {
            Points::ZERO
        };
        let spent = Spent { lots, debt };
        if spent.total().is_zero() {
            return spent;
        }
        let mut entries = Vec::new();
        for part in &spent.lots {
            self.burn(*part, spending.own);
            entries.push(of_lot(Account::Available, part.lot, -part.points));
        }
        if debt.is_positive() {
            self.add_debt(&spending.unit, debt, None);
            entries.push(of(Account::Available, -debt));
        }
        entries.push(of(destination(spending.kind), spent.total()));
        let cause = Cause {
            kind: spending.kind,
            unit: spending.unit,
            at: self.when.at,
            rule: Some(spending.rule),
            effect: Some(spending.effect),
        };
        self.post(cause, entries);
        spent
    }

    /// Active lots of a unit in the order they burn.
    pub(super) fn in_burn_order(&self, unit: &UnitId) -> impl Iterator<Item = &Lot> {
        let mut lots: Vec<&Lot> = self.active(unit).collect();
        lots.sort_by_key(|lot| burn_key(lot));
        lots.into_iter()
    }

    /// What the own hold reserves of a unit, in burn order.
    fn parts_of_hold(&self, unit: &UnitId, own: Option<QuoteId>) -> Vec<HeldLot> {
        let hold = self
            .wallet
            .holds
            .iter()
            .find(|hold| Some(hold.quote) == own);
        let Some(hold) = hold else {
            return Vec::new();
        };
        self.in_burn_order(unit)
            .map(|lot| part(lot, hold.of(lot.number).min(lot.remaining)))
            .filter(|part| part.points.is_positive())
            .collect()
    }

    fn burn(&mut self, part: HeldLot, own: Option<QuoteId>) {
        if let Some(lot) = self.change_lot(part.lot) {
            lot.remaining -= part.points;
        }
        let mut holds = self.wallet.holds.iter_mut();
        if let Some(hold) = holds.find(|hold| Some(hold.quote) == own) {
            hold.lessen(part);
        }
    }
}

/// The order in which lots burn.
fn burn_key(lot: &Lot) -> (Instant, Instant, u32) {
    let expires_at = lot.expires_at.unwrap_or(Instant::MAX);
    (expires_at, lot.activates_at, lot.number.0)
}

/// The program's account that points of this kind go to.
fn destination(kind: PostingKind) -> Account {
    match kind {
        PostingKind::Donate => Account::Donated,
        PostingKind::Transfer | PostingKind::Merge => Account::Transferred,
        PostingKind::Adjust => Account::Adjusted,
        PostingKind::Opening => Account::Opening,
        _ => Account::Redeemed,
    }
}

fn part(lot: &Lot, points: Points) -> HeldLot {
    HeldLot {
        lot: lot.number,
        points,
    }
}

/// The first so many points of some parts; parts of the same lot become one.
pub(super) fn take_first(parts: Vec<HeldLot>, points: Points) -> Vec<HeldLot> {
    let mut left = points;
    let mut taken: Vec<HeldLot> = Vec::new();
    for part in parts {
        let points = part.points.min(left);
        if !points.is_positive() {
            continue;
        }
        left -= points;
        match taken.iter_mut().find(|earlier| earlier.lot == part.lot) {
            Some(earlier) => earlier.points += points,
            None => taken.push(HeldLot { points, ..part }),
        }
    }
    taken
}
