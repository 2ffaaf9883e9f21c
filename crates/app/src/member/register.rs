//! Registers a member; what the program gives for joining is given in the same changeset.

use std::sync::Arc;

use regulars_engine::decision::{EffectKind, When};
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::Wallet;
use regulars_engine::rollout::Buyer;
use regulars_engine::situation::{Member, Situation};
use regulars_engine::time::Instant;
use regulars_store::{Actor, Cause, Changeset, Fact, Identifier, NewMember, NewRegistration};
use serde::{Deserialize, Serialize};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};

/// A person who joins.
#[derive(Debug, Clone)]
pub struct RegisterRequest {
    /// Who registers them.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// What is known of them.
    pub profile: Profile,
    /// How they can be found, normalised.
    pub identifiers: Vec<Identifier>,
    /// Where and how they join.
    pub joined: Joined,
}

/// Where and how somebody joins, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Joined {
    /// In which store.
    pub store: Option<StoreId>,
    /// At which till.
    pub till: Option<String>,
    /// By which cashier.
    pub cashier: Option<String>,
    /// From where: a word of the caller's.
    pub source: Option<String>,
}

impl Joined {
    /// From a source, at no place that is known.
    pub(crate) fn from(source: &str) -> Self {
        Self {
            source: Some(source.to_owned()),
            ..Self::default()
        }
    }

    /// What is kept of it.
    pub(crate) fn of(self, member: MemberId) -> NewRegistration {
        NewRegistration {
            member,
            store: self.store,
            till: self.till,
            cashier: self.cashier,
            source: self.source,
        }
    }
}

/// A member registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Our id.
    pub member: MemberId,
    /// Points given for joining, by unit.
    pub granted: Vec<(UnitId, Points)>,
}

/// Registers a member.
///
/// # Errors
/// `Taken` if an identifier belongs to somebody; `KeyReused`; an unavailable store.
pub async fn register(app: &App, request: RegisterRequest) -> Result<Done<Registered>> {
    let _call = match &request.keyed {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let request = Arc::new(request);
    let asked = request.clone();
    if let Some(done) = app
        .read(move |_, reader| keyed::known(reader, asked.keyed.as_ref()))
        .await?
    {
        return Ok(done);
    }
    let (changeset, outcome) = decide(app, &request);
    match app.commit(changeset).await? {
        Commit::Done => Ok(Done {
            outcome,
            replayed: false,
        }),
        Commit::Again | Commit::Replayed => {
            let found = app
                .read(move |_, reader| keyed::known(reader, request.keyed.as_ref()))
                .await?;
            found.ok_or_else(|| {
                AppError::Internal("a registration was neither written nor known".to_owned())
            })
        }
    }
}

fn decide(app: &App, request: &RegisterRequest) -> (Changeset, Registered) {
    let when = When::now(app.now());
    let id = MemberId::from_raw(app.next_id());
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        ..Changeset::default()
    };
    let granted = add(app, &mut changeset, id, request, when);
    if request.joined != Joined::default() {
        changeset.registrations.push(request.joined.clone().of(id));
    }
    let outcome = Registered {
        member: id,
        granted,
    };
    changeset.call = keyed::call(app, request.keyed.as_ref(), &outcome);
    changeset.audit = vec![tell(
        app,
        request.by,
        "member.register",
        Some(id.to_string()),
    )];
    (changeset, outcome)
}

/// Adds a registration to a changeset; answers what was granted for joining.
fn add(
    app: &App,
    changeset: &mut Changeset,
    id: MemberId,
    request: &RegisterRequest,
    when: When,
) -> Vec<(UnitId, Points)> {
    let (profile, identifiers) = (request.profile.clone(), request.identifiers.clone());
    // Nobody has found a newcomer in a saved segment yet.
    let buyer = Buyer {
        member: Some(id),
        segments: &[],
        store: request.joined.store.as_ref(),
    };
    let live = app.programs().for_buyer(&buyer, when.at);
    let situation = newcomer(id, profile.clone(), when);
    let mut ledger = Ledger::open(&live.program, id, 1, situation);
    let decision = ledger.decide(app, &Event::Registered, when, Cause::Registration);
    let (change, facts) = ledger.close(when.posted_at);
    changeset.new_members.push(NewMember {
        id,
        registered_at: when.at,
        identifiers,
        profile,
    });
    changeset.owners.push(change);
    changeset.facts.push(registered_fact(id, when.at));
    changeset.facts.extend(facts);
    decision
        .effects
        .iter()
        .filter_map(|effect| match &effect.kind {
            EffectKind::Grant { unit, points, .. } => Some((unit.clone(), *points)),
            _ => None,
        })
        .collect()
}

/// What the journal says of a registration.
pub(crate) fn registered_fact(id: MemberId, at: Instant) -> Fact {
    let payload = serde_json::json!({"member": id.to_string()});
    Fact {
        at,
        kind: "member.registered",
        owner: Some(id),
        payload: to_json(&payload),
    }
}

/// The situation of somebody who has just joined.
pub(crate) fn newcomer(id: MemberId, profile: Profile, when: When) -> Situation {
    Situation {
        member: Some(Member {
            id,
            registered_at: when.at,
            blocked: false,
            profile,
        }),
        wallet: Wallet {
            next_lot: 1,
            next_debt: 1,
            ..Wallet::default()
        },
        ..Situation::default()
    }
}
