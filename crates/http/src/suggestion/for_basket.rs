//! `GET /v1/suggestions`

use axum::extract::State;
use regulars_app::suggestion;

use super::{BASKET, Lists, SuggestParams, TOP};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "suggestion_for_basket",
    noun: Noun::Catalogue,
    summary: "Suggest goods to go with a basket",
    description: "What buyers of the goods in a basket take besides, for somebody who is not known; without a basket what is popular.",
    address: &[],
    query: &[BASKET, TOP],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Lists>()),
    also: &[],
    problems: &[],
};

/// Suggests.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<SuggestParams>,
) -> Outcome<Lists> {
    let found = suggestion::make(&server.app, params.ask(None)).await?;
    Ok(Answer::ok(found.into()))
}
