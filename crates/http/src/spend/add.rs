//! `POST /v1/spend`

use axum::extract::State;
use regulars_app::spend;

use super::shape::{Spend, SpendBody};
use crate::auth::By;
use crate::body::{Answer, Body, IdempotencyKey, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::Wrong;
use crate::problem::Kind;
use crate::render::Scales;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "spend_add",
    noun: Noun::Reports,
    summary: "Enter money spent on customers",
    description: "What was spent to win customers, to keep them, to reach them: reports hold it against what it brought. Over \
        several days it is spread evenly. An entry is not changed: take a wrong one back and enter it anew.",
    address: &[],
    query: &[],
    body: Takes::KeyedJson(Shape::of::<SpendBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Spend>()),
    also: &[],
    problems: &[Kind::KeyReused],
};

/// Enters it.
pub async fn add(
    State(server): State<Server>,
    By(caller): By,
    key: IdempotencyKey,
    Body(body): Body<SpendBody>,
) -> Outcome<Spend> {
    let keyed = key.of(&caller, "spend", &body);
    let mut wrong = Wrong::default();
    let entry = body.check(&mut wrong);
    let entry = wrong.finish(entry)?;
    let done = spend::add(&server.app, caller.by, entry, keyed).await?;
    let row = spend::read(&server.app, done.outcome).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::created(Spend::of(row, Scales(&live.program))))
}
