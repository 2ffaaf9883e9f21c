//! SQLite, as the nouns use it.

use std::ops::ControlFlow;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::{Database, Engine, Row, Tell, Value};
use crate::StoreError;
use crate::measure::Watch;
use crate::sql::Statement;

impl Database for Connection {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn query(
        &self,
        statement: Statement,
        params: &[Value<'_>],
        tell: &mut Tell<'_>,
    ) -> Result<(), StoreError> {
        let watch = Watch::start();
        let mut prepared = bound(self, statement, params)?;
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            if tell(&Row::Sqlite(row))? == ControlFlow::Break(()) {
                break;
            }
        }
        watch.ran(statement.name);
        Ok(())
    }

    fn run(&self, statement: Statement, params: &[Value<'_>]) -> Result<usize, StoreError> {
        let watch = Watch::start();
        let touched = bound(self, statement, params)?.raw_execute()?;
        watch.ran(statement.name);
        Ok(touched)
    }
}

/// The statement, prepared once and kept, with its parameters.
fn bound<'c>(
    conn: &'c Connection,
    statement: Statement,
    params: &[Value<'_>],
) -> Result<CachedStatement<'c>, StoreError> {
    let mut prepared = conn.prepare_cached(statement.text)?;
    let expected = prepared.parameter_count();
    if expected != params.len() {
        return Err(rusqlite::Error::InvalidParameterCount(params.len(), expected).into());
    }
    for (place, value) in params.iter().enumerate() {
        prepared.raw_bind_parameter(place + 1, value)?;
    }
    Ok(prepared)
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The value of a column.
pub(super) fn value<'r>(
    row: &'r rusqlite::Row<'r>,
    column: usize,
) -> Result<Value<'r>, StoreError> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Text(text) => std::str::from_utf8(text)
            .map(Value::Text)
            .map_err(|error| StoreError::Database(format!("column {column}: {error}"))),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes)),
        ValueRef::Real(number) => Err(StoreError::Database(format!(
            "column {column} holds {number}, a number that is not whole"
        ))),
    }
}
