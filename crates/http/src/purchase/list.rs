//! `GET /v1/members/{id}/purchases`

use axum::extract::State;
use regulars_app::purchase;

use super::answer::PurchaseSummary;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse::member;
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_list",
    noun: Noun::Members,
    summary: "List a member's purchases",
    description: "Purchases of a member, latest first.",
    address: &[ID],
    query: PAGING,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<PurchaseSummary>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Lists a member's purchases.
pub async fn list(
    State(server): State<Server>,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<PurchaseSummary>> {
    let (cursor, limit) = paging.check()?;
    let page = purchase::list(&server.app, member(&id)?, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |head| {
        PurchaseSummary::of(&server.app, head)
    })))
}
