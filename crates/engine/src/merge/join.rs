//! What a merge changes with both members.

use serde::{Deserialize, Serialize};

use super::Shift;
use crate::decision::{Decision, TierReason, When};
use crate::id::QuoteId;
use crate::name::UnitId;
use crate::number::Points;
use crate::points::{Book, Debt, DebtNumber, HeldLot, Hold, LotState, MERGE, Wallet};
use crate::program::{Program, TierScheme};
use crate::situation::{Situation, TierState};
use crate::tier::Moved;

/// What becomes of two members of whom one joins the other.
#[derive(Debug, Clone)]
pub struct Merging {
    /// Of who stays: what was due, what pays for the other, a better level.
    pub stays: Decision,
    /// Of who joins, under the numbers of before.
    pub joins: Decision,
    /// How numbers of who joins grow.
    pub shift: Shift,
    /// Holds of who joins, under the numbers of after.
    pub holds: Vec<Hold>,
    /// What the one paid of what the other owed.
    pub paid: Vec<Paid>,
    /// Points of both as one.
    pub wallet: Wallet,
}

/// A debt that the other paid, in whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// Whether it was owed by who joins.
    pub by_joining: bool,
    /// The debt, under its number of before.
    pub debt: DebtNumber,
    /// The unit.
    pub unit: UnitId,
    /// From which lots of the other, under their numbers of before.
    pub lots: Vec<HeldLot>,
}

/// Decides a merge. Both situations need no more than what time itself needs ([`Event::Tick`](crate::event::Event::Tick)).
pub fn merge(program: &Program, stays: &Situation, joins: &Situation, when: When) -> Merging {
    let mut stay = Book::open(program, &stays.wallet, when);
    let mut join = Book::open(program, &joins.wallet, when);
    let clashing: Vec<QuoteId> = { join.wallet.holds.iter() }
        .filter(|hold| stay.hold_of(&hold.basket).is_some())
        .map(|hold| hold.quote)
        .collect();
    clashing.into_iter().for_each(|quote| join.release(quote));
    let mut paid = pay(&mut stay, &mut join, true);
    paid.extend(pay(&mut join, &mut stay, false));
    let shift = Shift::past(&stay.wallet);
    let holds = { join.wallet.holds.iter() }.map(|hold| shift.hold(hold));
    let holds = holds.collect();
    let wallet = shift.join(&stay.wallet, &join.wallet);
    let mut merging = Merging {
        stays: Decision::default(),
        joins: Decision::default(),
        shift,
        holds,
        paid,
        wallet,
    };
    stay.close(&mut merging.stays);
    join.close(&mut merging.joins);
    for scheme in &program.schemes {
        raise(scheme, stays, joins, when, &mut merging.stays);
    }
    merging
}

/// Points of one, free of holds, pay what the other owes, the oldest first.
fn pay(payer: &mut Book<'_>, debtor: &mut Book<'_>, by_joining: bool) -> Vec<Paid> {
    let debts: Vec<Debt> = debtor.wallet.debts.clone();
    let mut paid = Vec::new();
    for debt in debts.iter().filter(|debt| debt.remaining.is_positive()) {
        let points = payer.spendable(&debt.unit, None).min(debt.remaining);
        if !points.is_positive() {
            continue;
        }
        let lots = payer.pay_for(&debt.unit, points);
        debtor.be_paid(debt.number, &debt.unit, HeldLot::sum(&lots));
        paid.push(Paid {
            by_joining,
            debt: debt.number,
            unit: debt.unit.clone(),
            lots,
        });
    }
    paid
}

/// The better level stands till its end; of two equal ones the one that ends later.
fn raise(
    scheme: &TierScheme,
    stays: &Situation,
    joins: &Situation,
    when: When,
    decision: &mut Decision,
) {
    let Some(other) = joins.tiers.get(&scheme.id) else {
        return;
    };
    let rank = |state: Option<&TierState>| {
        let level = state.and_then(|state| state.level.as_ref())?;
        scheme.levels.iter().position(|one| one.id == *level)
    };
    let own = stays.tiers.get(&scheme.id);
    let ends = |state: Option<&TierState>| {
        state.map(|state| state.until.unwrap_or(crate::time::Instant::MAX))
    };
    if (rank(Some(other)), ends(Some(other))) <= (rank(own), ends(own)) {
        return;
    }
    let state = TierState {
        since: when.at,
        ..other.clone()
    };
    let moved = Moved {
        state,
        reason: TierReason::Merged,
    };
    moved.record_by(
        crate::name::RuleId::new(MERGE),
        None,
        scheme,
        stays,
        decision,
    );
}

impl Merging {
    /// Points that both have together: available less what is owed, and pending.
    pub fn balance(&self, unit: &UnitId) -> (Points, Points) {
        let lots = { self.wallet.lots.iter() }.filter(|lot| lot.unit == *unit);
        let (mut available, mut pending) = (Points::ZERO, Points::ZERO);
        for lot in lots {
            match lot.state {
                LotState::Pending => pending += lot.remaining,
                LotState::Active | LotState::Expired => available += lot.remaining,
            }
        }
        let debts = { self.wallet.debts.iter() }.filter(|debt| debt.unit == *unit);
        let owed: Points = debts.map(|debt| debt.remaining).sum();
        (available - owed, pending)
    }
}
