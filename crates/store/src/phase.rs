//! What part of its life the data is in.
//!
//! Data works, unless it is a restored copy, which does nothing by itself, or is being moved to the other engine. It is one row of
//! `meta`; what writes looks at it. On PostgreSQL, where a look would cost each changeset an answer, a constraint that nothing
//! satisfies stands on the table of marks, which every changeset writes.

use regulars_engine::time::Instant;

use crate::database::Connection;
use crate::rows::{one, run, touch};
use crate::sql::meta as sql;
use crate::{Reader, Site, StoreError, connection, folder, migrate, postgres};

/// What part of its life data is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It is in use.
    Working,
    /// A restored copy: it answers and takes writes, and neither runs jobs nor sends anything.
    Restored,
    /// It is being filled from the instance of this identity, and cannot be opened.
    Receiving {
        /// `instance` of [`crate::Marks`].
        from: String,
    },
    /// It is being moved, and takes no writes meanwhile.
    Moving {
        /// Where to.
        to: String,
    },
    /// It has been moved, and takes no writes any more.
    Moved {
        /// Where to.
        to: String,
    },
}

const KEY: &str = "phase";

/// When the data was restored, in milliseconds.
const RESTORED_AT: &str = "restored_at";

impl Phase {
    fn text(&self) -> String {
        match self {
            Self::Working => "working".to_owned(),
            Self::Restored => "restored".to_owned(),
            Self::Receiving { from } => format!("receiving {from}"),
            Self::Moving { to } => format!("moving {to}"),
            Self::Moved { to } => format!("moved {to}"),
        }
    }

    fn of(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = rest.to_owned();
        Some(match word {
            "working" => Self::Working,
            "restored" => Self::Restored,
            "receiving" => Self::Receiving { from: rest },
            "moving" => Self::Moving { to: rest },
            "moved" => Self::Moved { to: rest },
            _ => return None,
        })
    }

    /// Whether changesets may be written.
    ///
    /// # Errors
    /// [`StoreError::Moved`], [`StoreError::Receiving`].
    pub(crate) fn allow_writing(self) -> Result<(), StoreError> {
        match self {
            Self::Working | Self::Restored => Ok(()),
            Self::Receiving { .. } => Err(StoreError::Receiving),
            Self::Moving { to } | Self::Moved { to } => Err(StoreError::Moved { to }),
        }
    }
}

/// Reads it. Data that says nothing works.
pub(crate) fn read(conn: &Connection) -> Result<Phase, StoreError> {
    let Some(text) = one(conn, sql::META_GET, [KEY], |row| row.get::<String>(0))? else {
        return Ok(Phase::Working);
    };
    Phase::of(&text).ok_or_else(|| StoreError::Inconsistent {
        table: "meta",
        key: KEY.to_owned(),
        what: format!("`{text}` is no phase"),
    })
}

/// Writes it, and closes or opens the table of marks.
pub(crate) fn put(conn: &Connection, phase: &Phase) -> Result<(), StoreError> {
    touch(conn, sql::META_PUT, (KEY, &phase.text()))?;
    run(conn, sql::META_OPEN, ())?;
    if phase.clone().allow_writing().is_err() {
        run(conn, sql::META_CLOSE, ())?;
    }
    Ok(())
}

/// Notes that the data was restored just now.
pub(crate) fn put_restored(conn: &Connection) -> Result<(), StoreError> {
    touch(conn, sql::META_PUT_NOW, [RESTORED_AT])
}

/// Has data go on working: a restored copy that takes the place of what it is a copy of, or data whose move was given up.
/// Answers what it was before. `anyway`: also data that was moved; two installations may live on then.
///
/// # Errors
/// [`StoreError::Moved`] for data that was moved, [`StoreError::Receiving`]; data that cannot be written to.
pub fn resume(site: Site<'_>, anyway: bool) -> Result<Phase, StoreError> {
    match site {
        Site::Folder(at) => {
            let path = folder::database(at);
            if !path.exists() {
                return Err(StoreError::NoDatabase {
                    folder: at.to_owned(),
                });
            }
            let mut conn = connection::writing(&path, &crate::Options::default())?;
            migrate::migrate(&mut conn)?;
            let change = conn.transaction()?;
            let before = go_on(&*change, anyway)?;
            change.commit()?;
            Ok(before)
        }
        Site::Postgres { url, .. } => {
            let session = postgres::open(url)?;
            session.in_transaction("BEGIN", |session| go_on(session, anyway))
        }
    }
}

pub(crate) fn go_on(conn: &Connection, anyway: bool) -> Result<Phase, StoreError> {
    let before = read(conn)?;
    match &before {
        Phase::Working => return Ok(before),
        Phase::Receiving { .. } => return Err(StoreError::Receiving),
        Phase::Moved { to } if !anyway => return Err(StoreError::Moved { to: to.clone() }),
        Phase::Restored | Phase::Moving { .. } | Phase::Moved { .. } => {}
    }
    put(conn, &Phase::Working)?;
    Ok(before)
}

impl Reader<'_> {
    /// What part of its life the data is in.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn phase(&self) -> Result<Phase, StoreError> {
        read(self.conn)
    }

    /// When the data was restored; `None` if it never was, or by a version that did not note it.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn restored_at(&self) -> Result<Option<Instant>, StoreError> {
        let text = one(self.conn, sql::META_GET, [RESTORED_AT], |row| {
            row.get::<String>(0)
        })?;
        Ok({ text }
            .and_then(|text| text.parse().ok())
            .map(Instant::from_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_is_read_as_it_was_written() {
        let to = || "db:5432/shop one".to_owned();
        for phase in [
            Phase::Working,
            Phase::Restored,
            Phase::Receiving { from: to() },
            Phase::Moving { to: to() },
            Phase::Moved { to: to() },
        ] {
            assert_eq!(Phase::of(&phase.text()), Some(phase));
        }
        assert_eq!(Phase::of("asleep"), None);
    }
}
