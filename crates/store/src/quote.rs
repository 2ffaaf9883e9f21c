//! Quotes that hold: the hold, and the promise it stands for.

use regulars_engine::id::{MemberId, QuoteId};
use regulars_engine::points::Hold;

use crate::codec::{json, number, program_version, to_json};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, touch};
use crate::sql::quote as sql;
use crate::{NewHold, ProgramVersion, Reader, StoreError};

/// A hold, live or lapsed but not yet released, and what it promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    /// Whose.
    pub owner: MemberId,
    /// The hold.
    pub hold: Hold,
    /// Program version that priced it.
    pub version: ProgramVersion,
    /// The basket and its priced answer, as JSON.
    pub promise: String,
}

/// Places a hold; one of the same owner and basket is replaced.
pub(crate) fn place(conn: &Connection, owner: MemberId, new: &NewHold) -> Result<(), StoreError> {
    let NewHold {
        hold,
        version,
        promise,
        coupons: _,
    } = new;
    let (program, number) = (version.program.as_str(), version.version);
    let lots = to_json(&hold.lots)?;
    let (quote, expires_at) = (hold.quote.raw(), hold.expires_at.ms());
    let params = (
        quote,
        owner.raw(),
        &hold.basket,
        expires_at,
        program,
        number,
        lots,
        promise,
    );
    touch(conn, sql::HOLD_PUT, params)
}

/// Ends a hold. One that is gone already (replaced in the same changeset) is no error: the owner's version has
/// guarded the decision.
pub(crate) fn release(
    conn: &Connection,
    owner: MemberId,
    quote: QuoteId,
) -> Result<(), StoreError> {
    run(conn, sql::HOLD_RELEASE, (quote.raw(), owner.raw())).map(|_| ())
}

/// Holds of an owner, by quote.
pub(crate) fn holds(conn: &Connection, owner: MemberId) -> Result<Vec<Hold>, StoreError> {
    all(conn, sql::HOLD_LIST, [owner.raw()], |row| hold(row, 0))
}

/// A hold, whose quote stands in this column.
pub(crate) fn hold(row: &Row<'_>, column: usize) -> Result<Hold, StoreError> {
    Ok(Hold {
        quote: number(row, column)?,
        basket: row.get(column + 1)?,
        expires_at: number(row, column + 2)?,
        lots: json(row, column + 3, "holds")?,
    })
}

impl Reader<'_> {
    /// A quote that holds, live or lapsed but not yet released.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn quote(&self, id: QuoteId) -> Result<Option<QuoteRow>, StoreError> {
        one(self.conn, sql::HOLD_BY_QUOTE, [id.raw()], |row| {
            let (owner, hold) = (number(row, 0)?, hold(row, 1)?);
            Ok(QuoteRow {
                owner,
                hold,
                version: program_version(row, 5)?,
                promise: row.get(7)?,
            })
        })
    }

    /// Quotes that hold under a basket id, of any owner: a quote replaces its owner's by itself, those of others are
    /// to be released in the same changeset.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn basket_quotes(&self, basket: &str) -> Result<Vec<(MemberId, QuoteId)>, StoreError> {
        all(self.conn, sql::HOLD_BY_BASKET, [basket], |row| {
            Ok((number(row, 0)?, number(row, 1)?))
        })
    }
}
