//! `DELETE /v1/spend/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::spend;
use regulars_engine::id::{IdError, SpendId};

use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "spend_remove",
    noun: Noun::Reports,
    summary: "Take back an entry of money spent",
    description: "It counts nowhere any more; the audit keeps what it was.",
    address: &[("id", "The id of the entry: `spd_…`.")],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound],
};

/// Takes it back.
pub async fn remove(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    let id: SpendId =
        { id.parse() }.map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    spend::remove(&server.app, caller.by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
