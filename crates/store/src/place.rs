//! Places of sale.

use regulars_engine::name::StoreId;
use regulars_engine::situation::Place;
use regulars_engine::time::Zone;

use crate::codec::name;
use crate::database::{Connection, Row};
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::place as sql;
use crate::{Cursor, Page, Reader, StoreError, StoreRow};

pub(crate) fn put(conn: &Connection, id: &StoreId, row: &StoreRow) -> Result<(), StoreError> {
    touch(
        conn,
        sql::STORE_PUT,
        (
            id.as_str(),
            &row.name,
            &row.city,
            &row.country,
            &row.time_zone,
        ),
    )
}

/// A place as decisions read it.
pub(crate) fn place(conn: &Connection, id: &StoreId) -> Result<Option<Place>, StoreError> {
    let Some(row) = one(conn, sql::STORE_LOAD, [id.as_str()], store_row)? else {
        return Ok(None);
    };
    let zone = row.time_zone.as_deref().map(|zone| {
        Zone::parse(zone).map_err(|error| StoreError::Inconsistent {
            table: "stores",
            key: id.to_string(),
            what: error.to_string(),
        })
    });
    Ok(Some(Place {
        id: id.clone(),
        city: row.city,
        country: row.country,
        zone: zone.transpose()?,
    }))
}

fn store_row(row: &Row<'_>) -> Result<StoreRow, StoreError> {
    Ok(StoreRow {
        name: row.get(1)?,
        city: row.get(2)?,
        country: row.get(3)?,
        time_zone: row.get(4)?,
    })
}

impl Reader<'_> {
    /// A place of sale.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn store(&self, id: &StoreId) -> Result<Option<StoreRow>, StoreError> {
        one(self.conn, sql::STORE_LOAD, [id.as_str()], store_row)
    }

    /// Places of sale by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn stores(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<(StoreId, StoreRow)>, StoreError> {
        let after = after.map_or("", Cursor::as_str);
        let params = (after, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::STORE_LIST, params, |row| {
            Ok((name(row, 0)?, store_row(row)?))
        })?;
        Ok(Page::cut(rows, limit, |(id, _): &(StoreId, _)| {
            Cursor::new(id.as_str())
        }))
    }
}
