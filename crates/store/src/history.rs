//! What reports read of all members beside the columns of the analytics.

use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::time::LocalDate;

use crate::codec::number;
use crate::database::Row;
use crate::rows::{all, each};
use crate::sql::history as sql;
use crate::{Reader, StoreError};

const DAY_MS: i64 = 86_400_000;

/// A purchase of a member of which something came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnedPurchase {
    /// Who.
    pub member: MemberId,
    /// The day of the sale at its place.
    pub day: LocalDate,
    /// What was given back.
    pub amount: Money,
}

fn returned(row: &Row<'_>) -> Result<ReturnedPurchase, StoreError> {
    let local_ms: i64 = row.get(1)?;
    let day = i32::try_from(local_ms.div_euclid(DAY_MS)).unwrap_or(0);
    Ok(ReturnedPurchase {
        member: number(row, 0)?,
        day: LocalDate::from_days(day),
        amount: number(row, 2)?,
    })
}

impl Reader<'_> {
    /// Tells of every purchase of a member of which something came back: the day of the sale and what was given back; in
    /// order of member and time. Purchases that came back whole are among them, voided ones are not.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn returned_purchases(
        &self,
        mut tell: impl FnMut(ReturnedPurchase),
    ) -> Result<(), StoreError> {
        each(self.conn, sql::HISTORY_RETURNED, (), |row| {
            tell(returned(row)?);
            Ok(())
        })
    }

    /// The external id of every member that has one, the first as text where it has several; in order of member.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn external_ids(&self) -> Result<Vec<(MemberId, String)>, StoreError> {
        all(self.conn, sql::HISTORY_EXTERNAL_IDS, (), |row| {
            Ok((number(row, 0)?, row.get(1)?))
        })
    }
}
