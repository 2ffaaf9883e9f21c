//! What comes out of columns.

use super::value::{Kept, Value};
use crate::StoreError;
use crate::postgres::Sent;

/// A row of an answer, by columns from 0.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

/// A type that a column gives.
pub(crate) trait FromValue: Sized {
    /// What is expected, for the error.
    const EXPECTED: &'static str;

    /// `None`: the column holds something else.
    fn of(value: Value<'_>) -> Option<Self>;
}

impl Row<'_> {
    /// All its values.
    pub(crate) fn kept(&self) -> Result<Vec<Kept>, StoreError> {
        let columns = match self {
            Self::Sqlite(row) => row.as_ref().column_count(),
            Self::Postgres(row) => row.len(),
        };
        let values = (0..columns).map(|column| self.value(column).map(Kept::from));
        values.collect()
    }

    /// The value of a column.
    pub(crate) fn value(&self, column: usize) -> Result<Value<'_>, StoreError> {
        match self {
            Self::Sqlite(row) => super::sqlite::value(row, column),
            Self::Postgres(row) => Ok(row.try_get::<_, Sent<'_>>(column)?.0),
        }
    }

    /// The value of a column as a type.
    pub(crate) fn get<T: FromValue>(&self, column: usize) -> Result<T, StoreError> {
        let value = self.value(column)?;
        T::of(value).ok_or_else(|| unexpected(column, T::EXPECTED, value))
    }

    /// The text of a column.
    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        match self.value(column)? {
            Value::Text(text) => Ok(text),
            value => Err(unexpected(column, "text", value)),
        }
    }

    /// The text of a column that may be empty.
    pub(crate) fn text_or_none(&self, column: usize) -> Result<Option<&str>, StoreError> {
        match self.value(column)? {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            value => Err(unexpected(column, "text", value)),
        }
    }
}

fn unexpected(column: usize, expected: &str, value: Value<'_>) -> StoreError {
    let found = match value {
        Value::Null => "nothing",
        Value::Integer(_) => "another number",
        Value::Text(_) => "text",
        Value::Blob(_) => "bytes",
    };
    StoreError::Database(format!(
        "column {column} holds {found} in place of {expected}"
    ))
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl FromValue for $integer {
            const EXPECTED: &'static str = stringify!($integer);

            fn of(value: Value<'_>) -> Option<Self> {
                match value {
                    Value::Integer(number) => Self::try_from(number).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers! { i64 i32 u32 u16 u8 }

impl FromValue for bool {
    const EXPECTED: &'static str = "0 or 1";

    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(number != 0),
            _ => None,
        }
    }
}

impl FromValue for String {
    const EXPECTED: &'static str = "text";

    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const EXPECTED: &'static str = "bytes";

    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.to_owned()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    const EXPECTED: &'static str = "so many bytes";

    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Self::try_from(bytes).ok(),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::of(value).map(Some),
        }
    }
}
