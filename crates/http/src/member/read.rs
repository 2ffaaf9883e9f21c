//! `GET /v1/members/{id}`

use axum::extract::State;
use regulars_app::member;

use super::answer::Member;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse;
use crate::problem::Kind;
use crate::server::Server;

/// What `{id}` of a member is.
pub const ID: (&str, &str) = (
    "id",
    "The member: our id `mem_…`, or `ext:` and your own, as in `ext:crm-17`.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_read",
    noun: Noun::Members,
    summary: "Read a member",
    description: "What is known of a member.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Member>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a member.
pub async fn read(State(server): State<Server>, Address(id): Address<String>) -> Outcome<Member> {
    let view = member::read(&server.app, parse::member(&id)?).await?;
    Ok(Answer::ok(view.into()))
}
