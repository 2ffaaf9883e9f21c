//! `GET /v1/products`

use axum::extract::State;
use regulars_app::product;
use serde::Deserialize;

use super::Product;
use crate::auth::By;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::render::Scales;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "product_list",
    noun: Noun::Catalogue,
    summary: "List products",
    description: "Goods of the catalogue, by code; with `q` those whose code or name has the text in it.",
    address: &[],
    query: QUERY,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Product>>()),
    also: &[],
    problems: &[],
};

const QUERY: &[(&str, &str)] = &[
    (
        "q",
        "A part of the code or the name, in any case. Absent: all goods.",
    ),
    PAGING[0],
    PAGING[1],
];

/// What is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    q: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Lists goods.
pub async fn list(
    State(server): State<Server>,
    By(caller): By,
    Params(Wanted { q, limit, cursor }): Params<Wanted>,
) -> Outcome<Listed<Product>> {
    let (cursor, limit) = Paging { limit, cursor }.check()?;
    let wanted = q.filter(|text| !text.is_empty());
    let page = product::list(&server.app, wanted, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |(sku, row)| {
        Product::of(sku, row, Scales(&live.program), &caller)
    })))
}
