//! Takes goods back without their purchase: a document of its own.

use std::sync::Arc;

use regulars_engine::basket::PricedBy;
use regulars_engine::event::{Event, UnlinkedReturn};
use regulars_engine::id::ReturnId;
use regulars_store::{Answer, Call, Cause, Changeset, ExternalId, Reader};

use crate::app::{App, Commit};
use crate::basket::BasketRequest;
use crate::caller::{CallKey, Caller};
use crate::commit::StoredDecision;
use crate::error::{AppError, Result};
use crate::gift_card::Changes;
use crate::purchase::return_::{
    Decided, Returned, add, call_scope, decide_for, load_owner, replay,
};
use crate::purchase::{find, live_for, when_of};

/// Goods that come back; the basket's prices are what is refunded.
#[derive(Debug, Clone)]
pub struct UnlinkedRequest {
    /// The caller's id and the hash of the body.
    pub call: CallKey,
    /// The goods and who brings them.
    pub basket: BasketRequest,
}

/// Takes goods back without their purchase. The same id again gives the same answer.
///
/// # Errors
/// An unknown member, wrong fields, `KeyReused`, an unavailable store.
pub async fn return_unlinked(
    app: &App,
    caller: &Caller,
    request: UnlinkedRequest,
) -> Result<Returned> {
    let _call = app
        .calls()
        .hold((call_scope(caller), request.call.key.clone()))
        .await;
    let request = Arc::new(request);
    let caller = Arc::new(caller.clone());
    loop {
        let asked = request.clone();
        let owner = app
            .read(move |_, reader| {
                asked
                    .basket
                    .member
                    .as_ref()
                    .map(|named| find(reader, named))
                    .transpose()
            })
            .await?
            .flatten();
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let (request, caller) = (request.clone(), caller.clone());
        let (changeset, returned) = app
            .read(move |app, reader| step(app, reader, &caller, &request))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(returned);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(returned);
        }
    }
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    caller: &Caller,
    request: &UnlinkedRequest,
) -> Result<(Option<Changeset>, Returned)> {
    let external = ExternalId {
        integration: caller.integration.clone(),
        id: request.call.key.clone(),
    };
    if let Some(return_) = replay(reader, caller, &request.call, &external)? {
        return Ok((
            None,
            Returned {
                return_,
                replayed: true,
            },
        ));
    }
    let decided = decide(app, reader, &request.basket)?;
    let call = Call {
        scope: call_scope(caller),
        key: request.call.key.clone(),
        hash: request.call.hash,
        answer: Answer {
            status: 201,
            body: String::new(),
        },
        keep_until: None,
    };
    let mut changeset = Changeset {
        posted_at: decided.when.posted_at,
        call: Some(call),
        ..Changeset::default()
    };
    let return_ = add(&mut changeset, decided, Some(external));
    Ok((
        Some(changeset),
        Returned {
            return_,
            replayed: false,
        },
    ))
}

/// Decides an unlinked return.
pub(crate) fn decide(app: &App, reader: &Reader<'_>, request: &BasketRequest) -> Result<Decided> {
    let (when, _) = when_of(
        app,
        request.at.map(|stated| stated.at),
        app.now(),
        PricedBy::Here,
    )?;
    let live = live_for(app, reader, request, when.at)?;
    let basket = request.basket(&live.program)?;
    let member = match &request.member {
        Some(named) => Some(find(reader, named)?.ok_or_else(|| named.missing())?),
        None => None,
    };
    let skus = basket
        .lines
        .iter()
        .map(|line| (line.number, line.sku.clone()))
        .collect();
    let event = Event::UnlinkedReturn(UnlinkedReturn { basket });
    let id = ReturnId::from_raw(app.next_id());
    let loaded = load_owner(reader, member, &live, when, None)?;
    let (decision, owner) = decide_for(app, &live, loaded, &event, when, Cause::Return(id));
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    Ok(Decided {
        cards: Changes::default(),
        id,
        purchase: None,
        member,
        when,
        offset: request
            .at
            .and_then(|stated| stated.offset)
            .unwrap_or(live.program.zone.offset_at(when.at)),
        store: request.store.clone(),
        stored: StoredDecision::of(decision),
        owner,
        skus,
    })
}
