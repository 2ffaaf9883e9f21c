//! `GET /v1/members/{id}/draws`

use axum::extract::State;
use regulars_app::game;

use super::answer::DrawAnswer;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse::member;
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "game_draws",
    noun: Noun::Games,
    summary: "List a member's draws",
    description: "Every number drawn for a member, latest first, whether something was won by it or not: show it to them. With the seed, once \
        that was told, each can be worked out again; the guide \"Fair games\" has the formula.",
    address: &[ID],
    query: PAGING,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<DrawAnswer>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Lists them.
pub async fn draws(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<DrawAnswer>> {
    let (cursor, limit) = paging.check()?;
    let page = game::draws(&server.app, member(&id)?, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, DrawAnswer::from)))
}
