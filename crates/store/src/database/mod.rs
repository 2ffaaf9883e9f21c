//! What the nouns need of an engine, whichever it is: statements run, rows read.
//!
//! `sqlite.rs` has what is SQLite's own, and nothing else of the nouns knows which engine answers.

mod row;
mod sqlite;
mod value;

use std::fmt::Debug;
use std::ops::ControlFlow;

use crate::StoreError;
use crate::copy::Insert;
use crate::sql::Statement;

pub(crate) use row::Row;
pub(crate) use value::{Kept, Params, ToValue, Value};

/// A connection of either engine.
pub(crate) type Connection = dyn Database;

/// What is told of each row; `Break` ends the reading.
pub(crate) type Tell<'t> = dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, StoreError> + 't;

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// One writer; an index of members that is written beside them; positions of the journal given while writing.
    Sqlite,
    /// Many writers at once.
    Postgres,
}

/// An engine as the nouns use it.
pub(crate) trait Database: Debug {
    /// Which it is.
    fn engine(&self) -> Engine;

    /// Runs a statement and tells its rows, one by one.
    fn query(
        &self,
        statement: Statement,
        params: &[Value<'_>],
        tell: &mut Tell<'_>,
    ) -> Result<(), StoreError>;

    /// Runs a statement; answers how many rows it touched.
    fn run(&self, statement: Statement, params: &[Value<'_>]) -> Result<usize, StoreError>;

    /// Runs a statement that must touch exactly one row. An engine that is far away may put it off until something else is
    /// asked or the transaction ends; a row that was not there is an error then.
    fn touch(&self, statement: Statement, params: &[Value<'_>]) -> Result<(), StoreError> {
        match self.run(statement, params)? {
            1 => Ok(()),
            found => Err(StoreError::RowsAffected {
                statement: statement.name,
                expected: 1,
                found,
            }),
        }
    }

    /// Says that what is touched from here on are other rows than those touched before, so that each may go before or with
    /// the others.
    fn begin_part(&self) {}

    /// Says what is going to be asked: `asks` asks it of something that answers nothing. An engine that is far away is then
    /// asked all of it at once, together with the first question that is really put. What was not foreseen costs another way
    /// there and back; what is foreseen and never asked is dropped. Nothing that is written in between may change an answer.
    fn foresee(&self, _asks: &mut dyn FnMut(&Connection)) {}

    /// Writes rows of a table, many at once where the engine has a way for that.
    fn insert_all(&self, insert: &Insert, rows: &[Vec<Kept>]) -> Result<(), StoreError> {
        for row in rows {
            self.touch(insert.one, &insert.values(row))?;
        }
        Ok(())
    }
}
