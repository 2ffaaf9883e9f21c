//! `POST /v1/instance/resume`

use axum::extract::State;
use regulars_app::instance;

use super::read::Instance;
use crate::auth::By;
use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "instance_resume",
    noun: Noun::Server,
    summary: "Let a restored copy work",
    description: "From now on its jobs run: what was due meanwhile is done at once, in order. Do it when the installation it is a copy of \
        works no more; otherwise members get everything twice. Of an installation that works it changes nothing.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Instance>()),
    also: &[],
    problems: &[Kind::Unavailable],
};

/// Lets it work.
pub async fn resume(State(server): State<Server>, By(caller): By) -> Outcome<Instance> {
    let resumed = instance::resume(&server.app, caller.by).await?;
    Ok(Answer::ok(resumed.into()))
}
