//! `DELETE /v1/imports/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::upload;

use super::{ID, id};
use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_remove",
    noun: Noun::Imports,
    summary: "Remove a file",
    description: "Removes the file with its refused rows and all that was kept of it. What was imported stays. One that waits or runs is \
        cancelled first.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound, Kind::ImportRunning],
};

/// Removes a file.
pub async fn remove(
    State(server): State<Server>,
    By(caller): By,
    Address(address): Address<String>,
) -> Result<StatusCode, Problem> {
    upload::remove(&server.app, id(&address)?, caller.by).await?;
    Ok(StatusCode::NO_CONTENT)
}
