//! `POST /v1/purchases/{id}/void`

use axum::extract::State;
use regulars_app::purchase;
use regulars_engine::id::PurchaseId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::back::Voided;
use super::read::ID;
use crate::auth::By;
use crate::body::{Address, Answer, MaybeBody, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::document;
use crate::problem::Kind;
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_void",
    noun: Noun::Purchases,
    summary: "Void a purchase",
    description: "Cancels a purchase within its store's business day, as if it had not happened: points, coupons and limits \
        included. Afterwards, or when goods have come back, it is refused; return the goods instead.\n\n\
        A void of an id we have never seen is a success and leaves a tombstone: the purchase that comes later is answered \
        `voided`. Voiding again gives the same answer.",
    address: &[ID],
    query: &[],
    body: Takes::MaybeJson(Shape::of::<VoidBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Voided>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::ReturnedAlready, Kind::DayIsOver],
};

/// Nothing is to be said: the purchase is in the address.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VoidRequest)]
pub struct VoidBody {}

/// Voids a purchase.
pub async fn void(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    MaybeBody(VoidBody {}): MaybeBody<VoidBody>,
) -> Outcome<Voided> {
    let app = &server.app;
    let voided = purchase::void(app, &caller, document::<PurchaseId>(&id, &caller)?).await?;
    Ok(Answer::ok(match voided {
        purchase::Voided::Purchase {
            purchase,
            decision,
            replayed,
        } => Voided::of(app, *purchase, &decision, replayed, language),
        purchase::Voided::Tombstone { id } => Voided::tombstone(app, id, language),
    }))
}
