//! Earned points are taken back: what has expired takes nothing, then pending points, then the purchase's own
//! lots, then the rest; never what is held.

use crate::id::PurchaseId;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, Entry, LotNumber, LotState, PostingKind};

/// Earned points to be taken back.
#[derive(Debug, Clone)]
pub struct Reversal {
    /// Unit.
    pub unit: UnitId,
    /// The lot they were given in; `None` for a return without its purchase.
    pub lot: Option<LotNumber>,
    /// Points, > 0.
    pub points: Points,
    /// The rule that gave them.
    pub rule: RuleId,
    /// Number of the effect it carries out.
    pub effect: u32,
}

/// What a reversal found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reversed {
    /// Had expired already: reclassified, nothing taken.
    pub expired: Points,
    /// Taken, pending or active.
    pub taken: Points,
    /// Found nowhere: to be owed, forgiven or kept back from the refund.
    pub short: Points,
}

/// Where a lot's points are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Expired,
    Pending,
    Active,
}

/// A reversal under way.
struct Progress<'r> {
    asked: &'r Reversal,
    left: Points,
    expired: Points,
    entries: Vec<Entry>,
}

impl Book<'_> {
    /// Takes earned points back. All reversals of one return go together, so that every lot of the purchase is
    /// used before any other. Answers in the order asked; what is `short` is the caller's to settle.
    pub fn reverse(
        &mut self,
        reversals: &[Reversal],
        purchase: Option<PurchaseId>,
    ) -> Vec<Reversed> {
        let mut all: Vec<Progress<'_>> = reversals.iter().map(Progress::new).collect();
        for source in [Source::Expired, Source::Pending, Source::Active] {
            for one in &mut all {
                if let Some(lot) = one.asked.lot {
                    self.take_back(one, lot, source);
                }
            }
            for one in &mut all {
                for lot in self.lots_of(purchase, &one.asked.unit) {
                    self.take_back(one, lot, source);
                }
            }
        }
        for one in &mut all {
            for lot in self.burning(&one.asked.unit) {
                self.take_back(one, lot, Source::Active);
            }
        }
        all.into_iter().map(|one| self.post_reversal(one)).collect()
    }

    /// Makes points owed that a reversal found nowhere.
    pub fn owe(&mut self, reversal: &Reversal, points: Points) {
        self.add_debt(&reversal.unit, points, reversal.lot);
        let entries = vec![
            of(Account::Available, -points),
            of(Account::Reversed, points),
        ];
        self.post(self.taking(PostingKind::Reverse, reversal), entries);
    }

    /// The program bears points that a reversal found nowhere.
    pub fn forgive(&mut self, reversal: &Reversal, points: Points) {
        let entries = vec![
            of(Account::Adjusted, -points),
            of(Account::Reversed, points),
        ];
        self.post(self.taking(PostingKind::Forgive, reversal), entries);
    }

    /// Takes what a lot has in the source, up to what is left to take.
    fn take_back(&mut self, one: &mut Progress<'_>, number: LotNumber, source: Source) {
        let Some(lot) = self.lot(number) else {
            return;
        };
        let there = match (source, lot.state) {
            (Source::Expired, _) => lot.expired,
            (Source::Pending, LotState::Pending) | (Source::Active, LotState::Active) => {
                self.free(lot, None)
            }
            _ => Points::ZERO,
        };
        let points = there.min(one.left);
        if !points.is_positive() {
            return;
        }
        one.left -= points;
        let Some(lot) = self.change_lot(number) else {
            return;
        };
        match source {
            Source::Expired => {
                lot.expired -= points;
                one.expired += points;
            }
            Source::Pending => {
                lot.remaining -= points;
                one.entries.push(of_lot(Account::Pending, number, -points));
            }
            Source::Active => {
                lot.remaining -= points;
                one.entries
                    .push(of_lot(Account::Available, number, -points));
            }
        }
    }

    fn post_reversal(&mut self, mut one: Progress<'_>) -> Reversed {
        let taken = one.asked.points - one.left - one.expired;
        if one.expired.is_positive() {
            let entries = vec![
                of(Account::Expired, -one.expired),
                of(Account::Reversed, one.expired),
            ];
            self.post(self.taking(PostingKind::Reclassify, one.asked), entries);
        }
        if taken.is_positive() {
            one.entries.push(of(Account::Reversed, taken));
            self.post(self.taking(PostingKind::Reverse, one.asked), one.entries);
        }
        Reversed {
            expired: one.expired,
            taken,
            short: one.left,
        }
    }

    fn taking(&self, kind: PostingKind, reversal: &Reversal) -> Cause {
        Cause {
            kind,
            unit: reversal.unit.clone(),
            at: self.when.at,
            rule: Some(reversal.rule.clone()),
            effect: Some(reversal.effect),
        }
    }

    fn lots_of(&self, purchase: Option<PurchaseId>, unit: &UnitId) -> Vec<LotNumber> {
        let lots = self.wallet.lots.iter();
        let born = lots.filter(|lot| lot.unit == *unit && lot.purchase.is_some());
        born.filter(|lot| lot.purchase == purchase)
            .map(|lot| lot.number)
            .collect()
    }

    fn burning(&self, unit: &UnitId) -> Vec<LotNumber> {
        self.in_burn_order(unit).map(|lot| lot.number).collect()
    }
}

impl<'r> Progress<'r> {
    fn new(asked: &'r Reversal) -> Self {
        Self {
            asked,
            left: asked.points,
            expired: Points::ZERO,
            entries: Vec::new(),
        }
    }
}
