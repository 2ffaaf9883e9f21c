//! Receipts of which something was kept, with a member and without.

use regulars_engine::name::StoreId;
use regulars_engine::number::Money;
use regulars_engine::time::LocalDate;

use crate::codec::number;
use crate::database::Row;
use crate::rows::all;
use crate::sql::receipt as sql;
use crate::{Reader, StoreError};

const DAY_MS: i64 = 86_400_000;

/// Where receipts were made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ReceiptPlace {
    /// The store; `None`: not said.
    pub store: Option<StoreId>,
    /// The till.
    pub till: Option<String>,
    /// The cashier.
    pub cashier: Option<String>,
}

/// Receipts of a day and a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Receipts {
    /// How many.
    pub receipts: i64,
    /// Those with a member.
    pub identified: i64,
    /// Paid by money and kept.
    pub sales: Money,
    /// The part that members paid.
    pub identified_sales: Money,
}

impl std::ops::AddAssign for Receipts {
    fn add_assign(&mut self, other: Self) {
        self.receipts += other.receipts;
        self.identified += other.identified;
        self.sales += other.sales;
        self.identified_sales += other.identified_sales;
    }
}

impl Reader<'_> {
    /// Receipts by day and store, both ends included. Told from sums that are kept.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn receipts_by_store(
        &self,
        (from, to): (LocalDate, LocalDate),
    ) -> Result<Vec<(LocalDate, ReceiptPlace, Receipts)>, StoreError> {
        let days = (i64::from(from.days()), i64::from(to.days()));
        all(self.conn, sql::RECEIPT_BY_STORE, days, |row| {
            let place = ReceiptPlace {
                store: said(row, 1)?.map(StoreId::new),
                ..ReceiptPlace::default()
            };
            Ok((LocalDate::from_days(row.get(0)?), place, receipts(row, 2)?))
        })
    }

    /// Receipts by day, store, till and cashier, both ends included. Every receipt of these days is looked at.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn receipts_by_place(
        &self,
        (from, to): (LocalDate, LocalDate),
    ) -> Result<Vec<(LocalDate, ReceiptPlace, Receipts)>, StoreError> {
        let first = (i64::from(from.days()) - 1).saturating_mul(DAY_MS);
        let last = (i64::from(to.days()) + 2).saturating_mul(DAY_MS);
        let rows = all(self.conn, sql::RECEIPT_BY_PLACE, (first, last), |row| {
            let place = ReceiptPlace {
                store: said(row, 1)?.map(StoreId::new),
                till: said(row, 2)?,
                cashier: said(row, 3)?,
            };
            Ok((LocalDate::from_days(row.get(0)?), place, receipts(row, 4)?))
        })?;
        let asked = rows
            .into_iter()
            .filter(|(day, ..)| (from..=to).contains(day));
        Ok(asked.collect())
    }
}

fn said(row: &Row<'_>, column: usize) -> Result<Option<String>, StoreError> {
    Ok(Some(row.get::<String>(column)?).filter(|text| !text.is_empty()))
}

fn receipts(row: &Row<'_>, column: usize) -> Result<Receipts, StoreError> {
    Ok(Receipts {
        receipts: row.get(column)?,
        identified: row.get(column + 1)?,
        sales: number(row, column + 2)?,
        identified_sales: number(row, column + 3)?,
    })
}
