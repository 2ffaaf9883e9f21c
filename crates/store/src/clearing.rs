//! Money between partners of a coalition and the program.

use regulars_engine::coalition::{ClearingAccount, ClearingKind, ClearingMove};
use regulars_engine::id::{MemberId, PostingId};
use regulars_engine::name::{PartnerId, UnitId};
use regulars_engine::number::{Money, Points};
use regulars_engine::time::Instant;

use crate::codec::{Word, cause_columns, name, number, word};
use crate::database::Connection;
use crate::rows::{all, touch};
use crate::sql::clearing as sql;
use crate::{Cause, Reader, StoreError};

/// What an account of a partner gained in a time, by why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearingSum {
    /// Whose.
    pub partner: PartnerId,
    /// The unit.
    pub unit: UnitId,
    /// Why.
    pub kind: ClearingKind,
    /// The account.
    pub account: ClearingAccount,
    /// For so many points.
    pub points: Points,
    /// How much it gained.
    pub amount: Money,
}

/// Writes a move, side by side.
pub(crate) fn insert(
    conn: &Connection,
    owner: MemberId,
    (id, cause, moved, at): &(PostingId, Cause, ClearingMove, Instant),
    posted_at: Instant,
) -> Result<(), StoreError> {
    let (cause, cause_id) = cause_columns(*cause);
    for (place, (account, amount)) in (1_i64..).zip(moved.entries()) {
        let params = (
            id.raw(),
            place,
            owner.raw(),
            moved.kind.word(),
            moved.partner.as_str(),
            moved.unit.as_str(),
            moved.points.raw(),
            account.word(),
            amount.minor(),
            moved.lot.map(|lot| lot.0),
            at.ms(),
            posted_at.ms(),
            cause,
            cause_id,
        );
        touch(conn, sql::CLEARING_INSERT, params)?;
    }
    Ok(())
}

impl Reader<'_> {
    /// What was posted between partners and the program from an instant on and before another, summed.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn clearing(&self, from: Instant, to: Instant) -> Result<Vec<ClearingSum>, StoreError> {
        all(self.conn, sql::CLEARING_SUMS, (from.ms(), to.ms()), |row| {
            Ok(ClearingSum {
                partner: name(row, 0)?,
                unit: name(row, 1)?,
                kind: word(row, 2)?,
                account: word(row, 3)?,
                points: number(row, 4)?,
                amount: number(row, 5)?,
            })
        })
    }
}
