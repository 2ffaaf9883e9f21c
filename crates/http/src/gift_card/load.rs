//! `POST /v1/gift-cards/{code}/loads`

use axum::extract::State;
use regulars_app::gift_card;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::GiftCardAnswer;
use super::make::stated;
use super::read::CODE;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::StatedPrice;
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "gift_card_load",
    noun: Noun::GiftCards,
    summary: "Put money on a gift card",
    description: "The first time, or again where the kind can be topped up; at a till a line of a purchase does it (`gift_card` of the \
        line). Its time begins anew.",
    address: &[CODE],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<LoadBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<GiftCardAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::KeyReused],
};

/// Money for a card.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GiftCardLoad)]
pub struct LoadBody {
    /// How much.
    amount: StatedPrice,
    /// Why, for the audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "refund of a complaint")]
    note: Option<String>,
}

/// Puts money on a card.
pub async fn load(
    State(server): State<Server>,
    By(caller): By,
    Address(code): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<LoadBody>,
) -> Outcome<GiftCardAnswer> {
    let keyed = key.of(&caller, "gift-card-loads", &(&code, &body));
    let (amount, note) = stated(Some(body.amount), body.note)?;
    let asked = (amount.unwrap_or_default(), note);
    let done = gift_card::load(&server.app, caller.by, code, asked, keyed).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(GiftCardAnswer::whole(
        done.outcome,
        &live.program,
    )))
}
