//! `GET /v1/identification-targets`

use axum::extract::State;
use regulars_app::identification;

use super::shape::Targets;
use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "identification_targets",
    noun: Noun::Reports,
    summary: "Read targets of identification",
    description: "The share of receipts that should have a member, by store.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Targets>()),
    also: &[],
    problems: &[],
};

/// Reads them.
pub async fn read(State(server): State<Server>) -> Outcome<Targets> {
    let rows = identification::list(&server.app).await?;
    Ok(Answer::ok(rows.into()))
}
