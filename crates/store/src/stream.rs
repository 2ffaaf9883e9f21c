//! Rows of a table in the order of their owners, taken owner by owner.

use std::iter::Peekable;
use std::vec::IntoIter;

use regulars_engine::id::MemberId;

use crate::StoreError;
use crate::codec::number;
use crate::database::{Connection, Row};
use crate::rows::all;
use crate::sql::Statement;

/// How a row is read; its first column is the owner.
type Read<T> = fn(&Row<'_>) -> Result<T, StoreError>;

/// A table being read along its owners.
pub(crate) struct Stream<T>(Peekable<IntoIter<(MemberId, T)>>);

impl<T> Default for Stream<T> {
    /// Of nobody.
    fn default() -> Self {
        Self(Vec::new().into_iter().peekable())
    }
}

impl<T> Stream<T> {
    /// Rows of owners after the first of the range, up to its last.
    pub(crate) fn open(
        conn: &Connection,
        statement: Statement,
        range: (i64, i64),
        read: Read<T>,
    ) -> Result<Self, StoreError> {
        let rows = all(conn, statement, range, |row| {
            Ok((number(row, 0)?, read(row)?))
        })?;
        Ok(Self(rows.into_iter().peekable()))
    }

    /// The rows of this owner, and how many rows of owners before it nobody has asked for: they have no owner.
    pub(crate) fn take(&mut self, owner: MemberId) -> (Vec<T>, u64) {
        let mut strays = 0;
        while self.0.next_if(|(of, _)| *of < owner).is_some() {
            strays += 1;
        }
        let mut rows = Vec::new();
        while let Some((_, row)) = self.0.next_if(|(of, _)| *of == owner) {
            rows.push(row);
        }
        (rows, strays)
    }

    /// How many rows are left after the last owner.
    pub(crate) fn rest(self) -> u64 {
        u64::try_from(self.0.count()).unwrap_or(u64::MAX)
    }
}
