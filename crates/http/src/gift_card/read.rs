//! `GET /v1/gift-cards/{code}`

use axum::extract::State;
use regulars_app::gift_card;

use super::GiftCardAnswer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The code in the address.
pub(super) const CODE: (&str, &str) = (
    "code",
    "The code as it is typed: the case of letters, spaces and dashes make no difference.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "gift_card_read",
    noun: Noun::GiftCards,
    summary: "Look at a gift card",
    description: "What is on a card, what of it can be spent now, and what happened to it. Nobody has to be identified.",
    address: &[CODE],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<GiftCardAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a card.
pub async fn read(
    State(server): State<Server>,
    Address(code): Address<String>,
) -> Outcome<GiftCardAnswer> {
    let view = gift_card::read(&server.app, code).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(GiftCardAnswer::whole(view, &live.program)))
}
