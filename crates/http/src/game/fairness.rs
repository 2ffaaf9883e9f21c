//! `GET /v1/games/{name}/fairness`

use axum::extract::State;
use regulars_app::game;
use regulars_engine::name::RuleId;

use super::answer::FairnessAnswer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The draw in the address.
pub(super) const NAME: (&str, &str) = ("name", "The draw, as activities of the program name it.");

/// The reference.
pub const DOC: Doc = Doc {
    id: "game_fairness",
    noun: Noun::Games,
    summary: "Look at the seeds of a draw",
    description: "The commitment to the seed that numbers are made of now: show it before the play. And the seeds that were told, by which \
        every number drawn by them can be worked out again. A seed is told when its month ends, or before by `rotate`.",
    address: &[NAME],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<FairnessAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads them.
pub async fn fairness(
    State(server): State<Server>,
    Address(name): Address<String>,
) -> Outcome<FairnessAnswer> {
    let told = game::fairness(&server.app, RuleId::new(&name)).await?;
    Ok(Answer::ok(told.into()))
}
