//! Cancels a purchase within its business day, as if it had not happened.

use std::sync::Arc;

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::PurchaseId;
use regulars_store::{Answer, Call, Cause, Changeset, ExternalId, Fact, Reader};

use crate::app::{App, Commit};
use crate::caller::Caller;
use crate::commit::{StoredDecision, to_json};
use crate::coupon::undone;
use crate::error::{AppError, Result, Thing};
use crate::gift_card::{self, Changes};
use crate::purchase::read::{DocumentRef, PurchaseView, read_view, try_find_purchase};
use crate::purchase::return_::{decide_for, live_of, load_owner};
use crate::purchase::{past_decision, seen};

/// What a void came to.
#[derive(Debug, Clone)]
pub enum Voided {
    /// The purchase is cancelled.
    Purchase {
        /// As it stands.
        purchase: Box<PurchaseView>,
        /// What went back, for the till.
        decision: Box<StoredDecision>,
        /// It was voided before.
        replayed: bool,
    },
    /// No purchase of that id has come yet; when it does, it is answered `voided`.
    Tombstone {
        /// The caller's id.
        id: String,
    },
}

/// Voids a purchase. Voiding again answers the same.
///
/// # Errors
/// Refused after a return or after the business day; `NotFound` for an id of ours that does not exist.
pub async fn void(app: &App, caller: &Caller, purchase: DocumentRef) -> Result<Voided> {
    let _call = match &purchase {
        // The same lock as confirming it: a void and its purchase never cross.
        DocumentRef::External(external) => Some(
            app.calls()
                .hold((super::confirm::call_scope(caller), external.id.clone()))
                .await,
        ),
        DocumentRef::Id(_) => None,
    };
    let purchase = Arc::new(purchase);
    loop {
        let named = purchase.clone();
        let owner = app
            .read(
                move |_, reader| Ok(try_find_purchase(reader, &named)?.and_then(|row| row.member)),
            )
            .await?;
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let named = purchase.clone();
        let (changeset, voided) = app
            .read(move |app, reader| step(app, reader, &named))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(voided);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(voided);
        }
    }
}

/// What a void would come to now. Nothing is written, and nothing promised.
///
/// # Errors
/// Refused after a return or after the business day; `NotFound`, also where a void would leave a tombstone.
pub async fn preview_void(
    app: &App,
    purchase: DocumentRef,
) -> Result<(Box<PurchaseView>, Box<StoredDecision>)> {
    app.read(move |app, reader| match step(app, reader, &purchase)? {
        (
            _,
            Voided::Purchase {
                purchase, decision, ..
            },
        ) => Ok((purchase, decision)),
        (_, Voided::Tombstone { .. }) => Err(AppError::not_found(Thing::Purchase, purchase)),
    })
    .await
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    named: &DocumentRef,
) -> Result<(Option<Changeset>, Voided)> {
    let when = When::now(app.now());
    let Some(row) = try_find_purchase(reader, named)? else {
        return tombstone(reader, named, when);
    };
    if row.voided {
        let voided = Voided::Purchase {
            decision: Box::new(first_answer(reader, row.id)?),
            purchase: Box::new(read_view(reader, named)?),
            replayed: true,
        };
        return Ok((None, voided));
    }
    let live = live_of(app, reader, &row, when)?;
    let past = past_decision(&row)?;
    let mut loaded = load_owner(reader, row.member, &live, when, Some(&row))?;
    loaded.1.gift_cards = gift_card::states_of_past(reader, &past, when.posted_at)?;
    let mut cards = Changes::of(&loaded.1);
    let event = Event::Void(Box::new(past));
    let (decision, owner) = decide_for(app, &live, loaded, &event, when, Cause::Void(row.id));
    cards.add(app, &decision.effects, Cause::Void(row.id), when.at);
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let payload =
        serde_json::json!({"purchase": row.id.to_string(), "amount": row.totals.amount.minor()});
    let decision = StoredDecision::of(decision);
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        call: Some(call(row.id, &decision)),
        voids: vec![row.id],
        gift_cards: cards.close(),
        ..Changeset::default()
    };
    changeset.seen_purchases.push(seen(&row));
    if row.member.is_none() {
        changeset.coupons.extend(undone(&decision.effects));
    }
    changeset.facts.push(Fact {
        at: when.at,
        kind: "purchase.voided",
        owner: row.member,
        payload: to_json(&payload),
    });
    if let Some((change, facts)) = owner {
        changeset.owners.push(change);
        changeset.facts.extend(facts);
    }
    let mut purchase = PurchaseView::stored(row)?;
    purchase.voided = true;
    Ok((
        Some(changeset),
        Voided::Purchase {
            purchase: Box::new(purchase),
            decision: Box::new(decision),
            replayed: false,
        },
    ))
}

/// Where the answers of voids are kept, by our ids of the purchases.
const SCOPE: &str = "void";

/// A purchase is voided once, whoever asks: what went back is kept for who did not hear it.
fn call(purchase: PurchaseId, decision: &StoredDecision) -> Call {
    Call {
        scope: SCOPE.to_owned(),
        key: purchase.to_string(),
        hash: [0; 32],
        answer: Answer {
            status: 200,
            body: decision.json(),
        },
        keep_until: None,
    }
}

/// What went back when the purchase was voided; nothing where that was not kept yet.
fn first_answer(reader: &Reader<'_>, purchase: PurchaseId) -> Result<StoredDecision> {
    match reader.call(SCOPE, &purchase.to_string())? {
        Some(known) => serde_json::from_str(&known.answer.body).map_err(|error| {
            AppError::Internal(format!("a stored answer cannot be read: {error}"))
        }),
        None => Ok(StoredDecision::default()),
    }
}

fn tombstone(
    reader: &Reader<'_>,
    named: &DocumentRef,
    when: When,
) -> Result<(Option<Changeset>, Voided)> {
    let DocumentRef::External(external) = named else {
        return Err(AppError::not_found(Thing::Purchase, named));
    };
    let voided = Voided::Tombstone {
        id: external.id.clone(),
    };
    if reader.tombstone(external)? {
        return Ok((None, voided));
    }
    let tombstones: Vec<ExternalId> = vec![external.clone()];
    Ok((
        Some(Changeset {
            posted_at: when.posted_at,
            tombstones,
            ..Changeset::default()
        }),
        voided,
    ))
}
