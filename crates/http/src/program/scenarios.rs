//! `GET` and `PUT /v1/programs/{id}/scenarios`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use regulars_app::program;
use regulars_engine::name::ProgramId;

use super::list::ID;
use crate::auth::By;
use crate::body::{Address, FileText};
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The media type of the file.
const FILE_TYPE: &str = "application/yaml";

/// The reference.
pub const READ: Doc = Doc {
    id: "scenarios_read",
    noun: Noun::Programs,
    summary: "Read the scenarios",
    description: "The scenario file of a program, as it was sent.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text(FILE_TYPE),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The reference.
pub const DOC: Doc = Doc {
    id: "scenarios_put",
    noun: Noun::Programs,
    summary: "Store the scenarios",
    description: "Stores a scenario file, YAML or JSON, in place of what was there. It is read against the program's last version: \
        a file with problems is not stored, and the answer has every one with its path, its line and what would be right. Whether \
        its scenarios pass is not asked; play them with `test`.",
    address: &[ID],
    query: &[],
    body: Takes::File,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound, Kind::BadProgram],
};

/// Reads the scenarios.
///
/// # Errors
/// `not_found`.
pub async fn read(
    State(server): State<Server>,
    Address(id): Address<String>,
) -> Result<Response, Problem> {
    let view = program::scenarios(&server.app, ProgramId::new(id)).await?;
    Ok(([(CONTENT_TYPE, FILE_TYPE)], view.text).into_response())
}

/// Stores the scenarios.
///
/// # Errors
/// `not_found`, `bad_program`.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    FileText(text): FileText,
) -> Result<StatusCode, Problem> {
    program::put_scenarios(&server.app, caller.by, ProgramId::new(id), text).await?;
    Ok(StatusCode::NO_CONTENT)
}
