//! Rows of a table in the order of their owners, taken owner by owner.

use regulars_engine::id::MemberId;
use rusqlite::{Row, Rows};

use crate::StoreError;
use crate::codec::number;

/// How a row is read; its first column is the owner.
type Read<T> = fn(&Row<'_>) -> Result<T, StoreError>;

/// A table being read along its owners.
pub(super) struct Stream<'s, T> {
    rows: Rows<'s>,
    read: Read<T>,
    ahead: Option<(MemberId, T)>,
}

impl<'s, T> Stream<'s, T> {
    pub(super) fn new(rows: Rows<'s>, read: Read<T>) -> Result<Self, StoreError> {
        let mut stream = Self {
            rows,
            read,
            ahead: None,
        };
        stream.advance()?;
        Ok(stream)
    }

    fn advance(&mut self) -> Result<Option<(MemberId, T)>, StoreError> {
        let read = self.read;
        let next = self
            .rows
            .next()?
            .map(|row| Ok::<_, StoreError>((number(row, 0)?, read(row)?)));
        Ok(std::mem::replace(&mut self.ahead, next.transpose()?))
    }

    /// The rows of this owner, and how many rows of owners before it nobody has asked for: they have no owner.
    pub(super) fn take(&mut self, owner: MemberId) -> Result<(Vec<T>, u64), StoreError> {
        let strays = self.skip_to(owner)?;
        let mut rows = Vec::new();
        while self.ahead.as_ref().is_some_and(|(of, _)| *of == owner) {
            rows.extend(self.advance()?.map(|(_, row)| row));
        }
        Ok((rows, strays))
    }

    /// Skips the rows of owners before this one; answers how many there were.
    fn skip_to(&mut self, owner: MemberId) -> Result<u64, StoreError> {
        let mut strays = 0;
        while self.ahead.as_ref().is_some_and(|(of, _)| *of < owner) {
            self.advance()?;
            strays += 1;
        }
        Ok(strays)
    }

    /// How many rows are left after the last owner.
    pub(super) fn rest(&mut self) -> Result<u64, StoreError> {
        let mut strays = 0;
        while self.ahead.is_some() {
            self.advance()?;
            strays += 1;
        }
        Ok(strays)
    }
}
