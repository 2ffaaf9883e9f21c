//! Writes a changeset whose guards hold.

use std::collections::BTreeSet;

use regulars_engine::time::Instant;

use super::post::Post;
use crate::database::Connection;
use crate::find::IndexMoves;
use crate::ledger::{BalanceMove, Births};
use crate::owner::{self, Guard};
use crate::{
    Changeset, NewMember, OwnerChange, ProfileChange, SeedMove, StoreError, adjustment, audit,
    call, claim, clearing, counter, coupon, dashboard, discrepancy, event, experiment, game,
    gift_card, job, journal, key, ledger, member, membership, merge, place, product, program,
    purchase, quote, registration, return_, rollout, segment, session, spend, staff, stamp, stock,
    target, transfer,
};

/// Writes everything. `guards` are those of the owners, in their order.
pub(super) fn apply(
    post: &mut Post<'_>,
    changeset: &Changeset,
    guards: &[Guard],
) -> Result<(), StoreError> {
    let (conn, posted_at) = (post.conn, changeset.posted_at);
    changeset
        .new_members
        .iter()
        .try_for_each(|new| register(conn, new, &mut post.index))?;
    changeset
        .registrations
        .iter()
        .try_for_each(|new| registration::insert(conn, new))?;
    change_profiles(conn, &changeset.profiles, &mut post.index)?;
    if let Some(call) = &changeset.call {
        call::put(conn, call, posted_at)?;
    }
    write_documents(conn, changeset)?;
    { changeset.seeds.iter() }.try_for_each(|moved| game::write(conn, moved, posted_at))?;
    let profiles: BTreeSet<_> = { changeset.profiles.iter() }
        .map(|profile| profile.member)
        .collect();
    for (change, guard) in changeset.owners.iter().zip(guards) {
        // A profile that changed has moved its owner on already.
        let version = guard.version + i64::from(profiles.contains(&change.owner));
        change_owner(conn, change, Guard { version, ..*guard }, posted_at)?;
    }
    changeset
        .coupon_writes()
        .try_for_each(|write| coupon::write(conn, write, posted_at))?;
    { changeset.merges.iter() }.try_for_each(|new| merge::merge(conn, new, &mut post.index))?;
    for member in &changeset.erased {
        merge::erase(conn, *member, posted_at, &mut post.index)?;
    }
    changeset
        .stamps
        .iter()
        .try_for_each(|(member, row)| stamp::put(conn, *member, row.as_ref()))?;
    membership::write(conn, &changeset.memberships, posted_at)?;
    gift_card::write(conn, changeset)?;
    write_catalogue(conn, changeset)?;
    write_staff(conn, changeset)?;
    for fact in &changeset.facts {
        let pos = post.next_pos()?;
        journal::insert(conn, pos, fact, posted_at)?;
    }
    changeset
        .jobs
        .iter()
        .try_for_each(|new| job::insert(conn, new))?;
    changeset
        .finished_jobs
        .iter()
        .try_for_each(|done| job::finish(conn, *done))?;
    changeset
        .revived_jobs
        .iter()
        .try_for_each(|dead| job::revive(conn, *dead, posted_at))?;
    post.figures.after(conn, changeset)?;
    mark(post, changeset);
    Ok(())
}

fn register(conn: &Connection, new: &NewMember, index: &mut IndexMoves) -> Result<(), StoreError> {
    owner::insert(conn, new.id, new.registered_at)?;
    member::insert_profile(conn, new.id, &new.profile, &new.identifiers, index)?;
    new.identifiers
        .iter()
        .try_for_each(|added| member::add_identifier(conn, new.id, added))
}

/// Identifiers are dropped from all before any is added: one may pass from a member to another.
fn change_profiles(
    conn: &Connection,
    changes: &[ProfileChange],
    index: &mut IndexMoves,
) -> Result<(), StoreError> {
    for change in changes {
        change
            .drop
            .iter()
            .try_for_each(|dropped| member::drop_identifier(conn, change.member, dropped))?;
    }
    for change in changes {
        owner::block(conn, change.member, change.blocked, change.expected)?;
        member::update_profile(conn, change.member, &change.profile, &change.add, index)?;
        change
            .add
            .iter()
            .try_for_each(|added| member::add_identifier(conn, change.member, added))?;
    }
    Ok(())
}

fn write_documents(conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
    let posted_at = changeset.posted_at;
    changeset
        .purchases
        .iter()
        .try_for_each(|new| purchase::insert(conn, new, posted_at))?;
    changeset
        .discrepancies
        .iter()
        .try_for_each(|purchase| discrepancy::insert(conn, *purchase))?;
    changeset
        .reviews
        .iter()
        .try_for_each(|new| discrepancy::review(conn, new, posted_at))?;
    changeset
        .returns
        .iter()
        .try_for_each(|new| return_::insert(conn, new, posted_at))?;
    changeset
        .voids
        .iter()
        .try_for_each(|voided| purchase::void(conn, *voided))?;
    changeset
        .tombstones
        .iter()
        .try_for_each(|stone| purchase::bury(conn, stone, posted_at))?;
    changeset
        .events
        .iter()
        .try_for_each(|new| event::insert(conn, new, posted_at))?;
    changeset
        .claims
        .iter()
        .try_for_each(|new| claim::insert(conn, new))?;
    changeset
        .claim_ends
        .iter()
        .try_for_each(|ending| claim::end(conn, ending))?;
    changeset
        .transfers
        .iter()
        .try_for_each(|new| transfer::insert(conn, new))?;
    changeset
        .adjustments
        .iter()
        .try_for_each(|new| adjustment::insert(conn, new))
}

fn change_owner(
    conn: &Connection,
    change: &OwnerChange,
    before: Guard,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let owner = change.owner;
    owner::move_on(conn, change, before)?;
    for posting in &change.postings {
        ledger::insert_posting(conn, owner, posting, posted_at)?;
    }
    change
        .clearing
        .iter()
        .try_for_each(|moved| clearing::insert(conn, owner, moved, posted_at))?;
    for moved in BalanceMove::of(change.postings.iter().map(|(_, _, posting)| posting)) {
        ledger::move_balance(conn, owner, &moved)?;
    }
    let births = Births::of(change, before.next_lot);
    change
        .lots
        .iter()
        .try_for_each(|lot| ledger::put_lot(conn, owner, lot, &births))?;
    change
        .debts
        .iter()
        .try_for_each(|debt| ledger::put_debt(conn, owner, debt))?;
    change.released.iter().try_for_each(|quote| {
        coupon::release(conn, owner, *quote)?;
        quote::release(conn, owner, *quote)
    })?;
    if let Some(hold) = &change.hold {
        quote::place(conn, owner, hold)?;
        coupon::hold(conn, owner, hold)?;
    }
    change
        .counters
        .iter()
        .try_for_each(|moved| counter::move_counter(conn, owner, moved))?;
    change
        .stocks
        .iter()
        .try_for_each(|moved| stock::write(conn, moved))?;
    change
        .draws
        .iter()
        .try_for_each(|new| game::insert(conn, owner, new))?;
    change
        .uses
        .iter()
        .try_for_each(|(rule, at)| counter::add_use(conn, owner, rule, *at))?;
    change
        .unused
        .iter()
        .try_for_each(|(rule, at)| counter::take_use(conn, owner, rule, *at))?;
    change
        .tiers
        .iter()
        .try_for_each(|(scheme, state)| counter::put_tier(conn, owner, scheme, state))?;
    change
        .segments
        .iter()
        .try_for_each(|moved| counter::move_segment(conn, owner, moved, posted_at))
}

fn write_catalogue(conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
    let posted_at = changeset.posted_at;
    changeset
        .products
        .iter()
        .try_for_each(|(sku, row)| product::put(conn, sku, row))?;
    changeset
        .stores
        .iter()
        .try_for_each(|(id, row)| place::put(conn, id, row))?;
    changeset
        .targets
        .iter()
        .try_for_each(|targets| target::put(conn, targets))?;
    changeset
        .dashboards
        .iter()
        .try_for_each(|change| dashboard::write(conn, change))?;
    changeset
        .spend
        .iter()
        .try_for_each(|change| spend::write(conn, change))?;
    experiment::write(conn, &changeset.experiments, posted_at)?;
    changeset
        .versions
        .iter()
        .try_for_each(|new| program::insert_version(conn, new, posted_at))?;
    changeset
        .scenarios
        .iter()
        .try_for_each(|(id, text)| program::put_scenarios(conn, id, text, posted_at))?;
    changeset
        .publications
        .iter()
        .try_for_each(|new| program::publish(conn, new, posted_at))?;
    changeset
        .cancelled_publications
        .iter()
        .try_for_each(|cancelled| program::cancel(conn, *cancelled, posted_at))?;
    changeset
        .rollout_steps
        .iter()
        .try_for_each(|step| rollout::insert(conn, step, posted_at))?;
    changeset
        .segments
        .iter()
        .try_for_each(|(row, members)| segment::put(conn, row, members, posted_at))?;
    changeset
        .dropped_segments
        .iter()
        .try_for_each(|id| segment::drop(conn, id))?;
    changeset
        .new_keys
        .iter()
        .try_for_each(|new| key::insert(conn, new, posted_at))?;
    changeset
        .revoked_keys
        .iter()
        .try_for_each(|revoked| key::revoke(conn, *revoked, posted_at))
}

/// Staff come before their sessions.
fn write_staff(conn: &Connection, changeset: &Changeset) -> Result<(), StoreError> {
    let posted_at = changeset.posted_at;
    changeset
        .staff
        .iter()
        .try_for_each(|row| staff::put(conn, row))?;
    changeset
        .sessions
        .iter()
        .try_for_each(|moved| session::make(conn, moved, posted_at))?;
    changeset
        .audit
        .iter()
        .try_for_each(|new| audit::insert(conn, new, posted_at))
}

/// Keeps the sums of the mark.
fn mark(post: &mut Post<'_>, changeset: &Changeset) {
    let mark = &mut post.mark;
    mark.last_id = ids(changeset).fold(mark.last_id, i64::max);
    mark.posted_at = mark.posted_at.max(changeset.posted_at);
    mark.members += i64::try_from(changeset.new_members.len()).unwrap_or(0);
    mark.purchases += i64::try_from(changeset.purchases.len()).unwrap_or(0);
}

/// Every id a changeset brings.
fn ids(changeset: &Changeset) -> impl Iterator<Item = i64> + '_ {
    let members = changeset.new_members.iter().map(|new| new.id.raw());
    let purchases = changeset.purchases.iter().map(|new| new.id.raw());
    let returns = changeset.returns.iter().map(|new| new.id.raw());
    let exchanges = changeset
        .purchases
        .iter()
        .filter_map(|new| new.exchange.map(|exchange| exchange.raw()));
    let events = changeset.events.iter().map(|new| new.id.raw());
    let claims = changeset.claims.iter().map(|new| new.id.raw());
    let seeds = { changeset.seeds.iter() }.filter_map(|moved| match moved {
        SeedMove::Open(new) => Some(new.id.raw()),
        SeedMove::Reveal { .. } => None,
    });
    let transfers = changeset.transfers.iter().map(|new| new.id.raw());
    let merges = changeset.merges.iter().map(|new| new.id.raw());
    let keys = changeset.new_keys.iter().map(|new| new.id.raw());
    let staff = changeset.staff.iter().map(|row| row.id.raw());
    let audit = changeset.audit.iter().map(|new| new.id.raw());
    let adjustments = changeset.adjustments.iter().map(|new| new.id.raw());
    let memberships = { changeset.memberships.moves.iter() }.filter_map(|moved| moved.told);
    let owners = changeset.owners.iter().flat_map(owner_ids);
    let cards = changeset.gift_cards.iter();
    let cards = cards.flat_map(|change| change.postings.iter().map(|(id, ..)| id.raw()));
    let card_holds = changeset
        .gift_card_holds
        .iter()
        .map(|hold| hold.quote.raw());
    members
        .chain(purchases)
        .chain(returns)
        .chain(exchanges)
        .chain(events)
        .chain(claims)
        .chain(seeds)
        .chain(transfers)
        .chain(merges)
        .chain(keys)
        .chain(staff)
        .chain(audit)
        .chain(adjustments)
        .chain(memberships)
        .chain(owners)
        .chain(cards)
        .chain(card_holds)
}

fn owner_ids(change: &OwnerChange) -> impl Iterator<Item = i64> + '_ {
    let postings = change.postings.iter().map(|(id, _, _)| id.raw());
    let cleared = change.clearing.iter().map(|(id, ..)| id.raw());
    let quotes = change.hold.iter().map(|new| new.hold.quote.raw());
    let draws = change.draws.iter().map(|new| new.id.raw());
    postings.chain(cleared).chain(quotes).chain(draws)
}
