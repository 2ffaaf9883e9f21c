//! `GET /v1/stores`

use axum::extract::State;
use regulars_app::place;

use super::Store;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "store_list",
    noun: Noun::Catalogue,
    summary: "List stores",
    description: "Places of sale, by id.",
    address: &[],
    query: PAGING,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Store>>()),
    also: &[],
    problems: &[],
};

/// Lists stores.
pub async fn list(
    State(server): State<Server>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<Store>> {
    let (cursor, limit) = paging.check()?;
    let page = place::list(&server.app, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |(id, row)| Store::of(id, row))))
}
