//! `PATCH /v1/discrepancies/{purchase}`

use axum::extract::State;
use regulars_app::discrepancy;
use regulars_engine::id::{IdError, PurchaseId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::PurchaseDiffers;
use crate::auth::By;
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::{Kind, Problem};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "discrepancy_review",
    noun: Noun::Purchases,
    summary: "Mark differences as reviewed",
    description: "Somebody has looked at how the purchase differs from the rules, or it is to be looked at again. The purchase \
        itself stays as it is. The same again changes nothing.",
    address: &[("purchase", "The purchase: `pur_…`.")],
    query: &[],
    body: Takes::Json(Shape::of::<ReviewBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<PurchaseDiffers>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Whether somebody has looked.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReviewRequest)]
pub struct ReviewBody {
    /// `true`: somebody has; `false`: it is to be looked at again.
    #[schema(example = true)]
    reviewed: bool,
}

/// Marks differences as reviewed.
pub async fn review(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(purchase): Address<String>,
    Body(body): Body<ReviewBody>,
) -> Outcome<PurchaseDiffers> {
    let app = &server.app;
    let purchase: PurchaseId = purchase
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    let view = discrepancy::review(app, caller.by, purchase, body.reviewed).await?;
    Ok(Answer::ok(PurchaseDiffers::of(app, view, language)))
}
