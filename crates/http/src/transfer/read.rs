//! `GET /v1/transfers/{id}`

use axum::extract::State;
use regulars_app::transfer;

use super::TransferAnswer;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "transfer_read",
    noun: Noun::Accounts,
    summary: "Read a transfer",
    description: "Who sent how much to whom. The ledgers of both members name it as the cause of their postings.",
    address: &[("id", "Our id of the transfer.")],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<TransferAnswer>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a transfer.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Outcome<TransferAnswer> {
    let view = transfer::read(&server.app, id).await?;
    Ok(Answer::ok(TransferAnswer::of(view, false)))
}
