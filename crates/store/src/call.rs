//! Identities of calls with the answers to give again.

use regulars_engine::time::Instant;

use crate::codec::{number, number_or_none};
use crate::database::Connection;
use crate::rows::{one, run, sql_limit, touch};
use crate::sql::call as sql;
use crate::{Answer, Call, Reader, StoreError};

/// An earlier call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Hash of its body.
    pub hash: [u8; 32],
    /// Its answer.
    pub answer: Answer,
    /// When it was committed.
    pub posted_at: Instant,
    /// When it may be forgotten; `None`: never.
    pub keep_until: Option<Instant>,
}

pub(crate) fn load(
    conn: &Connection,
    scope: &str,
    key: &str,
) -> Result<Option<CallRow>, StoreError> {
    one(conn, sql::CALL_GET, (scope, key), |row| {
        let answer = Answer {
            status: row.get(1)?,
            body: row.get(2)?,
        };
        Ok(CallRow {
            hash: row.get(0)?,
            answer,
            posted_at: number(row, 3)?,
            keep_until: number_or_none(row, 4)?,
        })
    })
}

pub(crate) fn put(conn: &Connection, call: &Call, posted_at: Instant) -> Result<(), StoreError> {
    let Call {
        scope,
        key,
        hash,
        answer,
        keep_until,
    } = call;
    let keep_until = keep_until.map(Instant::ms);
    let params = (
        scope,
        key,
        hash.as_slice(),
        answer.status,
        &answer.body,
        posted_at.ms(),
        keep_until,
    );
    touch(conn, sql::CALL_PUT, params)
}

/// Forgets calls whose time has passed; answers how many.
pub(crate) fn forget(conn: &Connection, now: Instant, limit: usize) -> Result<usize, StoreError> {
    run(conn, sql::CALL_FORGET, (now.ms(), sql_limit(limit)))
}

impl Reader<'_> {
    /// An earlier call.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn call(&self, scope: &str, key: &str) -> Result<Option<CallRow>, StoreError> {
        load(self.conn, scope, key)
    }
}
