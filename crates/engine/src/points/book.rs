//! The book: an owner's wallet open for one decision. Every move of points goes through it.
//!
//! Its moves are in files of their own: [`settle`](super::settle) what time has brought,
//! [`give`](super::give), [`spend`](super::spend), [`restore`](super::restore),
//! [`reverse`](super::reverse) and [`hold`](super::hold).

use std::collections::BTreeSet;

use crate::coalition;
use crate::decision::{Decision, When};
use crate::id::QuoteId;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::{
    Account, Debt, DebtNumber, Entry, Lot, LotNumber, LotState, Posting, PostingKind, Wallet,
};
use crate::program::Program;
use crate::time::Instant;

/// A wallet with what one decision has done to it so far.
#[derive(Debug, Clone)]
pub struct Book<'a> {
    /// The rules.
    pub program: &'a Program,
    /// The instants of the decision.
    pub when: When,
    /// Lots, debts and holds as they stand now.
    pub wallet: Wallet,
    /// Moves so far.
    pub postings: Vec<Posting>,
    changed_lots: BTreeSet<LotNumber>,
    changed_debts: BTreeSet<DebtNumber>,
    pub(super) released: Vec<QuoteId>,
    /// What had expired before of lots that a partner paid for.
    expired_before: Vec<(LotNumber, Points)>,
    /// What was given up of lots; below zero: what had been came back.
    pub(super) given_up: Vec<(LotNumber, Points)>,
}

/// Why a posting is made: everything but its entries.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub kind: PostingKind,
    pub unit: UnitId,
    pub at: Instant,
    pub rule: Option<RuleId>,
    pub effect: Option<u32>,
}

impl<'a> Book<'a> {
    /// Opens the wallet and posts what was due by `when.posted_at`, each at its own instant.
    pub fn open(program: &'a Program, wallet: &Wallet, when: When) -> Self {
        let mut wallet = wallet.clone();
        wallet.lots.sort_by_key(|lot| lot.number);
        wallet.debts.sort_by_key(|debt| debt.number);
        wallet.next_lot = wallet.next_lot.max(1);
        wallet.next_debt = wallet.next_debt.max(1);
        let paid_for = wallet.lots.iter().filter(|lot| lot.issue.is_some());
        let expired_before = paid_for.map(|lot| (lot.number, lot.expired)).collect();
        let mut book = Self {
            program,
            when,
            wallet,
            postings: Vec::new(),
            changed_lots: BTreeSet::new(),
            changed_debts: BTreeSet::new(),
            released: Vec::new(),
            expired_before,
            given_up: Vec::new(),
        };
        book.settle();
        book
    }

    /// Active points less debt.
    pub fn available(&self, unit: &UnitId) -> Points {
        let active: Points = self.active(unit).map(|lot| lot.remaining).sum();
        active - self.debt(unit)
    }

    /// Points given that are not active yet.
    pub fn pending(&self, unit: &UnitId) -> Points {
        let pending = |lot: &&Lot| lot.unit == *unit && lot.state == LotState::Pending;
        self.wallet
            .lots
            .iter()
            .filter(pending)
            .map(|lot| lot.remaining)
            .sum()
    }

    /// Points owed.
    pub fn debt(&self, unit: &UnitId) -> Points {
        let debts = self.wallet.debts.iter().filter(|debt| debt.unit == *unit);
        debts.map(|debt| debt.remaining).sum()
    }

    /// Available less what live holds reserve, `own` not counted; never negative.
    pub fn spendable(&self, unit: &UnitId, own: Option<QuoteId>) -> Points {
        let free: Points = self.active(unit).map(|lot| self.free(lot, own)).sum();
        (free - self.debt(unit)).or_zero()
    }

    /// Writes what was done into the decision.
    pub fn close(mut self, decision: &mut Decision) {
        if self.wallet.forfeits {
            self.give_up();
        }
        debug_assert_eq!(self.fault(), None);
        self.clear_expired(decision);
        let lots = self.wallet.lots.into_iter();
        let debts = self.wallet.debts.into_iter();
        decision.postings.extend(self.postings);
        decision
            .lots
            .extend(lots.filter(|lot| self.changed_lots.contains(&lot.number)));
        decision
            .debts
            .extend(debts.filter(|debt| self.changed_debts.contains(&debt.number)));
        decision.released.extend(self.released);
    }

    /// The money for points that expired or were given up, or came back from it.
    fn clear_expired(&self, decision: &mut Decision) {
        let lots = self.wallet.lots.iter();
        let changed =
            lots.filter(|lot| lot.issue.is_some() && self.changed_lots.contains(&lot.number));
        for lot in changed {
            let mut known = self.expired_before.iter();
            let before = known.find(|(number, _)| *number == lot.number);
            let before = before.map_or(Points::ZERO, |(_, expired)| *expired);
            let given_up = { self.given_up.iter() }.filter(|(number, _)| *number == lot.number);
            let given_up: Points = given_up.map(|(_, points)| *points).sum();
            let gone = (before, lot.expired + given_up);
            coalition::clear_expired(self.program, lot, gone, decision);
        }
    }

    /// What is wrong with the book, if anything: an unbalanced posting, a lot below zero or above what it was
    /// given, points owed while others lie free.
    pub fn fault(&self) -> Option<String> {
        let unbalanced = |posting: &&Posting| !posting.is_balanced();
        if let Some(posting) = self.postings.iter().find(unbalanced) {
            return Some(format!("entries do not sum to zero: {posting:?}"));
        }
        let out_of_range =
            |lot: &&Lot| lot.remaining.is_negative() || lot.remaining + lot.expired > lot.amount;
        if let Some(lot) = self.wallet.lots.iter().find(out_of_range) {
            return Some(format!("holds what it cannot hold: {lot:?}"));
        }
        let debts = self.wallet.debts.iter();
        let owing = debts.filter(|debt| debt.remaining.is_positive());
        for debt in owing {
            let mut active = self.active(&debt.unit);
            if let Some(lot) = active.find(|lot| self.free(lot, None).is_positive()) {
                return Some(format!("{debt:?} is owed while points lie free in {lot:?}"));
            }
        }
        None
    }

    /// Active lots of a unit, by number.
    pub(super) fn active(&self, unit: &UnitId) -> impl Iterator<Item = &Lot> {
        let active = move |lot: &&Lot| lot.unit == *unit && lot.state == LotState::Active;
        self.wallet.lots.iter().filter(active)
    }

    /// The part of a lot under no hold but `own`.
    pub(super) fn free(&self, lot: &Lot, own: Option<QuoteId>) -> Points {
        let holds = self.wallet.holds.iter();
        let others = holds.filter(|hold| Some(hold.quote) != own);
        let held: Points = others.map(|hold| hold.of(lot.number)).sum();
        (lot.remaining - held).or_zero()
    }

    /// The lot of that number, if it was loaded.
    pub(crate) fn lot(&self, number: LotNumber) -> Option<&Lot> {
        let place = self.place_of(number)?;
        self.wallet.lots.get(place)
    }

    /// The lot of that number, to be changed.
    pub(super) fn change_lot(&mut self, number: LotNumber) -> Option<&mut Lot> {
        let place = self.place_of(number)?;
        self.changed_lots.insert(number);
        self.wallet.lots.get_mut(place)
    }

    /// A lot just born; it carries the highest number of all.
    pub(super) fn add_lot(&mut self, lot: Lot) {
        self.changed_lots.insert(lot.number);
        self.wallet.next_lot = lot.number.0 + 1;
        self.wallet.lots.push(lot);
    }

    /// Notes points owed from now on. The posting that makes them so is the caller's.
    pub(super) fn add_debt(&mut self, unit: &UnitId, points: Points, lot: Option<LotNumber>) {
        let number = DebtNumber(self.wallet.next_debt);
        self.wallet.next_debt += 1;
        self.changed_debts.insert(number);
        self.wallet.debts.push(Debt {
            number,
            unit: unit.clone(),
            amount: points,
            remaining: points,
            lot,
            at: self.when.at,
        });
    }

    /// Lessens a debt. The posting that pays it is the caller's.
    pub(super) fn lessen_debt(&mut self, number: DebtNumber, points: Points) {
        let debts = self.wallet.debts.iter_mut();
        for debt in debts.filter(|debt| debt.number == number) {
            debt.remaining -= points;
            self.changed_debts.insert(number);
        }
    }

    /// Posts a movement.
    pub(super) fn post(&mut self, cause: Cause, entries: Vec<Entry>) {
        self.postings.push(Posting {
            kind: cause.kind,
            unit: cause.unit,
            at: cause.at,
            rule: cause.rule,
            effect: cause.effect,
            entries,
        });
    }

    fn place_of(&self, number: LotNumber) -> Option<usize> {
        let lots = &self.wallet.lots;
        lots.binary_search_by_key(&number, |lot| lot.number).ok()
    }
}

/// The owner's side of a movement of a lot.
pub(super) fn of_lot(account: Account, lot: LotNumber, points: Points) -> Entry {
    Entry {
        account,
        lot: Some(lot),
        points,
    }
}

/// A side without a lot: the owner's debt (on `Available`), or an account of the program.
pub(super) fn of(account: Account, points: Points) -> Entry {
    Entry {
        account,
        lot: None,
        points,
    }
}
