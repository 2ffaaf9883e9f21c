//! A friend has made a purchase that counts: the member who brought them has what the program gives for it.

use regulars_engine::activity::referrer;
use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;
use regulars_store::{
    Answer, Call, Cause, Changeset, Fact, Held, Identifier, IdentifierKind, Job, Lane, NewJob,
    Reader,
};
use serde::Deserialize;

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::{AppError, Result};
use crate::rollout::for_member;
use crate::scope;

/// Its kind in the jobs table.
pub(crate) const KIND: &str = "referral";

#[derive(Deserialize)]
struct Payload {
    friend: MemberId,
}

/// The job that follows a friend's purchase.
pub(crate) fn job(friend: MemberId, at: Instant) -> NewJob {
    NewJob {
        kind: KIND,
        lane: Lane::Triggered,
        key: friend.to_string(),
        due_at: at,
        payload: serde_json::json!({"friend": friend}).to_string(),
    }
}

/// Rewards whoever brought the friend; nobody, if the name they gave is nobody's or their own.
pub(crate) async fn run(app: &App, leased: &Job) -> Result<()> {
    let payload: Payload = serde_json::from_str(&leased.payload).map_err(|error| {
        AppError::Internal(format!(
            "the payload of {} cannot be read: {error}",
            leased.id
        ))
    })?;
    let (friend, at) = (payload.friend, leased.due_at);
    let owner = app
        .read(move |app, reader| who_brought(app, reader, friend, at))
        .await?;
    if let Some(owner) = owner.filter(|owner| *owner != friend) {
        reward(app, owner, friend, leased).await?;
    }
    let changeset = Changeset {
        posted_at: app.now(),
        finished_jobs: vec![leased.leased()],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a job has no owner to move".to_owned()))
        }
    }
}

fn who_brought(
    app: &App,
    reader: &Reader<'_>,
    friend: MemberId,
    at: Instant,
) -> Result<Option<MemberId>> {
    let live = for_member(app, reader, friend, at)?;
    let scope = scope::bare(&live.program, When::now(at));
    let loaded = reader.situation(friend, &scope)?;
    let named = loaded
        .as_ref()
        .and_then(|loaded| referrer(&live.program, &loaded.situation));
    let Some(named) = named else { return Ok(None) };
    if let Ok(id) = named.parse() {
        return Ok(Some(reader.whose(id)?.member));
    }
    for kind in [
        IdentifierKind::ExternalId,
        IdentifierKind::Card,
        IdentifierKind::Phone,
        IdentifierKind::Email,
    ] {
        let value = named.to_owned();
        if let Some(found) = reader.find_member(&Identifier { kind, value })? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn reward(app: &App, owner: MemberId, friend: MemberId, leased: &Job) -> Result<()> {
    let (at, held) = (leased.due_at, leased.leased());
    loop {
        let _held = app.owners().hold(owner).await;
        let changeset = app
            .read(move |app, reader| step(app, reader, owner, friend, at))
            .await?;
        let Some(mut changeset) = changeset else {
            return Ok(());
        };
        changeset.held = Some(Held::Job(held));
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    friend: MemberId,
    at: Instant,
) -> Result<Option<Changeset>> {
    let when = When {
        at,
        posted_at: app.now(),
    };
    let call = once(friend);
    if reader.call(&call.scope, &call.key)?.is_some() {
        return Ok(None);
    }
    let live = for_member(app, reader, owner, at)?;
    let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))? else {
        return Ok(None);
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    let decision = ledger.decide(app, &Event::FriendBought, when, Cause::Time);
    if decision.refusal.is_some() || decision.effects.is_empty() {
        return Ok(None);
    }
    let (change, mut facts) = ledger.close(at);
    facts.push(Fact {
        at,
        kind: "friend.bought",
        owner: Some(owner),
        payload: serde_json::json!({"friend": friend}).to_string(),
    });
    Ok(Some(Changeset {
        posted_at: when.posted_at,
        call: Some(call),
        owners: vec![change],
        facts,
        ..Changeset::default()
    }))
}

/// A friend is rewarded for once, however often the job is begun.
fn once(friend: MemberId) -> Call {
    Call {
        scope: KIND.to_owned(),
        key: friend.to_string(),
        hash: [0; 32],
        answer: Answer {
            status: 200,
            body: String::new(),
        },
        keep_until: None,
    }
}
