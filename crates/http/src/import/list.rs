//! `GET /v1/imports`

use axum::extract::State;
use regulars_app::upload;

use super::shape::Import;
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_list",
    noun: Noun::Imports,
    summary: "List imports",
    description: "Files that were brought in and are still kept, the newest first, and what became of them.",
    address: &[],
    query: &[PAGING[0], PAGING[1], LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Import>>()),
    also: &[],
    problems: &[],
};

/// Lists imports.
pub async fn list(
    State(server): State<Server>,
    Params(paging): Params<Paging>,
    Spoken(language): Spoken,
) -> Outcome<Listed<Import>> {
    let (cursor, limit) = paging.check()?;
    let page = upload::list(&server.app, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |upload| {
        Import::of(upload, language)
    })))
}
