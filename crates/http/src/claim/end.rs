//! `POST /v1/claims/{id}/hand-over`, `POST /v1/claims/{id}/cancel`

use axum::extract::State;
use regulars_app::claim::{self, EndRequest, Wish};
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ClaimAnswer;
use super::read::CLAIM;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text};
use crate::problem::Kind;
use crate::server::Server;

/// The reference of what is handed over.
pub const HAND_OVER: Doc = Doc {
    id: "claim_hand_over",
    noun: Noun::Rewards,
    summary: "Hand a claimed reward over",
    description: "Once: a claim that was handed over, given up or not fetched in time is refused. The answer says where and by whom.",
    address: &[CLAIM],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<EndBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<ClaimAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ClaimClosed, Kind::KeyReused],
};

/// The reference of what is given up.
pub const CANCEL: Doc = Doc {
    id: "claim_cancel",
    noun: Noun::Rewards,
    summary: "Give a claim up",
    description: "As if it had not been claimed: points go back to the lots they left, the stock and the use of the limit come back.",
    address: &[CLAIM],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<EndBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<ClaimAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ClaimClosed, Kind::KeyReused],
};

/// Where and by whom a claim ends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ClaimEnd)]
pub struct EndBody {
    /// The store.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// The cashier, as the till names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Olga")]
    cashier: Option<String>,
    /// Why, for the audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "the mug was chipped")]
    note: Option<String>,
}

/// Hands a reward over.
pub async fn hand_over(
    State(server): State<Server>,
    by: By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<EndBody>,
) -> Outcome<ClaimAnswer> {
    end(
        &server,
        by,
        id,
        (Wish::HandOver, "claim-hand-over"),
        key,
        body,
    )
    .await
}

/// Gives a claim up.
pub async fn cancel(
    State(server): State<Server>,
    by: By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<EndBody>,
) -> Outcome<ClaimAnswer> {
    end(&server, by, id, (Wish::Cancel, "claim-cancel"), key, body).await
}

async fn end(
    server: &Server,
    By(caller): By,
    id: String,
    (wish, route): (Wish, &str),
    key: IdempotencyKey,
    body: EndBody,
) -> Outcome<ClaimAnswer> {
    let keyed = key.of(&caller, route, &(&id, &body));
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let store = name(body.store, &root.field("store"), &mut wrong);
    let short = |said: Option<String>, field, wrong: &mut Wrong| {
        said.and_then(|said| text(said, TEXT_MAX, &root.field(field), wrong))
    };
    let cashier = short(body.cashier, "cashier", &mut wrong);
    let note = short(body.note, "note", &mut wrong);
    let (store, cashier, note) = wrong.finish(Some((store, cashier, note)))?;
    let request = EndRequest {
        by: caller.by,
        keyed,
        claim: id,
        wish,
        store,
        cashier,
        note,
    };
    let done = claim::end(&server.app, request).await?;
    let answer = ClaimAnswer::again(done.outcome, done.replayed);
    Ok(Answer::ok(answer))
}
