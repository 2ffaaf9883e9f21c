//! `POST /v1/stamps`

use axum::extract::State;
use regulars_app::stamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::By;
use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "stamp_make",
    noun: Noun::Segments,
    summary: "Work the stamps out now",
    description: "Works out what analytics say of each member who has bought: RFM scores, the stage of their life with the shop, the \
        chance of being still there and the value expected of them. This happens every night at four by the program's clock; the call \
        does it now. Only what is different is written, and it can be repeated.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Made>()),
    also: &[],
    problems: &[Kind::Unavailable],
};

/// What was found and written.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StampsMade)]
pub struct Made {
    /// As of when.
    as_of: Moment,
    /// Members who have bought: each has scores and a stage.
    members: u64,
    /// Those of them of whom a model foretells something; 0 while there is too little to make one of.
    foretold: u64,
    /// Members of whom something else is said than before.
    changed: u64,
    /// Those of them who have come into another RFM cell; the first time nobody has come from anywhere.
    moved: u64,
}

/// Works them out.
pub async fn make(State(server): State<Server>, By(caller): By) -> Outcome<Made> {
    let made = stamp::make(&server.app, caller.by).await?;
    Ok(Answer::ok(Made {
        as_of: Moment::utc(made.as_of),
        members: made.members,
        foretold: made.foretold,
        changed: made.changed,
        moved: made.moved,
    }))
}
