//! `DELETE /v1/dashboards/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::dashboard;

use super::shape::ID;
use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "dashboard_remove",
    noun: Noun::Reports,
    summary: "Drop a dashboard",
    description: "Drops it for all staff.",
    address: &[ID],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound],
};

/// Drops one.
pub async fn remove(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    dashboard::remove(&server.app, caller.by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
