//! Lists in pages, with cursors that are the last key.

use std::fmt;

use crate::StoreError;

/// Where the next page begins. Opaque: goes out with a page and comes back unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// Takes back what a page gave.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it goes out.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A cursor after a numbered row.
    pub(crate) fn of_number(key: i64) -> Self {
        Self(key.to_string())
    }

    /// A cursor after a row ordered by two numbers.
    pub(crate) fn of_pair(first: i64, second: i64) -> Self {
        Self(format!("{first}.{second}"))
    }

    pub(crate) fn number(&self) -> Result<i64, StoreError> {
        self.0.parse().map_err(|_| StoreError::BadCursor)
    }

    pub(crate) fn pair(&self) -> Result<(i64, i64), StoreError> {
        let (first, second) = self.0.split_once('.').ok_or(StoreError::BadCursor)?;
        let read = |text: &str| text.parse().map_err(|_| StoreError::BadCursor);
        Ok((read(first)?, read(second)?))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Rows, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page begins; `None`: this was the last.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// A page of at most `limit` rows out of `limit + 1` that were asked for: the one too many says that there is more.
    pub(crate) fn cut(mut items: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        Self { items, next }
    }
}
