//! `GET /v1/purchases/{id}`

use axum::extract::State;
use regulars_app::purchase;
use regulars_engine::id::PurchaseId;

use super::answer::PurchaseRead;
use crate::auth::By;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::document;
use crate::problem::Kind;
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// What `{id}` of a purchase is.
pub const ID: (&str, &str) = (
    "id",
    "The purchase: our id `pur_…`, or `ext:` and your own, as in `ext:receipt-1001`.",
);

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_read",
    noun: Noun::Purchases,
    summary: "Read a purchase",
    description: "A purchase as it stands: as it was decided, with what came back since, and why it came out so, in sentences.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<PurchaseRead>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads a purchase.
pub async fn read(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<PurchaseRead> {
    let named = document::<PurchaseId>(&id, &caller)?;
    let (view, names) = purchase::read_with_names(&server.app, named).await?;
    let read = PurchaseRead::of(&server.app, view, names, language);
    Ok(Answer::ok(read))
}
