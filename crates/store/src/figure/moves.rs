//! What changesets do to the figures. Gathered over a batch, so that a figure is written once for all of it.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::name::{SchemeId, StoreId, TierId, UnitId};
use regulars_engine::number::Money;
use regulars_engine::points::{Account, Lot, LotState, Posting};
use regulars_engine::time::{Instant, UtcOffset};

use super::{HOUR_MS, NEVER, PointsMoved, Sales, hour};
use crate::codec::{PurchaseState, name_or_none, number, number_or_none, offset, word};
use crate::database::{Connection, Row};
use crate::owner::Guard;
use crate::rows::one;
use crate::sql::{Statement, figure as sql};
use crate::{Cause, Changeset, NewPurchase, NewReturn, OwnerChange, StoreError};

/// A day's milliseconds.
const DAY_MS: i64 = 86_400_000;

/// Moves of figures, by the keys of their tables. An empty store is none.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// By day and store.
    pub(super) days: BTreeMap<(i64, StoreId), Sales>,
    /// Purchases by day, store and hour.
    pub(super) hours: BTreeMap<(i64, StoreId, i64), i64>,
    /// By hour, store and unit.
    pub(super) points: BTreeMap<(i64, StoreId, UnitId), PointsMoved>,
    /// Available and pending by the hour they burn and the unit.
    pub(super) left: BTreeMap<(i64, UnitId), (i64, i64)>,
    /// Members by the hour they joined and their home store.
    pub(super) joined: BTreeMap<(i64, StoreId), i64>,
    /// Members by scheme and level.
    pub(super) tiers: BTreeMap<(SchemeId, TierId), i64>,
}

/// A document as the figures of sales see it.
struct Sold {
    local_ms: i64,
    store: StoreId,
    counted: Sales,
}

impl Moves {
    /// Notes a changeset that is about to be written. What it changes is still as it was; `guards` are those of its
    /// owners, in their order.
    pub(crate) fn before(
        &mut self,
        conn: &Connection,
        changeset: &Changeset,
        guards: &[Guard],
    ) -> Result<(), StoreError> {
        let touched = touched(changeset);
        for purchase in &touched {
            if let Some(sold) = stored_sale(conn, *purchase)? {
                self.sell(&sold, Sales::negated);
            }
        }
        for new in &changeset.purchases {
            if !touched.contains(&new.id) {
                self.sell(&new_sale(new), |counted| counted);
            }
        }
        for new in changeset
            .returns
            .iter()
            .filter(|new| new.purchase.is_none())
        {
            self.sell(&given_back(new), |counted| counted);
        }
        self.note_members(conn, changeset)?;
        let places = Places::of(changeset);
        for (change, guard) in changeset.owners.iter().zip(guards) {
            self.note_owner(conn, &places, change, *guard)?;
        }
        Ok(())
    }

    /// Notes what became of the purchases a changeset has touched.
    pub(crate) fn after(
        &mut self,
        conn: &Connection,
        changeset: &Changeset,
    ) -> Result<(), StoreError> {
        for purchase in touched(changeset) {
            if let Some(sold) = stored_sale(conn, purchase)? {
                self.sell(&sold, |counted| counted);
            }
        }
        Ok(())
    }

    fn sell(&mut self, sold: &Sold, signed: impl Fn(Sales) -> Sales) {
        let counted = signed(sold.counted);
        let day = sold.local_ms.div_euclid(DAY_MS);
        *self.days.entry((day, sold.store.clone())).or_default() += counted;
        if counted.purchases != 0 {
            let hour = sold.local_ms.rem_euclid(DAY_MS) / HOUR_MS;
            let at = (day, sold.store.clone(), hour);
            *self.hours.entry(at).or_default() += counted.purchases;
        }
    }

    /// Members who join, and those whose home store changes.
    fn note_members(&mut self, conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
        let mut join = |at: Instant, store: Option<StoreId>, by: i64| {
            *self.joined.entry((hour(at), or_none(store))).or_default() += by;
        };
        for new in &changeset.new_members {
            join(new.registered_at, new.profile.store.clone(), 1);
        }
        for change in &changeset.profiles {
            let home = one(conn, sql::FIGURE_HOME, [change.member.raw()], |row| {
                Ok((number(row, 0)?, name_or_none(row, 1)?))
            })?;
            if let Some((at, store)) = home.filter(|(_, store)| *store != change.profile.store) {
                join(at, store, -1);
                join(at, change.profile.store.clone(), 1);
            }
        }
        Ok(())
    }

    fn note_owner(
        &mut self,
        conn: &Connection,
        places: &Places<'_>,
        change: &OwnerChange,
        guard: Guard,
    ) -> Result<(), StoreError> {
        for (_, cause, posting) in &change.postings {
            self.note_posting(conn, places, *cause, posting)?;
        }
        for lot in &change.lots {
            let is_old = lot.number.0 < guard.next_lot;
            let stored = is_old
                .then(|| stored_lot(conn, change.owner, lot))
                .transpose()?;
            if let Some((end, unit, left)) = stored.flatten() {
                self.leave(end, unit, (-left.0, -left.1));
            }
            self.leave(
                lot.expires_at,
                lot.unit.clone(),
                left(lot.state, lot.remaining.raw()),
            );
        }
        self.note_tiers(conn, change)
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

    /// The last move of a scheme is the one in force; those before it have never been.
    fn note_tiers(&mut self, conn: &Connection, change: &OwnerChange) -> Result<(), StoreError> {
        let last: BTreeMap<&SchemeId, Option<&TierId>> = change
            .tiers
            .iter()
            .map(|(scheme, state)| (scheme, state.level.as_ref()))
            .collect();
        for (scheme, level) in last {
            let before = stored_tier(conn, change.owner, scheme)?;
            let after = level.cloned().unwrap_or_else(|| TierId::new(""));
            if before.as_ref() == Some(&after) {
                continue;
            }
            if let Some(before) = before {
                *self.tiers.entry((scheme.clone(), before)).or_default() -= 1;
            }
            *self.tiers.entry((scheme.clone(), after)).or_default() += 1;
        }
        Ok(())
    }
}

/// Asks what is needed of stored rows to note an owner's change, for it to be foreseen.
pub(crate) fn foresee(conn: &Connection, changeset: &Changeset) {
    let is_new = |lot: &Lot| { changeset.purchases.iter() }.any(|new| Some(new.id) == lot.purchase);
    for change in &changeset.owners {
        for lot in change.lots.iter().filter(|lot| !is_new(lot)) {
            drop(stored_lot(conn, change.owner, lot));
        }
        for (scheme, _) in &change.tiers {
            drop(stored_tier(conn, change.owner, scheme));
        }
    }
}

/// Purchases that a changeset returns something of, or voids.
fn touched(changeset: &Changeset) -> BTreeSet<PurchaseId> {
    let returned = changeset.returns.iter().filter_map(|new| new.purchase);
    returned.chain(changeset.voids.iter().copied()).collect()
}

fn new_sale(new: &NewPurchase) -> Sold {
    let counted = Sales {
        sales: new.totals.to_pay,
        discount: new.totals.discount,
        purchases: 1,
        ..Sales::default()
    };
    Sold {
        local_ms: local_ms(new.at, new.offset),
        store: or_none(new.store.clone()),
        counted: by_whom(counted, new.member.is_some()),
    }
}

/// Money given back without a purchase.
fn given_back(new: &NewReturn) -> Sold {
    let counted = Sales {
        sales: -new.refund,
        returned: new.refund,
        ..Sales::default()
    };
    Sold {
        local_ms: local_ms(new.at, new.offset),
        store: or_none(new.store.clone()),
        counted: by_whom(counted, new.member.is_some()),
    }
}

/// What the figures have of a stored purchase; nothing of a voided one.
fn stored_sale(conn: &Connection, purchase: PurchaseId) -> Result<Option<Sold>, StoreError> {
    let sold = one(conn, sql::FIGURE_PURCHASE, [purchase.raw()], |row| {
        let state: PurchaseState = word(row, 7)?;
        Ok((state != PurchaseState::Voided).then_some(sold(row, state)?))
    })?;
    Ok(sold.flatten())
}

fn sold(row: &Row<'_>, state: PurchaseState) -> Result<Sold, StoreError> {
    let (discount, to_pay, returned): (Money, Money, Money) =
        (number(row, 4)?, number(row, 5)?, number(row, 6)?);
    let is_kept = state == PurchaseState::Sold;
    let counted = Sales {
        sales: to_pay - returned,
        returned,
        discount: if is_kept { discount } else { Money::ZERO },
        purchases: i64::from(is_kept),
        ..Sales::default()
    };
    Ok(Sold {
        local_ms: local_ms(number(row, 0)?, offset(row, 1)?),
        store: or_none(name_or_none(row, 2)?),
        counted: by_whom(counted, row.get(3)?),
    })
}

fn by_whom(counted: Sales, identified: bool) -> Sales {
    if !identified {
        return counted;
    }
    Sales {
        identified_sales: counted.sales,
        identified_purchases: counted.purchases,
        ..counted
    }
}

fn local_ms(at: Instant, offset: UtcOffset) -> i64 {
    at.plus_seconds(i64::from(offset.seconds())).ms()
}

fn or_none(store: Option<StoreId>) -> StoreId {
    store.unwrap_or_else(|| StoreId::new(""))
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

/// Stores of the documents a changeset brings.
struct Places<'c> {
    purchases: BTreeMap<PurchaseId, Option<&'c StoreId>>,
    returns: BTreeMap<ReturnId, Option<&'c StoreId>>,
}

impl<'c> Places<'c> {
    fn of(changeset: &'c Changeset) -> Self {
        let purchases = changeset.purchases.iter();
        let returns = changeset.returns.iter();
        Self {
            purchases: purchases.map(|new| (new.id, new.store.as_ref())).collect(),
            returns: returns.map(|new| (new.id, new.store.as_ref())).collect(),
        }
    }

    /// Where a posting belongs: the store of its document.
    fn of_cause(&self, conn: &Connection, cause: Cause) -> Result<Option<StoreId>, StoreError> {
        match cause {
            Cause::Purchase(id) | Cause::Void(id) => match self.purchases.get(&id) {
                Some(store) => Ok(store.cloned()),
                None => stored_store(conn, sql::FIGURE_PURCHASE_STORE, id.raw()),
            },
            Cause::Return(id) => match self.returns.get(&id) {
                Some(store) => Ok(store.cloned()),
                None => stored_store(conn, sql::FIGURE_RETURN_STORE, id.raw()),
            },
            Cause::Event(_)
            | Cause::Claim(_)
            | Cause::Adjustment(_)
            | Cause::Registration
            | Cause::Time => Ok(None),
        }
    }
}

fn stored_store(
    conn: &Connection,
    statement: Statement,
    id: i64,
) -> Result<Option<StoreId>, StoreError> {
    Ok(one(conn, statement, [id], |row| name_or_none(row, 0))?.flatten())
}

/// When it burns, its unit, and what is left of it.
type StoredLot = (Option<Instant>, UnitId, (i64, i64));

/// A lot as it is stored, if something is left of it.
fn stored_lot(
    conn: &Connection,
    owner: MemberId,
    lot: &Lot,
) -> Result<Option<StoredLot>, StoreError> {
    one(conn, sql::FIGURE_LOT, (owner.raw(), lot.number.0), |row| {
        let left = left(word(row, 1)?, row.get(0)?);
        Ok((number_or_none(row, 2)?, lot.unit.clone(), left))
    })
}

/// Available and pending.
fn left(state: LotState, remaining: i64) -> (i64, i64) {
    match state {
        LotState::Pending => (0, remaining),
        LotState::Active | LotState::Expired => (remaining, 0),
    }
}

fn stored_tier(
    conn: &Connection,
    owner: MemberId,
    scheme: &SchemeId,
) -> Result<Option<TierId>, StoreError> {
    let level = one(
        conn,
        sql::FIGURE_TIER,
        (owner.raw(), scheme.as_str()),
        |row| row.get::<String>(0),
    )?;
    Ok(level.map(TierId::new))
}
