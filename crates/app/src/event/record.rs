//! Records a custom event and what the program's activities give or take for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_engine::basket::PricedBy;
use regulars_engine::counter::Counted;
use regulars_engine::decision::{Effect, EffectKind};
use regulars_engine::event::{Custom, Event};
use regulars_engine::id::{EventId, MemberId};
use regulars_engine::member::Value;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::time::Instant;
use regulars_store::{Answer, Call, Cause, Changeset, Fact, NewEvent, Reader};
use serde::{Deserialize, Serialize};

use crate::app::{App, Commit};
use crate::basket::{MemberRef, Stated};
use crate::caller::{CallKey, Caller};
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result, Thing};
use crate::keyed::Done;
use crate::member::living;
use crate::purchase::when_of;
use crate::rollout::for_member;
use crate::scope;

/// Something a member did.
#[derive(Debug, Clone)]
pub struct EventRequest {
    /// The caller's id of the event and the hash of the body.
    pub call: CallKey,
    /// Its type.
    pub kind: String,
    /// Who.
    pub member: MemberRef,
    /// When; `None`: now.
    pub at: Option<Stated>,
    /// Typed properties.
    pub properties: BTreeMap<String, Value>,
    /// What the member says to what is drawn for them.
    pub word: Option<String>,
}

/// An event recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// Our id.
    pub event: EventId,
    /// Whose.
    pub member: MemberId,
    /// Points given, by rule.
    pub granted: Vec<(RuleId, UnitId, Points)>,
    /// Points taken, by rule.
    pub taken: Vec<(RuleId, UnitId, Points)>,
    /// Coupons given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coupons: Vec<Effect>,
    /// Badges given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub badges: Vec<RuleId>,
    /// Numbers drawn, by draw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<(RuleId, i64)>,
}

/// Records one event. The same id again gives the same answer.
///
/// # Errors
/// `NotFound`, not enough points for what it takes, too late, `KeyReused`, an unavailable store.
pub async fn record(app: &App, caller: &Caller, request: EventRequest) -> Result<Done<Recorded>> {
    let scope = format!("event/{}", caller.integration);
    let _call = app
        .calls()
        .hold((scope.clone(), request.call.key.clone()))
        .await;
    let request = Arc::new(request);
    loop {
        let asked = request.clone();
        let owner = app
            .read(move |_, reader| living(reader, &asked.member))
            .await?;
        let _held = app.owners().hold(owner).await;
        let (asked, scope) = (request.clone(), scope.clone());
        let (changeset, done) = app
            .read(move |app, reader| step(app, reader, owner, scope, &asked))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(done);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(done);
        }
    }
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    scope: String,
    request: &EventRequest,
) -> Result<(Option<Changeset>, Done<Recorded>)> {
    if let Some(done) = replay(reader, &scope, &request.call)? {
        return Ok((None, done));
    }
    let (when, _) = when_of(
        app,
        request.at.map(|stated| stated.at),
        app.now(),
        PricedBy::Here,
    )?;
    let live = for_member(app, reader, owner, when.at)?;
    let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    let id = EventId::from_raw(app.next_id());
    let custom = Custom {
        kind: request.kind.clone(),
        properties: request.properties.clone(),
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    ledger.word.clone_from(&request.word);
    let decision = ledger.decide(app, &Event::Custom(custom), when, Cause::Event(id));
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let (change, facts) = ledger.close(when.posted_at);
    let outcome = outcome(id, owner, &decision.effects);
    let answer = Answer {
        status: 201,
        body: to_json(&outcome),
    };
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        call: Some(Call {
            scope,
            key: request.call.key.clone(),
            hash: request.call.hash,
            answer,
            keep_until: None,
        }),
        owners: vec![change],
        ..Changeset::default()
    };
    changeset.events.push(NewEvent {
        id,
        member: owner,
        kind: request.kind.clone(),
        at: when.at,
        properties: request.properties.clone(),
    });
    changeset
        .facts
        .push(recorded_fact(id, owner, &request.kind, when.at));
    changeset.facts.extend(facts);
    Ok((
        Some(changeset),
        Done {
            outcome,
            replayed: false,
        },
    ))
}

fn recorded_fact(id: EventId, owner: MemberId, kind: &str, at: Instant) -> Fact {
    let payload = serde_json::json!({"event": id.to_string(), "type": kind});
    Fact {
        at,
        kind: "event.recorded",
        owner: Some(owner),
        payload: to_json(&payload),
    }
}

/// The answer of an earlier call with this id, if its body was the same.
fn replay(reader: &Reader<'_>, scope: &str, call: &CallKey) -> Result<Option<Done<Recorded>>> {
    let Some(row) = reader.call(scope, &call.key)? else {
        return Ok(None);
    };
    if row.hash != call.hash {
        return Err(AppError::KeyReused(call.key.clone()));
    }
    let outcome = serde_json::from_str(&row.answer.body)
        .map_err(|error| AppError::Internal(format!("a stored answer cannot be read: {error}")))?;
    Ok(Some(Done {
        outcome,
        replayed: true,
    }))
}

fn outcome(event: EventId, member: MemberId, effects: &[Effect]) -> Recorded {
    let mut recorded = Recorded {
        event,
        member,
        granted: Vec::new(),
        taken: Vec::new(),
        coupons: Vec::new(),
        badges: Vec::new(),
        draws: Vec::new(),
    };
    for effect in effects {
        match &effect.kind {
            EffectKind::Grant { unit, points, .. } => {
                recorded
                    .granted
                    .push((effect.rule.clone(), unit.clone(), *points))
            }
            EffectKind::Take { unit, granted, .. } => {
                recorded
                    .taken
                    .push((effect.rule.clone(), unit.clone(), *granted))
            }
            EffectKind::Coupon(_) => recorded.coupons.push(effect.clone()),
            EffectKind::Badge(moved) => {
                if let Counted::Badge(badge) = &moved.key.counted {
                    recorded.badges.push(badge.clone());
                }
            }
            EffectKind::Draw { draw, number } => recorded.draws.push((draw.clone(), *number)),
            _ => {}
        }
    }
    recorded
}
