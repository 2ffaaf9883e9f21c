//! Claims a reward for a member.

use regulars_engine::coupon;
use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::{ClaimId, MemberId};
use regulars_engine::name::RuleId;
use regulars_engine::reward::{Claim, ClaimMove, claim_move};
use regulars_store::{Actor, Cause, Changeset, NewClaim, Reader};

use super::read::view;
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
use crate::secret::random;

/// What codes of claims begin with.
const PREFIX: &str = "RW";

/// A reward asked for.
#[derive(Debug, Clone)]
pub struct ClaimRequest {
    /// Who asks.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// For whom.
    pub member: MemberRef,
    /// Which reward.
    pub reward: RuleId,
}

/// Claims a reward: takes its price, one of its stock and a use of its limit, and gives a code to fetch it with, or at once
/// what it brings.
///
/// # Errors
/// No such member or reward; a condition, a limit, a stock or points that stand against it; `KeyReused`; an unavailable
/// store.
pub async fn make(app: &App, request: ClaimRequest) -> Result<Done<ClaimView>> {
    let whose = (request.keyed.clone(), request.member.clone());
    let done = change(app, request, whose, step).await?;
    let claim = done.outcome.to_string();
    let outcome = app
        .read(move |app, reader| view(app, reader, &claim))
        .await?;
    Ok(Done {
        outcome,
        replayed: done.replayed,
    })
}

fn step(app: &App, reader: &Reader<'_>, owner: MemberId, request: &ClaimRequest) -> Step<ClaimId> {
    if let Some(done) = keyed::known(reader, request.keyed.as_ref())? {
        return Ok((None, done));
    }
    let when = When::now(app.now());
    let live = for_member(app, reader, owner, when.at)?;
    let reward = &request.reward;
    if live.program.reward(reward).is_none() {
        return Err(AppError::not_found(Thing::Reward, reward));
    }
    let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    let id = ClaimId::from_raw(app.next_id());
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    let claim = Claim {
        reward: reward.clone(),
    };
    let decision = ledger.decide(app, &Event::Claim(claim), when, Cause::Claim(id));
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let (expires_at, given) = match claim_move(&decision) {
        Some(ClaimMove::Made { expires_at, given }) => (*expires_at, *given),
        _ => (None, false),
    };
    let code = random(1)?.into_iter().next().unwrap_or_default();
    let (change, facts) = ledger.close(when.posted_at);
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        call: keyed::call(app, request.keyed.as_ref(), &id),
        owners: vec![change],
        ..Changeset::default()
    };
    changeset.claims.push(NewClaim {
        id,
        member: owner,
        reward: reward.clone(),
        code: coupon::make(PREFIX, code),
        at: when.at,
        expires_at,
        given,
        effects: decision.effects,
    });
    changeset.audit = vec![tell(app, request.by, "claim.make", Some(id.to_string()))];
    let mut told = fact(when.at, "claim.made", id, reward);
    told.owner = Some(owner);
    changeset.facts.push(told);
    changeset.facts.extend(facts);
    let done = Done {
        outcome: id,
        replayed: false,
    };
    Ok((Some(changeset), done))
}
