//! `PATCH /v1/members/{id}`

use axum::extract::State;
use regulars_app::member;

use super::ID;
use super::answer::Member;
use super::body::ChangeBody;
use crate::auth::By;
use crate::body::{Address, Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Wrong};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_change",
    noun: Noun::Members,
    summary: "Change a member",
    description: "Changes what is known of a member. A field left out is left alone, `null` clears it; lists are replaced whole.",
    address: &[ID],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<ChangeBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Member>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::Taken, Kind::KeyReused],
};

/// Changes a member.
pub async fn change(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    key: IdempotencyKey,
    Body(body): Body<ChangeBody>,
) -> Outcome<Member> {
    let named = parse::member(&id)?;
    let keyed = key.of(&caller, "members/change", &(&id, &body));
    let mut wrong = Wrong::default();
    let patch = body.check(&mut wrong);
    let patch = wrong.finish(Some(patch))?;
    let done = member::change(&server.app, caller.by, named, patch, keyed).await?;
    Ok(Answer::ok(done.outcome.into()))
}
