//! What the change of an owner does to the figures: points, what is left of them, levels.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::points::{Account, LotNumber, LotState, Posting};
use regulars_engine::situation::TierState;
use regulars_engine::time::Instant;

use super::moves::{Moves, Places, or_none};
use super::{NEVER, PointsMoved, hour};
use crate::codec::{name, number, number_or_none, word};
use crate::database::Connection;
use crate::ledger::Births;
use crate::owner::Guard;
use crate::rows::{all, one};
use crate::sql::figure as sql;
use crate::{Cause, Changeset, OwnerChange, StoreError};

impl Moves {
    /// Notes what becomes of an owner, who is still as it was.
    pub(super) fn note_owner(
        &mut self,
        conn: &Connection,
        places: &Places<'_>,
        change: &OwnerChange,
        guard: Guard,
    ) -> Result<(), StoreError> {
        let mut lots = Lots {
            conn,
            owner: change.owner,
            births: Births::of(change, guard.next_lot),
            stored: BTreeMap::new(),
        };
        for (_, cause, posting) in &change.postings {
            self.note_posting(conn, places, *cause, posting)?;
            self.note_fate(&mut lots, posting)?;
        }
        for lot in &change.lots {
            if let Some(stored) = lots.stored(lot.number)? {
                let (available, pending) = stored.left;
                self.leave(
                    stored.expires_at,
                    stored.unit.clone(),
                    (-available, -pending),
                );
            }
            let left = left(lot.state, lot.remaining.raw());
            self.leave(lot.expires_at, lot.unit.clone(), left);
        }
        self.note_levels(conn, change)
    }

    fn note_posting(
        &mut self,
        conn: &Connection,
        places: &Places<'_>,
        cause: Cause,
        posting: &Posting,
    ) -> Result<(), StoreError> {
        let moved = moved(posting);
        if moved == PointsMoved::default() {
            return Ok(());
        }
        let store = or_none(places.of_cause(conn, cause)?);
        let at = (hour(posting.at), store, posting.unit.clone());
        *self.points.entry(at).or_default() += moved;
        Ok(())
    }

    /// What a posting moves in its hour, and what becomes of lots by the hour they were born in.
    fn note_fate(&mut self, lots: &mut Lots<'_>, posting: &Posting) -> Result<(), StoreError> {
        for entry in &posting.entries {
            let at = (hour(posting.at), posting.unit.clone());
            let moved = self.units.entry(at).or_default();
            moved.flow(entry.account, entry.lot, entry.points);
            let Some(lot) = entry.lot else {
                continue;
            };
            if let Some(born_at) = lots.born_at(lot)? {
                let born = (hour(born_at), posting.unit.clone());
                let fate = self.units.entry(born).or_default();
                fate.fate(posting.kind, entry.points);
            }
        }
        Ok(())
    }

    fn leave(&mut self, end: Option<Instant>, unit: UnitId, by: (i64, i64)) {
        if by == (0, 0) {
            return;
        }
        let sum = self
            .left
            .entry((end.map_or(NEVER, hour), unit))
            .or_default();
        sum.0 += by.0;
        sum.1 += by.1;
    }

    fn note_levels(&mut self, conn: &Connection, change: &OwnerChange) -> Result<(), StoreError> {
        let schemes: BTreeSet<&SchemeId> = change.tiers.iter().map(|(scheme, _)| scheme).collect();
        for scheme in schemes {
            let before = stored_levels(conn, change.owner, scheme)?;
            let mut after = before.clone();
            let moves = change.tiers.iter().filter(|(of, _)| of == scheme);
            moves.for_each(|(_, state)| hold(&mut after, state));
            self.count_levels(scheme, &before, -1);
            self.count_levels(scheme, &after, 1);
        }
        Ok(())
    }

    /// Counts the level in force, and every change to another on the way there.
    fn count_levels(&mut self, scheme: &SchemeId, levels: &[(Instant, TierId)], by: i64) {
        if let Some((_, level)) = levels.last() {
            *self
                .tiers
                .entry((scheme.clone(), level.clone()))
                .or_default() += by;
        }
        let below = TierId::new("");
        let before = std::iter::once(&below).chain(levels.iter().map(|(_, level)| level));
        for (from, (since, to)) in before.zip(levels) {
            if from != to {
                let moved = (hour(*since), scheme.clone(), from.clone(), to.clone());
                *self.levels.entry(moved).or_default() += by;
            }
        }
    }
}

/// Asks what is needed of stored rows to note an owner's change, for it to be foreseen.
pub(crate) fn foresee(conn: &Connection, changeset: &Changeset) {
    for change in &changeset.owners {
        let is_new = |purchase| {
            changeset
                .purchases
                .iter()
                .any(|new| Some(new.id) == purchase)
        };
        for lot in change.lots.iter().filter(|lot| !is_new(lot.purchase)) {
            drop(stored_lot(conn, change.owner, lot.number));
        }
        let schemes: BTreeSet<&SchemeId> = change.tiers.iter().map(|(scheme, _)| scheme).collect();
        for scheme in schemes {
            drop(stored_levels(conn, change.owner, scheme));
        }
    }
}

/// The lots of an owner, as they are before its change.
struct Lots<'c> {
    conn: &'c Connection,
    owner: MemberId,
    births: Births,
    stored: BTreeMap<LotNumber, Option<StoredLot>>,
}

/// A lot as it is stored.
#[derive(Clone)]
struct StoredLot {
    unit: UnitId,
    expires_at: Option<Instant>,
    /// Available and pending.
    left: (i64, i64),
    born_at: Instant,
}

impl Lots<'_> {
    /// A lot that was there before the change.
    fn stored(&mut self, lot: LotNumber) -> Result<Option<&StoredLot>, StoreError> {
        if self.births.is_new(lot) {
            return Ok(None);
        }
        if !self.stored.contains_key(&lot) {
            let stored = stored_lot(self.conn, self.owner, lot)?;
            self.stored.insert(lot, stored);
        }
        Ok(self.stored.get(&lot).and_then(Option::as_ref))
    }

    fn born_at(&mut self, lot: LotNumber) -> Result<Option<Instant>, StoreError> {
        match self.births.posted(lot) {
            Some(born_at) => Ok(Some(born_at)),
            None => Ok(self.stored(lot)?.map(|stored| stored.born_at)),
        }
    }
}

fn stored_lot(
    conn: &Connection,
    owner: MemberId,
    lot: LotNumber,
) -> Result<Option<StoredLot>, StoreError> {
    one(conn, sql::FIGURE_LOT, (owner.raw(), lot.0), |row| {
        Ok(StoredLot {
            unit: name(row, 0)?,
            left: left(word(row, 2)?, row.get(1)?),
            expires_at: number_or_none(row, 3)?,
            born_at: number(row, 4)?,
        })
    })
}

/// Available and pending.
fn left(state: LotState, remaining: i64) -> (i64, i64) {
    match state {
        LotState::Pending => (0, remaining),
        LotState::Active | LotState::Expired => (remaining, 0),
    }
}

/// Levels of a scheme by when they began.
fn stored_levels(
    conn: &Connection,
    owner: MemberId,
    scheme: &SchemeId,
) -> Result<Vec<(Instant, TierId)>, StoreError> {
    let key = (owner.raw(), scheme.as_str());
    all(conn, sql::FIGURE_LEVELS, key, |row| {
        let level: String = row.get(1)?;
        Ok((number(row, 0)?, TierId::new(level)))
    })
}

/// Puts a level after those that began before it; those from then on have never been.
fn hold(levels: &mut Vec<(Instant, TierId)>, state: &TierState) {
    levels.retain(|(since, _)| *since < state.since);
    let level = state.level.clone().unwrap_or_else(|| TierId::new(""));
    levels.push((state.since, level));
}

/// What a posting moves on the accounts reports speak of. An account that gives stands below zero.
fn moved(posting: &Posting) -> PointsMoved {
    let mut moved = PointsMoved::default();
    for entry in &posting.entries {
        match entry.account {
            Account::Issued | Account::Reversed => moved.issued -= entry.points,
            Account::Redeemed => moved.redeemed += entry.points,
            Account::Expired => moved.expired += entry.points,
            _ => {}
        }
    }
    moved
}
