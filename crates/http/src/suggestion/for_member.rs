//! `GET /v1/members/{id}/suggestions`

use axum::extract::State;
use regulars_app::suggestion;

use super::{BASKET, Lists, SuggestParams, TOP};
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "suggestion_for_member",
    noun: Noun::Members,
    summary: "Suggest goods to a member",
    description: "What the member is likely to take next: what it buys again and again when its usual gap has run, what buyers of its goods take \
        besides, and what is popular where these do not fill the list. It is learned of the visits of all members once a day; what \
        the member has bought counts up to now.",
    address: &[ID],
    query: &[BASKET, TOP],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Lists>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Suggests.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(params): Params<SuggestParams>,
) -> Outcome<Lists> {
    let request = params.ask(Some(parse::member(&id)?));
    let found = suggestion::make(&server.app, request).await?;
    Ok(Answer::ok(found.into()))
}
