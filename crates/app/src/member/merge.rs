//! Makes two records of one person one: a member joins another, for good.

use std::sync::Arc;

use regulars_engine::both;
use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::{MemberId, MergeId};
use regulars_engine::member::Profile;
use regulars_engine::merge::{Merging, Paid, merge as decide, merge_profiles};
use regulars_engine::program::Program;
use regulars_engine::situation::TierState;
use regulars_engine::time::Instant;
use regulars_store::{
    Actor, Cause, Changeset, Fact, Identifier, MemberRow, MergeRow, NewAudit, NewMerge,
    ProfileChange, Reader,
};
use serde::{Deserialize, Serialize};

use crate::account::Step;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::basket::MemberRef;
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::member::read::living;
use crate::scope;

/// Two members who are one.
#[derive(Debug, Clone)]
pub struct MergeRequest {
    /// Who asks.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Who stays.
    pub into: MemberRef,
    /// Who joins.
    pub from: MemberRef,
}

/// A merge done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// Our id of it.
    pub merge: MergeId,
    /// Who joined, and is the other now.
    pub from: MemberId,
    /// Who stayed.
    pub into: MemberId,
    /// When.
    pub at: Instant,
}

impl From<MergeRow> for Merged {
    fn from(row: MergeRow) -> Self {
        Self {
            merge: row.id,
            from: row.source,
            into: row.target,
            at: row.at,
        }
    }
}

/// What is kept of a merge, to part the two again. Personal data.
#[derive(Debug, Serialize)]
struct Kept<'k> {
    /// Of who joined.
    profile: &'k Profile,
    identifiers: &'k [Identifier],
    blocked: bool,
    /// Of who stayed, as they were.
    own_profile: &'k Profile,
    own_tiers: Vec<(&'k str, &'k TierState)>,
    /// What the one paid of what the other owed.
    paid: &'k [Paid],
    /// What was left of lots and owed of debts that came over, under their new numbers.
    lots: Vec<(u32, i64)>,
    debts: Vec<(u32, i64)>,
}

/// Merges two members: everything of the one moves to the other in one changeset, or nothing.
///
/// # Errors
/// An unknown or erased member; the same one twice; `KeyReused`; an unavailable store.
pub async fn merge(app: &App, request: MergeRequest) -> Result<Done<Merged>> {
    let _call = match &request.keyed {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let request = Arc::new(request);
    loop {
        let keyed = request.clone();
        let known = app.read(move |_, reader| keyed::known(reader, keyed.keyed.as_ref()));
        if let Some(done) = known.await? {
            return Ok(done);
        }
        let named = request.clone();
        let both = app.read(move |_, reader| both_of(reader, &named.into, &named.from));
        let (into, from) = both.await?;
        // One order for all, so that nobody waits for somebody who waits for them.
        let _first = app.owners().hold(into.min(from)).await;
        let _second = app.owners().hold(into.max(from)).await;
        let asked = request.clone();
        let step = app.read(move |app, reader| step(app, reader, (into, from), &asked));
        let (changeset, done) = step.await?;
        let Some(changeset) = changeset else {
            return Ok(done);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(done);
        }
    }
}

/// Merges that made a member what they are, in order of time, through others too.
///
/// # Errors
/// An unknown member.
pub async fn merges(app: &App, named: MemberRef) -> Result<Vec<Merged>> {
    app.read(move |_, reader| {
        let member = crate::member::read::row(reader, &named)?.id;
        let rows = reader.merges(member)?;
        Ok(rows.into_iter().map(Merged::from).collect())
    })
    .await
}

/// Who stays and who joins.
pub(super) fn both_of(
    reader: &Reader<'_>,
    into: &MemberRef,
    from: &MemberRef,
) -> Result<(MemberId, MemberId)> {
    let into = living(reader, into)?;
    let from = living(reader, from).map_err(|error| match error {
        AppError::NotFound {
            what: Thing::Member,
            ..
        } => AppError::field(
            "/member",
            both!(
                "is nobody we know; name the other record of this person",
                "такого участника нет; укажите вторую запись этого человека"
            ),
        ),
        other => other,
    })?;
    if into == from {
        return Err(AppError::field(
            "/member",
            both!(
                "is the same member; name the other record of this person",
                "это тот же участник; укажите вторую запись этого человека"
            ),
        ));
    }
    Ok((into, from))
}

/// A member and what is to be decided of them.
pub(super) struct Side<'p> {
    pub(super) row: MemberRow,
    pub(super) ledger: Ledger<'p>,
}

/// Loads a member. What was due has its turn first.
pub(super) fn open<'p>(
    app: &App,
    reader: &Reader<'_>,
    program: &'p Program,
    member: MemberId,
    when: When,
) -> Result<Side<'p>> {
    let nobody = || AppError::not_found(Thing::Member, member);
    let row = reader.member(member)?.ok_or_else(nobody)?;
    let loaded = reader.situation(member, &scope::bare(program, when))?;
    let loaded = loaded.ok_or_else(nobody)?;
    let mut ledger = Ledger::open(program, member, loaded.version, loaded.situation);
    ledger.decide(app, &Event::Tick, when, Cause::Time);
    Ok(Side { row, ledger })
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    (into, from): (MemberId, MemberId),
    request: &MergeRequest,
) -> Step<Merged> {
    let when = When::now(app.now());
    let live = app.programs().at(when.at);
    let id = MergeId::from_raw(app.next_id());
    let mut stays = open(app, reader, &live.program, into, when)?;
    let mut joins = open(app, reader, &live.program, from, when)?;
    let merging = decide(
        &live.program,
        &stays.ledger.situation,
        &joins.ledger.situation,
        when,
    );
    let own_tiers = stays.ledger.situation.tiers.clone();
    let own_tiers = { own_tiers.iter() }.map(|(scheme, state)| (scheme.as_str(), state));
    let new = NewMerge {
        id,
        source: from,
        target: into,
        at: when.at,
        shift: merging.shift,
        holds: merging.holds.clone(),
        kept: kept(&stays.row, &joins.row, own_tiers.collect(), &merging),
    };
    stays
        .ledger
        .adopt(app, &merging.stays, when, Cause::Merge(id));
    joins
        .ledger
        .adopt(app, &merging.joins, when, Cause::Merge(id));
    stays.ledger.situation.wallet = merging.wallet;
    let done = Done {
        outcome: Merged {
            merge: id,
            from,
            into,
            at: when.at,
        },
        replayed: false,
    };
    let mut changeset = changeset(stays, joins, new, when);
    changeset.call = keyed::call(app, request.keyed.as_ref(), &done.outcome);
    changeset.audit = vec![NewAudit {
        note: Some(format!("{from} → {into}")),
        ..tell(app, request.by, "member.merge", Some(into.to_string()))
    }];
    Ok((Some(changeset), done))
}

fn kept(
    stays: &MemberRow,
    joins: &MemberRow,
    own_tiers: Vec<(&str, &TierState)>,
    merging: &Merging,
) -> String {
    let lots = merging.wallet.lots.iter();
    let lots = lots.filter(|lot| lot.number.0 > merging.shift.lots);
    let debts = merging.wallet.debts.iter();
    let debts = debts.filter(|debt| debt.number.0 > merging.shift.debts);
    to_json(&Kept {
        profile: &joins.profile,
        identifiers: &joins.identifiers,
        blocked: joins.blocked,
        own_profile: &stays.profile,
        own_tiers,
        paid: &merging.paid,
        lots: lots
            .map(|lot| (lot.number.0, lot.remaining.raw()))
            .collect(),
        debts: { debts }
            .map(|debt| (debt.number.0, debt.remaining.raw()))
            .collect(),
    })
}

/// Both owners' changes, in the order of their ids, both profiles, and a fact for each.
fn changeset(stays: Side<'_>, joins: Side<'_>, new: NewMerge, when: When) -> Changeset {
    let profiles = vec![
        ProfileChange {
            member: new.target,
            expected: stays.row.version,
            profile: merge_profiles(&stays.row.profile, &joins.row.profile),
            add: joins.row.identifiers.clone(),
            drop: Vec::new(),
            blocked: stays.row.blocked,
        },
        ProfileChange {
            member: new.source,
            expected: joins.row.version,
            profile: Profile::default(),
            add: Vec::new(),
            drop: joins.row.identifiers,
            blocked: joins.row.blocked,
        },
    ];
    let payload = to_json(&serde_json::json!({
        "merge": new.id.to_string(), "from": new.source, "into": new.target,
    }));
    let (mut own, own_facts) = stays.ledger.close(when.posted_at);
    // What both have bought together is looked at soon.
    own.check_at = Some(when.posted_at);
    let (mut other, other_facts) = joins.ledger.close(when.posted_at);
    (other.due_at, other.check_at) = (None, None);
    let mut facts = own_facts;
    facts.extend(other_facts);
    facts.extend([new.target, new.source].map(|owner| Fact {
        at: when.at,
        kind: "member.merged",
        owner: Some(owner),
        payload: payload.clone(),
    }));
    let mut owners = vec![own, other];
    owners.sort_by_key(|change| change.owner);
    Changeset {
        posted_at: when.posted_at,
        profiles,
        owners,
        merges: vec![new],
        facts,
        ..Changeset::default()
    }
}
