//! Running statements: one row, all rows, exactly one row touched.

use std::ops::ControlFlow;

use crate::StoreError;
use crate::database::{Connection, Params, Row};
use crate::sql::Statement;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Database(error.to_string()),
        }
    }
}

/// The row a statement gives, if any.
pub(crate) fn one<T>(
    conn: &Connection,
    statement: Statement,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let (mut found, mut read) = (None, Some(read));
    params.with(|values| {
        conn.query(statement, values, &mut |row| {
            found = read.take().map(|read| read(row)).transpose()?;
            Ok(ControlFlow::Break(()))
        })
    })?;
    Ok(found)
}

/// All rows a statement gives.
pub(crate) fn all<T>(
    conn: &Connection,
    statement: Statement,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut items = Vec::new();
    each(conn, statement, params, |row| {
        items.push(read(row)?);
        Ok(())
    })?;
    Ok(items)
}

/// Tells all rows a statement gives, one by one.
pub(crate) fn each(
    conn: &Connection,
    statement: Statement,
    params: impl Params,
    mut tell: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    params.with(|values| {
        conn.query(statement, values, &mut |row| {
            tell(row).map(ControlFlow::Continue)
        })
    })
}

/// Runs a statement; answers how many rows it touched.
pub(crate) fn run(
    conn: &Connection,
    statement: Statement,
    params: impl Params,
) -> Result<usize, StoreError> {
    params.with(|values| conn.run(statement, values))
}

/// Runs a statement that must touch exactly one row.
pub(crate) fn touch(
    conn: &Connection,
    statement: Statement,
    params: impl Params,
) -> Result<(), StoreError> {
    params.with(|values| conn.touch(statement, values))
}

/// A limit as SQL takes it; one more row is asked for where a page must know whether there is a next.
pub(crate) fn sql_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
