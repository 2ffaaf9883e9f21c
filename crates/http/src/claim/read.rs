//! `GET /v1/claims/{id}`

use axum::extract::State;
use regulars_app::claim;

use super::ClaimAnswer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The claim in the address.
pub(super) const CLAIM: (&str, &str) = (
    "id",
    "Our id of the claim, or its code as it is typed: the case of letters, spaces and dashes make no difference.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "claim_read",
    noun: Noun::Rewards,
    summary: "Look at a claim",
    description: "Which reward was claimed, by whom, and how the claim stands.",
    address: &[CLAIM],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<ClaimAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a claim.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<ClaimAnswer> {
    let view = claim::read(&server.app, id).await?;
    Ok(Answer::ok(ClaimAnswer::from(view)))
}
