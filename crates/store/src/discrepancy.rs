//! Purchases in which a till did otherwise than the rules say, until somebody has looked.

use regulars_engine::id::PurchaseId;
use regulars_engine::time::Instant;

use crate::audit::{actor, columns};
use crate::codec::{count, number, number_or_none};
use crate::database::{Connection, Row};
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::discrepancy as sql;
use crate::{Actor, Cursor, Page, Reader, Review, StoreError};

/// A purchase with differences. What differs stands in its decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscrepancyRow {
    /// The purchase.
    pub purchase: PurchaseId,
    /// That somebody has looked; `None`: nobody yet.
    pub reviewed: Option<Reviewed>,
}

/// That somebody has looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
}

pub(crate) fn insert(conn: &Connection, purchase: PurchaseId) -> Result<(), StoreError> {
    touch(conn, sql::DISCREPANCY_INSERT, [purchase.raw()])
}

pub(crate) fn review(conn: &Connection, new: &Review, at: Instant) -> Result<(), StoreError> {
    let (at, kind, by) = match new.by {
        Some(by) => {
            let (kind, by) = columns(by);
            (Some(at.ms()), Some(kind), by)
        }
        None => (None, None, None),
    };
    touch(
        conn,
        sql::DISCREPANCY_REVIEW,
        (new.purchase.raw(), at, kind, by),
    )
}

fn discrepancy_row(row: &Row<'_>) -> Result<DiscrepancyRow, StoreError> {
    let reviewed = match number_or_none(row, 1)? {
        Some(at) => Some(Reviewed {
            at,
            by: actor(row, 2, "discrepancies")?,
            name: row.get(4)?,
        }),
        None => None,
    };
    Ok(DiscrepancyRow {
        purchase: number(row, 0)?,
        reviewed,
    })
}

impl Reader<'_> {
    /// Purchases with differences that somebody has reviewed, or that nobody has; latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn discrepancies(
        &self,
        reviewed: bool,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<DiscrepancyRow>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let most = sql_limit(limit).saturating_add(1);
        let statement = match reviewed {
            true => sql::DISCREPANCY_REVIEWED,
            false => sql::DISCREPANCY_OPEN,
        };
        let rows = all(self.conn, statement, (before, most), discrepancy_row)?;
        Ok(Page::cut(rows, limit, |row: &DiscrepancyRow| {
            Cursor::of_number(row.purchase.raw())
        }))
    }

    /// The differences of a purchase; `None`: it has none.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn discrepancy(&self, purchase: PurchaseId) -> Result<Option<DiscrepancyRow>, StoreError> {
        one(
            self.conn,
            sql::DISCREPANCY_LOAD,
            [purchase.raw()],
            discrepancy_row,
        )
    }

    /// Purchases with differences that nobody has reviewed.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn open_discrepancies(&self) -> Result<u64, StoreError> {
        let found = one(self.conn, sql::DISCREPANCY_COUNT, (), |row| count(row, 0))?;
        Ok(found.unwrap_or(0))
    }
}
