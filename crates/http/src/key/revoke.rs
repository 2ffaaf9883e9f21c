//! `DELETE /v1/keys/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use regulars_app::key;
use regulars_engine::id::{IdError, KeyId};

use crate::auth::By;
use crate::body::Address;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "key_revoke",
    noun: Noun::Keys,
    summary: "Revoke a key",
    description: "A revoked key works no more: in this process at once, in others within a second. Revoking again changes nothing.",
    address: &[("id", "The key: `key_…`.")],
    query: &[],
    body: Takes::Nothing,
    status: 204,
    answer: Gives::Nothing,
    also: &[],
    problems: &[Kind::NotFound],
};

/// Revokes a key.
pub async fn revoke(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
) -> Result<StatusCode, Problem> {
    let id: KeyId = id
        .parse()
        .map_err(|error: IdError| Problem::new(Kind::NotFound, error))?;
    key::revoke(&server.app, caller.by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
