//! A database as a whole: filled, emptied, given up.

use super::{Session, address, base, migrate};
use crate::rows::{one, run};
use crate::sql::copy as sql;
use crate::{StoreError, copy};

/// How often it is looked whether others have closed their connections: for five seconds.
const LOOKS: u32 = 50;

/// Connects for what is done with a database as a whole, and brings its tables up to date.
///
/// # Errors
/// An address that is none, no connection, a newer database, no rights.
pub(crate) fn open(url: &str) -> Result<Session, StoreError> {
    let session = base::first(&address::parse(url)?)?;
    migrate::migrate(&session)?;
    Ok(session)
}

/// How a database is told to a person.
///
/// # Errors
/// An address that is none.
pub(crate) fn told(url: &str) -> Result<String, StoreError> {
    Ok(address::parse(url)?.told())
}

/// Makes sure that a database holds nothing and that nobody else is connected to it.
///
/// # Errors
/// [`StoreError::Occupied`], [`StoreError::Connected`].
pub(crate) fn check_empty(session: &Session, place: String) -> Result<(), StoreError> {
    if !copy::is_empty(session)? {
        return Err(StoreError::Occupied { place });
    }
    let mut others = 0;
    for _ in 0..LOOKS {
        others = one(session, sql::COPY_OTHERS, (), |row| row.get::<i64>(0))?.unwrap_or(0);
        if others == 0 {
            return Ok(());
        }
        // One that was closed just now is seen for a moment.
        run(session, sql::COPY_PAUSE, ())?;
    }
    Err(StoreError::Connected { others })
}
