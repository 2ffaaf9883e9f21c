//! `GET /v1/stores/{id}`

use axum::extract::State;
use regulars_app::place;
use regulars_engine::name::StoreId;

use super::Store;
use super::put::ID;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "store_read",
    noun: Noun::Catalogue,
    summary: "Read a store",
    description: "What the catalogue knows of a place of sale.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Store>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Reads one.
pub async fn read(State(server): State<Server>, Address(id): Address<String>) -> Outcome<Store> {
    let id = StoreId::new(id);
    let row = place::read(&server.app, id.clone()).await?;
    Ok(Answer::ok(Store::of(id, row)))
}
