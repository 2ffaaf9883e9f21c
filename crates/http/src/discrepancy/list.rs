//! `GET /v1/discrepancies`

use axum::extract::State;
use regulars_app::discrepancy;
use serde::Deserialize;

use super::answer::PurchaseDiffers;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "discrepancy_list",
    noun: Noun::Purchases,
    summary: "List purchases that differ from the rules",
    description: "Purchases recorded as a till sold them (`priced: till`), where that is not what the rules say; latest first. \
        They stay in the list until somebody marks them as reviewed.",
    address: &[],
    query: &[
        (
            "reviewed",
            "`true`: those that somebody has reviewed. Absent: those that nobody has.",
        ),
        PAGING[0],
        PAGING[1],
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<PurchaseDiffers>>()),
    also: &[],
    problems: &[],
};

/// Which.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Query {
    reviewed: bool,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists purchases with differences.
pub async fn list(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Params(query): Params<Query>,
) -> Outcome<Listed<PurchaseDiffers>> {
    let paging = Paging {
        limit: query.limit,
        cursor: query.cursor,
    };
    let (cursor, limit) = paging.check()?;
    let app = &server.app;
    let page = discrepancy::list(app, query.reviewed, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |view| {
        PurchaseDiffers::of(app, view, language)
    })))
}
