//! API keys.

use regulars_engine::id::KeyId;
use regulars_engine::time::Instant;

use crate::codec::{json, number, number_or_none, to_json};
use crate::database::{Connection, Row};
use crate::rows::{all, one, touch};
use crate::sql::key as sql;
use crate::{NewKey, Reader, StoreError};

/// An API key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Our id.
    pub id: KeyId,
    /// Name, for people.
    pub name: String,
    /// Whose calls share ids.
    pub integration: String,
    /// Scopes, or `all`.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

pub(crate) fn insert(
    conn: &Connection,
    new: &NewKey,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let scopes = to_json(&new.scopes)?;
    let params = (
        new.id.raw(),
        &new.name,
        &new.integration,
        scopes,
        new.hash.as_slice(),
        posted_at.ms(),
    );
    touch(conn, sql::KEY_INSERT, params)
}

/// Revokes a key; one revoked before keeps its time.
pub(crate) fn revoke(conn: &Connection, key: KeyId, posted_at: Instant) -> Result<(), StoreError> {
    touch(conn, sql::KEY_REVOKE, (key.raw(), posted_at.ms()))
}

fn key_row(row: &Row<'_>) -> Result<KeyRow, StoreError> {
    Ok(KeyRow {
        id: number(row, 0)?,
        name: row.get(1)?,
        integration: row.get(2)?,
        scopes: json(row, 3, "api_keys")?,
        created_at: number(row, 4)?,
        revoked_at: number_or_none(row, 5)?,
    })
}

impl Reader<'_> {
    /// The live key with this hash of its secret.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn key_by_hash(&self, hash: &[u8; 32]) -> Result<Option<KeyRow>, StoreError> {
        one(self.conn, sql::KEY_BY_HASH, [hash.as_slice()], key_row)
    }

    /// All keys, by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        all(self.conn, sql::KEY_LIST, (), key_row)
    }
}
