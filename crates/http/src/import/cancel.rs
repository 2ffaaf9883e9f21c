//! `POST /v1/imports/{id}/cancel`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::upload;

use super::shape::Import;
use super::{ID, id};
use crate::auth::By;
use crate::body::{Address, Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Kind;
use crate::render::Spoken;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_cancel",
    noun: Noun::Imports,
    summary: "Stop an import",
    description: "One that waits is `cancelled` at once, one that runs stops within moments. What it wrote stays; run again, it goes \
        on. One that neither waits nor runs stays as it is.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 202,
    answer: Gives::Json(Shape::of::<Import>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// Stops an import.
pub async fn cancel(
    State(server): State<Server>,
    By(caller): By,
    Address(address): Address<String>,
    Spoken(language): Spoken,
) -> Outcome<Import> {
    let upload = upload::cancel(&server.app, id(&address)?, caller.by).await?;
    Ok(Answer(StatusCode::ACCEPTED, Import::of(upload, language)))
}
