//! `GET /v1/products`

use axum::extract::State;
use regulars_app::product;

use super::Product;
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
    description: "Goods of the catalogue, by code.",
    address: &[],
    query: PAGING,
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Product>>()),
    also: &[],
    problems: &[],
};

/// Lists goods.
pub async fn list(
    State(server): State<Server>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<Product>> {
    let (cursor, limit) = paging.check()?;
    let page = product::list(&server.app, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |(sku, row)| {
        Product::of(sku, row, Scales(&live.program))
    })))
}
