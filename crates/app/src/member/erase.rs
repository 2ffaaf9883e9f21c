//! Erases a member: what names the person goes, the books stay balanced.

use regulars_engine::both;
use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Cause, Changeset, Fact, NewAudit, ProfileChange, Reader};
use serde::{Deserialize, Serialize};

use super::merge::open;
use crate::account::{Step, change};
use crate::app::App;
use crate::audit::tell;
use crate::basket::MemberRef;
use crate::commit::to_json;
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};

/// A member to erase.
#[derive(Debug, Clone)]
pub struct EraseRequest {
    /// Who asks.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Who.
    pub member: MemberRef,
    /// Why; at least three characters, no personal data.
    pub reason: String,
}

/// A member erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Who they were: the id stays, and names nobody.
    pub member: MemberId,
    /// When.
    pub at: Instant,
}

/// Erases a member for good: holds end, points are given up, and nothing that says who it was is kept. Purchases stay as they
/// were made, of nobody we know; they can still come back.
///
/// # Errors
/// An unknown or erased member, no reason, `KeyReused`, an unavailable store.
pub async fn erase(app: &App, request: EraseRequest) -> Result<Done<Erased>> {
    let whose = (request.keyed.clone(), request.member.clone());
    change(app, request, whose, step).await
}

fn step(app: &App, reader: &Reader<'_>, owner: MemberId, request: &EraseRequest) -> Step<Erased> {
    if request.reason.trim().chars().count() < 3 {
        return Err(AppError::field(
            "/reason",
            both!(
                "is missing; say in a few words why the member is erased, without naming them",
                "не указано; напишите в двух словах, почему участника удаляют, не называя его"
            ),
        ));
    }
    let when = When::now(app.now());
    let live = app.programs().at(when.at);
    let mut side = open(app, reader, &live.program, owner, when)?;
    side.ledger
        .decide(app, &Event::Erased, when, Cause::Erasure);
    let (mut change, told) = side.ledger.close(when.posted_at);
    (change.due_at, change.check_at) = (None, None);
    let done = Done {
        outcome: Erased {
            member: owner,
            at: when.at,
        },
        replayed: false,
    };
    let mut facts = told;
    facts.push(Fact {
        at: when.at,
        kind: "member.erased",
        owner: Some(owner),
        payload: to_json(&serde_json::json!({"member": owner})),
    });
    let profile = ProfileChange {
        member: owner,
        expected: side.row.version,
        profile: Profile::default(),
        add: Vec::new(),
        drop: side.row.identifiers,
        blocked: true,
    };
    let changeset = Changeset {
        posted_at: when.posted_at,
        call: keyed::call(app, request.keyed.as_ref(), &done.outcome),
        profiles: vec![profile],
        owners: vec![change],
        erased: vec![owner],
        facts,
        audit: vec![NewAudit {
            note: Some(request.reason.trim().to_owned()),
            ..tell(app, request.by, "member.erase", Some(owner.to_string()))
        }],
        ..Changeset::default()
    };
    Ok((Some(changeset), done))
}
