//! Guards: everything a changeset was decided on still holds. All are checked before its first write.

use std::collections::BTreeSet;

use regulars_engine::id::{MemberId, PurchaseId};

use super::lock::Locks;
use crate::codec::PurchaseState;
use crate::database::{Connection, Engine};
use crate::owner::{self, Guard};
use crate::{
    Answer, Call, Changeset, CommitError, Held, Identifier, OwnerChange, SeenPurchase, StoreError,
    call, coupon, experiment, figure, game, gift_card, lease, member, program, purchase, return_,
    segment, staff, stock,
};

/// What the guards say.
pub(super) enum Verdict {
    /// Write it. The owners' guards, in the order of `owners`.
    Clear(Vec<Guard>),
    /// The same call was committed before.
    Replayed(Answer),
    /// Write nothing.
    Refused(CommitError),
}

/// A guard that does not hold, or a database that cannot be read.
enum Stop {
    Replayed(Answer),
    Refused(CommitError),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CommitError> for Stop {
    fn from(error: CommitError) -> Self {
        Self::Refused(error)
    }
}

/// Checks all guards of changesets that are apart from one another: where others write at the same time, with everything
/// locked that they stand on.
pub(super) fn check(
    conn: &Connection,
    changesets: &[&Changeset],
) -> Result<Vec<Verdict>, StoreError> {
    let leases = changesets
        .iter()
        .map(|changeset| told(check_leases(conn, changeset)));
    let leases = leases.collect::<Result<Vec<_>, _>>()?;
    if conn.engine() == Engine::Postgres {
        let mut locks = Locks::default();
        changesets
            .iter()
            .for_each(|changeset| locks.add(Locks::of(changeset)));
        conn.foresee(&mut |conn| {
            // Nothing is found out here.
            drop(locks.take(conn));
            changesets
                .iter()
                .for_each(|changeset| foresee(conn, changeset));
        });
        locks.take(conn)?;
    }
    let verdicts = { changesets.iter().zip(leases) }.map(|(changeset, lease)| match lease {
        Verdict::Clear(_) => told(check_all(conn, changeset)),
        refused => Ok(refused),
    });
    verdicts.collect()
}

fn told(checked: Result<Vec<Guard>, Stop>) -> Result<Verdict, StoreError> {
    match checked {
        Ok(guards) => Ok(Verdict::Clear(guards)),
        Err(Stop::Replayed(answer)) => Ok(Verdict::Replayed(answer)),
        Err(Stop::Refused(error)) => Ok(Verdict::Refused(error)),
        Err(Stop::Store(error)) => Err(error),
    }
}

/// What a changeset is made under is still its own.
fn check_leases(conn: &Connection, changeset: &Changeset) -> Result<Vec<Guard>, Stop> {
    let finished = changeset.finished_jobs.iter().copied().map(Held::Job);
    for held in changeset.held.into_iter().chain(finished) {
        lease::check(conn, held)??;
    }
    Ok(Vec::new())
}

/// The call comes first: a call seen before is answered as before, however the world has moved on.
fn check_all(conn: &Connection, changeset: &Changeset) -> Result<Vec<Guard>, Stop> {
    if let Some(call) = &changeset.call {
        check_call(conn, call, changeset)?;
    }
    let new: BTreeSet<MemberId> = changeset
        .new_members
        .iter()
        .map(|member| member.id)
        .collect();
    let guards = changeset
        .owners
        .iter()
        .map(|change| check_owner(conn, change, &new))
        .collect::<Result<_, _>>()?;
    for change in &changeset.profiles {
        check_version(conn, change.member, change.expected, &new)?;
    }
    check_identifiers(conn, changeset)?;
    check_documents(conn, changeset)?;
    for seen in &changeset.seen_purchases {
        check_seen(conn, seen)?;
    }
    if let Some(code) = coupon::spent(conn, changeset)? {
        return Err(CommitError::CouponMoved { code }.into());
    }
    if let Some(code) = gift_card::moved(conn, changeset)? {
        return Err(CommitError::GiftCardMoved { code }.into());
    }
    if let Some(key) = stock::spent(conn, changeset)? {
        return Err(CommitError::StockMoved { key }.into());
    }
    if let Some(draw) = game::moved(conn, changeset)? {
        return Err(CommitError::SeedMoved { draw }.into());
    }
    check_versions(conn, changeset)?;
    check_staff(conn, changeset)?;
    check_segments(conn, changeset)?;
    check_experiment(conn, changeset)?;
    Ok(guards)
}

/// What a till's changesets are checked against: asked together, behind the locks.
fn foresee(conn: &Connection, changeset: &Changeset) {
    let seen_before =
        { changeset.call.iter() }.map(|call| call::load(conn, &call.scope, &call.key));
    seen_before.for_each(drop);
    for change in &changeset.owners {
        drop(owner::guard(conn, change.owner));
    }
    for change in &changeset.profiles {
        drop(owner::guard(conn, change.member));
    }
    drop(check_identifiers(conn, changeset));
    let purchases = { changeset.purchases.iter() }.filter_map(|new| new.external.as_ref());
    for external in purchases.chain(&changeset.tombstones) {
        drop(purchase::by_external(conn, external));
        drop(purchase::is_buried(conn, external));
    }
    for external in { changeset.returns.iter() }.filter_map(|new| new.external.as_ref()) {
        drop(return_::by_external(conn, external));
    }
    let returned = { changeset.returns.iter() }.filter_map(|returned| returned.purchase);
    let seen = { changeset.seen_purchases.iter() }.map(|seen| seen.purchase);
    for purchase in returned.chain(changeset.voids.iter().copied()).chain(seen) {
        drop(purchase::guard(conn, purchase));
    }
    game::foresee(conn, changeset);
    figure::foresee(conn, changeset);
}

fn check_call(conn: &Connection, call: &Call, changeset: &Changeset) -> Result<(), Stop> {
    let Some(earlier) = call::load(conn, &call.scope, &call.key)? else {
        return Ok(());
    };
    if earlier
        .keep_until
        .is_some_and(|until| until <= changeset.posted_at)
    {
        return Ok(());
    }
    if earlier.hash == call.hash {
        Err(Stop::Replayed(earlier.answer))
    } else {
        Err(CommitError::KeyReused.into())
    }
}

fn check_owner(
    conn: &Connection,
    change: &OwnerChange,
    new: &BTreeSet<MemberId>,
) -> Result<Guard, Stop> {
    check_version(conn, change.owner, change.expected, new)
}

fn check_version(
    conn: &Connection,
    owner: MemberId,
    expected: i64,
    new: &BTreeSet<MemberId>,
) -> Result<Guard, Stop> {
    let guard = if new.contains(&owner) {
        Some(Guard::NEW)
    } else {
        owner::guard(conn, owner)?
    };
    let guard = guard.ok_or(CommitError::UnknownOwner { owner })?;
    if guard.version == expected {
        Ok(guard)
    } else {
        Err(CommitError::Conflict { owner }.into())
    }
}

/// Identifiers added are nobody else's, in the database and in the changeset.
fn check_identifiers(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    let of_new = changeset
        .new_members
        .iter()
        .flat_map(|new| new.identifiers.iter().map(|added| (new.id, added)));
    let of_old = changeset
        .profiles
        .iter()
        .flat_map(|old| old.add.iter().map(|added| (old.member, added)));
    let mut seen: BTreeSet<&Identifier> = BTreeSet::new();
    for (member, added) in of_new.chain(of_old) {
        let holder = member::holder(conn, added)?.filter(|holder| *holder != member);
        let others = holder.is_some_and(|holder| !is_dropped(changeset, holder, added));
        if others || !seen.insert(added) {
            return Err(CommitError::Taken { kind: added.kind }.into());
        }
    }
    Ok(())
}

/// Whether the changeset itself takes the identifier from its holder.
fn is_dropped(changeset: &Changeset, holder: MemberId, identifier: &Identifier) -> bool {
    changeset
        .profiles
        .iter()
        .any(|change| change.member == holder && change.drop.contains(identifier))
}

/// Callers' ids are new, and what is returned or voided is still there.
fn check_documents(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    for external in changeset
        .purchases
        .iter()
        .filter_map(|purchase| purchase.external.as_ref())
    {
        if purchase::by_external(conn, external)?.is_some() {
            return Err(CommitError::ExternalTaken {
                external: external.clone(),
            }
            .into());
        }
        if purchase::is_buried(conn, external)? {
            return Err(CommitError::Tombstoned {
                external: external.clone(),
            }
            .into());
        }
    }
    for external in changeset
        .returns
        .iter()
        .filter_map(|returned| returned.external.as_ref())
    {
        if return_::by_external(conn, external)?.is_some() {
            return Err(CommitError::ExternalTaken {
                external: external.clone(),
            }
            .into());
        }
    }
    for external in &changeset.tombstones {
        if purchase::by_external(conn, external)?.is_some() {
            return Err(CommitError::ExternalTaken {
                external: external.clone(),
            }
            .into());
        }
    }
    let returned = changeset
        .returns
        .iter()
        .filter_map(|returned| returned.purchase);
    returned
        .chain(changeset.voids.iter().copied())
        .try_for_each(|purchase| check_sold(conn, purchase))
}

fn check_sold(conn: &Connection, purchase: PurchaseId) -> Result<(), Stop> {
    match purchase::guard(conn, purchase)? {
        Some((PurchaseState::Sold, _)) => Ok(()),
        _ => Err(CommitError::PurchaseMoved { purchase }.into()),
    }
}

fn check_seen(conn: &Connection, seen: &SeenPurchase) -> Result<(), Stop> {
    let purchase = seen.purchase;
    let now = purchase::guard(conn, purchase)?;
    let same = now.is_some_and(|(state, returns)| {
        (state == PurchaseState::Voided) == seen.voided && returns == seen.returns
    });
    if same {
        Ok(())
    } else {
        Err(CommitError::PurchaseMoved { purchase }.into())
    }
}

fn check_versions(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    for new in &changeset.versions {
        if program::exists(conn, &new.version)? {
            return Err(CommitError::VersionTaken {
                version: new.version.clone(),
            }
            .into());
        }
    }
    Ok(())
}

fn check_staff(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    match changeset.staff_seen {
        Some(seen) if staff::mark(conn)? != seen => Err(CommitError::StaffMoved.into()),
        _ => Ok(()),
    }
}

fn check_experiment(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    match &changeset.experiments.seen {
        Some((id, seen)) if experiment::version(conn, id)? != *seen => {
            Err(CommitError::ExperimentMoved.into())
        }
        _ => Ok(()),
    }
}

fn check_segments(conn: &Connection, changeset: &Changeset) -> Result<(), Stop> {
    match changeset.segments_seen {
        Some(seen) if segment::mark(conn)? != seen => Err(CommitError::SegmentsMoved.into()),
        _ => Ok(()),
    }
}
