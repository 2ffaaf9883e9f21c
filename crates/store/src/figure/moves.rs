//! What changesets do to the figures. Gathered over a batch, so that a figure is written once for all of it.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::{PurchaseId, ReturnId};
use regulars_engine::name::{SchemeId, StoreId, TierId, UnitId};
use regulars_engine::number::Money;
use regulars_engine::time::{Instant, UtcOffset};

use super::{HOUR_MS, PointsMoved, Sales, UnitMoved, hour};
use crate::codec::{PurchaseState, name, name_or_none, number, offset, word};
use crate::database::{Connection, Row};
use crate::owner::Guard;
use crate::rows::{all, one};
use crate::sql::{Statement, figure as sql};
use crate::{Cause, Changeset, CouponChange, NewPurchase, NewReturn, StoreError};

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
    /// By hour and unit.
    pub(super) units: BTreeMap<(i64, UnitId), UnitMoved>,
    /// Changes of level by hour, scheme, the level before and the one after.
    pub(super) levels: BTreeMap<(i64, SchemeId, TierId, TierId), i64>,
    /// Uses of coupons by members, by hour.
    pub(super) coupons: BTreeMap<i64, i64>,
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
        self.note_gone(conn, changeset)?;
        self.note_coupons(conn, changeset)?;
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

    /// Uses of coupons by members, and those that are taken back.
    fn note_coupons(&mut self, conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
        for write in changeset.coupon_writes() {
            let (used_at, by) = match write.change {
                CouponChange::Use { purchase, .. } => {
                    let used = is_identified(conn, changeset, purchase)?;
                    (used.then_some(changeset.posted_at), 1)
                }
                CouponChange::GiveBack { purchase } => {
                    let key = (write.code.as_str(), purchase.raw());
                    (
                        one(conn, sql::FIGURE_COUPON, key, |row| number(row, 0))?,
                        -1,
                    )
                }
                _ => (None, 0),
            };
            if let Some(at) = used_at {
                *self.coupons.entry(hour(at)).or_default() += by;
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
}

impl Moves {
    /// Members who are another's from now on, or erased: their emptied profiles have no home, and they hold no level.
    fn note_gone(&mut self, conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
        let merged = changeset.merges.iter().map(|new| new.source);
        for member in merged.chain(changeset.erased.iter().copied()) {
            let joined = one(conn, sql::FIGURE_HOME, [member.raw()], |row| number(row, 0))?;
            if let Some(at) = joined {
                *self.joined.entry((hour(at), or_none(None))).or_default() -= 1;
            }
            let held = all(conn, sql::FIGURE_HELD, [member.raw()], |row| {
                Ok((name(row, 0)?, name(row, 1)?))
            })?;
            for key in held {
                *self.tiers.entry(key).or_default() -= 1;
            }
        }
        Ok(())
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
        counted: by_whom(counted, new.totals.redeemed, new.member.is_some()),
    }
}

/// Whether a member made a purchase.
fn is_identified(
    conn: &Connection,
    changeset: &Changeset,
    purchase: PurchaseId,
) -> Result<bool, StoreError> {
    let new = { changeset.purchases.iter() }.find(|new| new.id == purchase);
    if let Some(new) = new {
        return Ok(new.member.is_some());
    }
    let stored = one(conn, sql::FIGURE_PURCHASE, [purchase.raw()], |row| {
        row.get(3)
    })?;
    Ok(stored.unwrap_or(false))
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
        counted: by_whom(counted, Money::ZERO, new.member.is_some()),
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
    let redeemed = if is_kept {
        number(row, 8)?
    } else {
        Money::ZERO
    };
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
        counted: by_whom(counted, redeemed, row.get(3)?),
    })
}

/// The same, and what of it members did; `redeemed` is what points paid of a purchase that was kept.
fn by_whom(counted: Sales, redeemed: Money, identified: bool) -> Sales {
    if !identified {
        return counted;
    }
    let is_kept = counted.purchases != 0;
    Sales {
        identified_sales: counted.sales,
        identified_purchases: counted.purchases,
        identified_discount: counted.discount,
        identified_redeemed: redeemed,
        identified_kept: if is_kept { counted.sales } else { Money::ZERO },
        ..counted
    }
}

fn local_ms(at: Instant, offset: UtcOffset) -> i64 {
    at.plus_seconds(i64::from(offset.seconds())).ms()
}

pub(super) fn or_none(store: Option<StoreId>) -> StoreId {
    store.unwrap_or_else(|| StoreId::new(""))
}

/// Stores of the documents a changeset brings.
pub(super) struct Places<'c> {
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
    pub(super) fn of_cause(
        &self,
        conn: &Connection,
        cause: Cause,
    ) -> Result<Option<StoreId>, StoreError> {
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
            | Cause::Transfer(_)
            | Cause::Merge(_)
            | Cause::Erasure
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
