//! `GET /v1/gift-cards`

use axum::extract::State;
use regulars_app::gift_card;
use regulars_engine::name::RuleId;
use serde::Deserialize;

use super::GiftCardAnswer;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "gift_card_list",
    noun: Noun::GiftCards,
    summary: "List gift cards",
    description: "Cards, latest first, each with what is on it. Codes are money: keep the list as you keep the till.",
    address: &[],
    query: &[("kind", "Cards of this kind alone."), PAGING[0], PAGING[1]],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<GiftCardAnswer>>()),
    also: &[],
    problems: &[],
};

/// Which cards, which page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CardsParams {
    kind: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists cards.
pub async fn list(
    State(server): State<Server>,
    Params(params): Params<CardsParams>,
) -> Outcome<Listed<GiftCardAnswer>> {
    let paging = Paging {
        limit: params.limit,
        cursor: params.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let kind = params.kind.map(RuleId::new);
    let page = gift_card::list(&server.app, kind, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |listed| {
        GiftCardAnswer::listed(listed, &live.program)
    })))
}
