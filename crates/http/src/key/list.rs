//! `GET /v1/keys`

use axum::extract::State;
use regulars_app::key::{self, KeyRow};
use regulars_engine::id::KeyId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::Listed;
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "key_list",
    noun: Noun::Keys,
    summary: "List keys",
    description: "All keys in order of making, revoked ones included, without their secrets.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Key>>()),
    also: &[],
    problems: &[],
};

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Key {
    /// Our id.
    #[schema(value_type = String, example = "key_01HZX3V8K0G04")]
    key: KeyId,
    /// Its name.
    name: String,
    /// Whose it is.
    integration: String,
    /// What it may do.
    scopes: Vec<String>,
    /// When it was made.
    created_at: Moment,
    /// When it was revoked; `null`: it works.
    revoked_at: Option<Moment>,
}

/// Lists keys.
pub async fn list(State(server): State<Server>) -> Outcome<Listed<Key>> {
    let rows = key::list(&server.app).await?;
    Ok(Answer::ok(Listed::whole(
        rows.into_iter().map(Key::from).collect(),
    )))
}

impl From<KeyRow> for Key {
    fn from(row: KeyRow) -> Self {
        Self {
            key: row.id,
            name: row.name,
            integration: row.integration,
            scopes: row.scopes,
            created_at: Moment::utc(row.created_at),
            revoked_at: row.revoked_at.map(Moment::utc),
        }
    }
}
