//! `GET /v1/products/{sku}`

use axum::extract::State;
use regulars_app::product;
use regulars_engine::name::Sku;

use super::Product;
use super::put::SKU;
use crate::auth::By;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::Scales;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "product_read",
    noun: Noun::Catalogue,
    summary: "Read a product",
    description: "What the catalogue knows of goods.",
    address: &[SKU],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Product>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads one.
pub async fn read(
    State(server): State<Server>,
    By(caller): By,
    Address(sku): Address<String>,
) -> Outcome<Product> {
    let sku = Sku::new(sku);
    let row = product::read(&server.app, sku.clone()).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Product::of(
        sku,
        row,
        Scales(&live.program),
        &caller,
    )))
}
