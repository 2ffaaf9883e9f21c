//! What changesets lock where others write at the same time, before its guards are read.
//!
//! One writer needs none of it. Where there are many, each takes its locks in one order, so that no two wait for each other:
//! what has no row yet by its name, then owners, then purchases, each by key. A guard read after its lock holds until the
//! transaction ends.

use std::collections::BTreeSet;

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::name::RuleId;

use crate::database::{Connection, Params};
use crate::rows::each;
use crate::sql::{Statement, lock as sql};
use crate::{Changeset, ExternalId, StoreError};

/// What changesets lock.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    names: BTreeSet<String>,
    owners: BTreeSet<MemberId>,
    purchases: BTreeSet<PurchaseId>,
}

impl Locks {
    /// What one locks.
    pub(crate) fn of(changeset: &Changeset) -> Self {
        Self {
            names: names(changeset),
            owners: owners(changeset),
            purchases: purchases(changeset),
        }
    }

    /// Whether nothing is locked by both.
    pub(crate) fn are_apart(&self, others: &Self) -> bool {
        self.names.is_disjoint(&others.names)
            && self.owners.is_disjoint(&others.owners)
            && self.purchases.is_disjoint(&others.purchases)
    }

    /// Adds what others lock.
    pub(crate) fn add(&mut self, others: Self) {
        self.names.extend(others.names);
        self.owners.extend(others.owners);
        self.purchases.extend(others.purchases);
    }

    /// Takes them.
    pub(super) fn take(&self, conn: &Connection) -> Result<(), StoreError> {
        for name in &self.names {
            lock(conn, sql::LOCK_NAME, [name])?;
        }
        for owner in &self.owners {
            lock(conn, sql::LOCK_OWNER, [owner.raw()])?;
        }
        for purchase in &self.purchases {
            lock(conn, sql::LOCK_PURCHASE, [purchase.raw()])?;
        }
        Ok(())
    }
}

/// Asked for its row, not run: what is asked can be foreseen.
fn lock(conn: &Connection, statement: Statement, key: impl Params) -> Result<(), StoreError> {
    each(conn, statement, key, |_| Ok(()))
}

/// Names of what two might write at once: calls, callers' ids, the staff, the segments and the targets as wholes,
/// experiments, series of coupons, gift cards, stocks, seeds of draws.
fn names(changeset: &Changeset) -> BTreeSet<String> {
    let call = changeset.call.iter();
    let call = call.map(|call| format!("call/{}/{}", call.scope, call.key));
    let external = |id: &ExternalId| format!("external/{}/{}", id.integration, id.id);
    let purchases = changeset.purchases.iter();
    let purchases = purchases.filter_map(|new| new.external.as_ref());
    let returns = changeset.returns.iter();
    let returns = returns.filter_map(|new| new.external.as_ref());
    let ids = purchases.chain(returns).chain(&changeset.tombstones);
    let staff = changeset.staff_seen.map(|_| "staff".to_owned());
    let segments = changeset.segments_seen.map(|_| "segments".to_owned());
    let targets = changeset.targets.iter().map(|_| "targets".to_owned());
    let experiment = changeset.experiments.seen.as_ref();
    let experiment = experiment.map(|(id, _)| format!("experiment/{id}"));
    let wholes = staff.into_iter().chain(segments).chain(targets);
    let wholes = wholes.chain(experiment);
    let series = |series: &RuleId| format!("coupons/{series}");
    let used = changeset.coupon_writes().map(|write| series(&write.series));
    let cards = changeset.gift_cards.iter().map(|change| &change.code);
    let set_aside = changeset
        .gift_card_holds
        .iter()
        .flat_map(|hold| &hold.cards);
    let set_aside = set_aside.map(|(code, ..)| code);
    let cards = cards
        .chain(set_aside)
        .map(|code| format!("gift_card/{code}"));
    let held = changeset.holds().flat_map(|hold| &hold.coupons);
    let held = held.map(|held| series(&held.series));
    let stocks = changeset.stock_moves();
    let stocks = stocks.map(|stock| format!("stocks/{}", stock.moved.key));
    let seeds = { changeset.seeds.iter() }.map(|moved| format!("seeds/{}", moved.draw()));
    call.chain(ids.map(external))
        .chain(seeds)
        .chain(stocks)
        .chain(wholes)
        .chain(used)
        .chain(held)
        .chain(cards)
        .collect()
}

fn owners(changeset: &Changeset) -> BTreeSet<MemberId> {
    let owners = changeset.owners.iter().map(|change| change.owner);
    let profiles = changeset.profiles.iter().map(|change| change.member);
    owners.chain(profiles).collect()
}

fn purchases(changeset: &Changeset) -> BTreeSet<PurchaseId> {
    let returned = changeset.returns.iter();
    let returned = returned.filter_map(|returned| returned.purchase);
    let seen = changeset.seen_purchases.iter().map(|seen| seen.purchase);
    let voids = changeset.voids.iter().copied();
    returned.chain(seen).chain(voids).collect()
}
