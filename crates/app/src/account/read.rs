//! Balances by unit, lots, and tiers, as of now: what is due but not yet posted is applied on the fly.

use regulars_engine::challenge;
use regulars_engine::decision::When;
use regulars_engine::name::{RuleId, SchemeId, SegmentId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::{Book, Lot, LotState};
use regulars_engine::situation::Situation;
use regulars_engine::tier::{Progress, progress};
use regulars_engine::time::Instant;

use std::sync::Arc;

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::{AppError, Result, Thing};
use crate::live::LiveProgram;
use crate::member::resolve;
use crate::rollout::for_member;
use crate::scope;

/// A member's accounts.
#[derive(Debug, Clone)]
pub struct AccountsView {
    /// As of when.
    pub as_of: Instant,
    /// Program whose units these are.
    pub live: Arc<LiveProgram>,
    /// One per unit of the program, in its order.
    pub accounts: Vec<AccountView>,
    /// One per tier scheme, in the program's order.
    pub tiers: Vec<TierView>,
    /// Segments of the program the member is in.
    pub segments: Vec<SegmentId>,
    /// Where the member stands in the challenges that are on, in the program's order.
    pub challenges: Vec<challenge::Progress>,
    /// Badges the member was given, and how often.
    pub badges: Vec<(RuleId, i64)>,
}

/// The account of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Unit.
    pub unit: UnitId,
    /// Active points less debt.
    pub available: Points,
    /// Available less what live quotes hold.
    pub spendable: Points,
    /// Not yet active.
    pub pending: Points,
    /// Owed, ≥ 0.
    pub debt: Points,
    /// Lots with something left, in the order they will be spent; pending ones last.
    pub lots: Vec<Lot>,
}

impl AccountView {
    /// The active points that burn first, and when; `None` if none ever will.
    pub fn next_expiry(&self) -> Option<(Instant, Points)> {
        let burning = self
            .lots
            .iter()
            .filter(|lot| lot.state == LotState::Active)
            .filter_map(|lot| Some((lot.expires_at?, lot.remaining)));
        let at = burning.clone().map(|(at, _)| at).min()?;
        let together = burning.filter(|(end, _)| *end == at);
        Some((at, together.map(|(_, points)| points).sum()))
    }
}

/// Where the member stands in one scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierView {
    /// Scheme.
    pub scheme: SchemeId,
    /// The level held, the way up and what it takes to stay.
    pub progress: Progress,
}

/// Reads a member's accounts.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, named: MemberRef) -> Result<AccountsView> {
    app.read(move |app, reader| {
        let owner = resolve(reader, &named)?;
        let when = When::now(app.now());
        let live = for_member(app, reader, owner, when.at)?;
        let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
        let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
        Ok(view(live, &loaded.situation, when))
    })
    .await
}

fn view(live: Arc<LiveProgram>, situation: &Situation, when: When) -> AccountsView {
    let book = Book::open(&live.program, &situation.wallet, when);
    let accounts = live
        .program
        .units
        .iter()
        .map(|unit| account(&book, &unit.id))
        .collect();
    let tiers = live.program.schemes.iter().map(|scheme| TierView {
        scheme: scheme.id.clone(),
        progress: progress(&live.program, situation, scheme, when),
    });
    let tiers = tiers.collect();
    AccountsView {
        as_of: when.at,
        live: live.clone(),
        accounts,
        tiers,
        segments: situation.segments.clone(),
        challenges: challenge::progress(&live.program, situation, when),
        badges: challenge::badges(&live.program, situation),
    }
}

fn account(book: &Book<'_>, unit: &UnitId) -> AccountView {
    let mut lots: Vec<Lot> = book
        .wallet
        .lots
        .iter()
        .filter(|lot| lot.unit == *unit && lot.remaining.is_positive())
        .cloned()
        .collect();
    lots.sort_by_key(|lot| {
        let pending = lot.state == LotState::Pending;
        (
            pending,
            lot.expires_at.is_none(),
            lot.expires_at,
            lot.activates_at,
            lot.number,
        )
    });
    let pending = lots
        .iter()
        .filter(|lot| lot.state == LotState::Pending)
        .map(|lot| lot.remaining)
        .sum();
    let debt = book
        .wallet
        .debts
        .iter()
        .filter(|debt| debt.unit == *unit)
        .map(|debt| debt.remaining)
        .sum();
    AccountView {
        unit: unit.clone(),
        available: book.available(unit),
        spendable: book.spendable(unit, None),
        pending,
        debt,
        lots,
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::points::LotNumber;

    use super::*;

    fn lot(remaining: i64, expires_at_ms: Option<i64>, state: LotState) -> Lot {
        Lot {
            number: LotNumber(1),
            unit: UnitId::new("points"),
            amount: Points::from_raw(100),
            remaining: Points::from_raw(remaining),
            expired: Points::ZERO,
            activates_at: Instant::from_ms(0),
            state,
            expires_at: expires_at_ms.map(Instant::from_ms),
            rule: RuleId::new("base"),
            purchase: None,
            issue: None,
        }
    }

    #[test]
    fn points_that_burn_at_one_instant_are_told_together() {
        let account = |lots| AccountView {
            unit: UnitId::new("points"),
            available: Points::ZERO,
            spendable: Points::ZERO,
            pending: Points::ZERO,
            debt: Points::ZERO,
            lots,
        };
        let lots = vec![
            lot(30, Some(500), LotState::Active),
            lot(20, Some(400), LotState::Active),
            lot(9, Some(400), LotState::Active),
            lot(5, Some(300), LotState::Pending),
            lot(70, None, LotState::Active),
        ];
        let next = account(lots).next_expiry();
        assert_eq!(next, Some((Instant::from_ms(400), Points::from_raw(29))));
        let never = account(vec![lot(70, None, LotState::Active)]);
        assert_eq!(never.next_expiry(), None);
    }
}
