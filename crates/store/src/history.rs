//! Purchases of all members, one member after another.

use regulars_engine::id::MemberId;
use regulars_engine::name::Sku;
use regulars_engine::number::Money;
use regulars_engine::time::LocalDate;

use crate::codec::{name, number};
use crate::database::Row;
use crate::rows::{all, each};
use crate::sql::history as sql;
use crate::{Reader, StoreError};

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// A purchase of a member of which something was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptPurchase {
    /// Who.
    pub member: MemberId,
    /// The day at the place of the sale.
    pub day: LocalDate,
    /// The hour there, 0 to 23.
    pub hour: u8,
    /// Paid and kept; of what came back, given back.
    pub amount: Money,
}

/// Goods of such a purchase that were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// The purchase they are of.
    pub purchase: KeptPurchase,
    /// What; the amount of `purchase` is this line's.
    pub sku: Sku,
}

fn purchase(row: &Row<'_>, amount: usize) -> Result<KeptPurchase, StoreError> {
    let local_ms: i64 = row.get(1)?;
    let day = i32::try_from(local_ms.div_euclid(DAY_MS)).unwrap_or(0);
    let hour = local_ms.rem_euclid(DAY_MS).div_euclid(HOUR_MS);
    Ok(KeptPurchase {
        member: number(row, 0)?,
        day: LocalDate::from_days(day),
        hour: u8::try_from(hour).unwrap_or(0),
        amount: number(row, amount)?,
    })
}

impl Reader<'_> {
    /// Tells of every kept purchase of a member, in order of member and time.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn kept_purchases(&self, mut tell: impl FnMut(KeptPurchase)) -> Result<(), StoreError> {
        each(self.conn, sql::HISTORY_PURCHASES, (), |row| {
            tell(purchase(row, 2)?);
            Ok(())
        })
    }

    /// Tells of every purchase of a member of which something came back: the day of the sale and what was given back; in
    /// order of member and time. Purchases that came back whole are among them, voided ones are not.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn returned_purchases(&self, mut tell: impl FnMut(KeptPurchase)) -> Result<(), StoreError> {
        each(self.conn, sql::HISTORY_RETURNED, (), |row| {
            tell(purchase(row, 2)?);
            Ok(())
        })
    }

    /// Tells of every kept line with goods of a member, in order of member and time.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn kept_lines(&self, mut tell: impl FnMut(KeptLine)) -> Result<(), StoreError> {
        each(self.conn, sql::HISTORY_LINES, (), |row| {
            tell(KeptLine {
                purchase: purchase(row, 3)?,
                sku: name(row, 2)?,
            });
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
