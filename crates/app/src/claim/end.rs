//! Hands a claimed reward over, or gives a claim up.

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::{ClaimId, MemberId};
use regulars_engine::name::StoreId;
use regulars_engine::reward::{ClaimEnd, Ending};
use regulars_store::{
    Actor, Cause, Changeset, ClaimEnding, ClaimRow, ClaimState, LotsOf, NewAudit, Reader, Scope,
};

use super::read::{find, standing, view};
use super::{ClaimView, fact};
use crate::account::{Step, change};
use crate::app::App;
use crate::audit::tell;
use crate::basket::MemberRef;
use crate::commit::Ledger;
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::rollout::for_member;
use crate::scope;

/// What is to become of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The reward is handed over.
    HandOver,
    /// The claim is given up: what it took comes back.
    Cancel,
}

/// An end of a claim asked for.
#[derive(Debug, Clone)]
pub struct EndRequest {
    /// Who asks.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Our id of the claim, or its code as it is typed.
    pub claim: String,
    /// What is to become of it.
    pub wish: Wish,
    /// Where.
    pub store: Option<StoreId>,
    /// By whom, as the till names them.
    pub cashier: Option<String>,
    /// Why, for the audit.
    pub note: Option<String>,
}

/// Hands the reward of an open claim over, once, or gives the claim up: its points, its stock and the use of its limit come
/// back.
///
/// # Errors
/// No such claim; one that has ended; `KeyReused`; an unavailable store.
pub async fn end(app: &App, request: EndRequest) -> Result<Done<ClaimView>> {
    let claim = request.claim.clone();
    let row = app.read(move |_, reader| find(reader, &claim)).await?;
    let whose = (request.keyed.clone(), MemberRef::Id(row.member));
    let done = change(app, request, whose, step).await?;
    let claim = row.id.to_string();
    let outcome = app
        .read(move |app, reader| view(app, reader, &claim))
        .await?;
    Ok(Done {
        outcome,
        replayed: done.replayed,
    })
}

fn step(app: &App, reader: &Reader<'_>, owner: MemberId, request: &EndRequest) -> Step<ClaimId> {
    if let Some(done) = keyed::known(reader, request.keyed.as_ref())? {
        return Ok((None, done));
    }
    let row = find(reader, &request.claim)?;
    let when = When::now(app.now());
    let stands = standing(&row, when.at);
    if stands != ClaimState::Open {
        return Err(AppError::ClaimClosed(stands));
    }
    let (state, action, kind) = match request.wish {
        Wish::HandOver => (ClaimState::Given, "claim.hand_over", "claim.given"),
        Wish::Cancel => (ClaimState::Cancelled, "claim.cancel", "claim.cancelled"),
    };
    let why = (request.wish == Wish::Cancel).then_some(Ending::Cancelled);
    let mut changeset = ended(app, reader, owner, &row, (state, why), (when, kind))?;
    changeset.call = keyed::call(app, request.keyed.as_ref(), &row.id);
    for ending in &mut changeset.claim_ends {
        ending.store.clone_from(&request.store);
        ending.cashier.clone_from(&request.cashier);
    }
    changeset.audit = vec![NewAudit {
        note: request.note.clone(),
        ..tell(app, request.by, action, Some(row.id.to_string()))
    }];
    let done = Done {
        outcome: row.id,
        replayed: false,
    };
    Ok((Some(changeset), done))
}

/// What a claim's end changes; what it had taken comes back where it ends without its reward.
pub(super) fn ended(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    row: &ClaimRow,
    (state, why): (ClaimState, Option<Ending>),
    (when, kind): (When, &'static str),
) -> Result<Changeset> {
    let live = for_member(app, reader, owner, when.posted_at)?;
    let undone = Scope {
        lots_of: why.map(|_| LotsOf::Claim(row.id)),
        ..scope::bare(&live.program, when)
    };
    let loaded = reader.situation(owner, &undone)?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    if let Some(why) = why {
        let mut effects = row.effects.clone();
        reader.claim_shift(row.id)?.effects(&mut effects);
        let end = ClaimEnd {
            reward: row.reward.clone(),
            at: row.at,
            effects,
            why,
        };
        let event = Event::ClaimEnded(Box::new(end));
        ledger.decide(app, &event, when, Cause::Claim(row.id));
    }
    let (change, facts) = ledger.close(when.posted_at);
    let mut told = fact(when.at, kind, row.id, &row.reward);
    told.owner = Some(owner);
    let ending = ClaimEnding {
        id: row.id,
        state,
        at: when.at,
        store: None,
        cashier: None,
    };
    Ok(Changeset {
        posted_at: when.posted_at,
        owners: vec![change],
        claim_ends: vec![ending],
        facts: std::iter::once(told).chain(facts).collect(),
        ..Changeset::default()
    })
}
