//! `PATCH /v1/gift-cards/{code}`

use axum::extract::State;
use regulars_app::gift_card;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::GiftCardAnswer;
use super::make::stated;
use super::read::CODE;
use crate::auth::By;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "gift_card_change",
    noun: Noun::GiftCards,
    summary: "Block a gift card, or let it go",
    description: "Nobody can pay with a blocked card; its money stays on it, and what it paid still comes back to it. A quote that holds \
        its money keeps its promise. Doing it again changes nothing.",
    address: &[CODE],
    query: &[],
    body: Takes::Json(Shape::of::<GiftCardChangeBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<GiftCardAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// What becomes of a card.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GiftCardChange)]
pub struct GiftCardChangeBody {
    /// True: nobody can pay with it.
    #[schema(example = true)]
    blocked: bool,
    /// Why, for the audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "lost")]
    note: Option<String>,
}

/// Changes a card.
pub async fn change(
    State(server): State<Server>,
    By(caller): By,
    Address(code): Address<String>,
    Body(body): Body<GiftCardChangeBody>,
) -> Outcome<GiftCardAnswer> {
    let (_, note) = stated(None, body.note)?;
    let asked = (body.blocked, note);
    let view = gift_card::block(&server.app, caller.by, code, asked).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(GiftCardAnswer::whole(view, &live.program)))
}
