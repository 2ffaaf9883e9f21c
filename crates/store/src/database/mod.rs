//! What the nouns need of an engine, whichever it is: statements run, rows read.
//!
//! `sqlite.rs` has what is SQLite's own, and nothing else of the nouns knows which engine answers.

mod row;
mod sqlite;
mod value;

use std::fmt::Debug;
use std::ops::ControlFlow;

use crate::StoreError;
use crate::sql::Statement;

pub(crate) use row::Row;
pub(crate) use value::{Kept, Params, ToValue, Value};

/// A connection of either engine.
pub(crate) type Connection = dyn Database;

/// What is told of each row; `Break` ends the reading.
pub(crate) type Tell<'t> = dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>, StoreError> + 't;

/// An engine as the nouns use it.
pub(crate) trait Database: Debug {
    /// Runs a statement and tells its rows, one by one.
    fn query(
        &self,
        statement: Statement,
        params: &[Value<'_>],
        tell: &mut Tell<'_>,
    ) -> Result<(), StoreError>;

    /// Runs a statement; answers how many rows it touched.
    fn run(&self, statement: Statement, params: &[Value<'_>]) -> Result<usize, StoreError>;
}
