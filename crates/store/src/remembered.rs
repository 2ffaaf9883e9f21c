//! Quotes without a hold, where several processes must know of them.

use regulars_engine::id::{MemberId, QuoteId};
use regulars_engine::time::Instant;

use crate::codec::{number_or_none, program_version};
use crate::database::{Connection, Engine};
use crate::rows::{one, run, sql_limit};
use crate::sql::remembered as sql;
use crate::{ProgramVersion, Reader, StoreError};

/// A quote without a hold. It promises nothing, and may be forgotten before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RememberedQuote {
    /// Whose; `None` for an unidentified buyer.
    pub owner: Option<MemberId>,
    /// Program version that priced it.
    pub version: ProgramVersion,
    /// The basket and its priced answer, as JSON without personal data.
    pub promise: String,
}

/// Remembers a quote.
pub(crate) fn put(
    conn: &Connection,
    quote: QuoteId,
    new: &RememberedQuote,
    expires_at: Instant,
) -> Result<(), StoreError> {
    let owner = new.owner.map(MemberId::raw);
    let (program, version) = (new.version.program.as_str(), new.version.version);
    let params = (
        quote.raw(),
        owner,
        program,
        version,
        expires_at.ms(),
        &new.promise,
    );
    run(conn, sql::REMEMBERED_PUT, params).map(|_| ())
}

/// Forgets up to `limit` quotes whose time has passed; answers how many.
pub(crate) fn forget(conn: &Connection, now: Instant, limit: usize) -> Result<usize, StoreError> {
    match conn.engine() {
        Engine::Sqlite => Ok(0),
        Engine::Postgres => run(conn, sql::REMEMBERED_FORGET, (now.ms(), sql_limit(limit))),
    }
}

impl Reader<'_> {
    /// A quote without a hold that a process has remembered for the others.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn remembered_quote(&self, quote: QuoteId) -> Result<Option<RememberedQuote>, StoreError> {
        one(self.conn, sql::REMEMBERED_GET, [quote.raw()], |row| {
            Ok(RememberedQuote {
                owner: number_or_none(row, 0)?,
                version: program_version(row, 1)?,
                promise: row.get(3)?,
            })
        })
    }
}
