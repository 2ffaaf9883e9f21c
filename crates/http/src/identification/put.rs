//! `PUT /v1/identification-targets`

use axum::extract::State;
use regulars_app::identification;

use super::shape::Targets;
use crate::auth::By;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::Wrong;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "identification_targets_put",
    noun: Noun::Reports,
    summary: "Put targets of identification",
    description: "Puts the share of receipts that should have a member, for all stores and for some, in place of all that was said \
        of it. Who falls under it is told in the report and in the overview.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<Targets>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Targets>()),
    also: &[],
    problems: &[],
};

/// Puts them.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Body(body): Body<Targets>,
) -> Outcome<Targets> {
    let mut wrong = Wrong::default();
    let rows = body.check(&mut wrong);
    let rows = wrong.finish(Some(rows))?;
    identification::put(&server.app, caller.by, rows).await?;
    let rows = identification::list(&server.app).await?;
    Ok(Answer::ok(rows.into()))
}
