//! Program versions and publications.

use regulars_engine::id::PublicationId;
use regulars_engine::name::ProgramId;
use regulars_engine::time::Instant;

use crate::audit::{actor, columns};
use crate::codec::{number, program_version, small};
use crate::database::{Connection, Row};
use crate::rows::{all, one, touch};
use crate::sql::program as sql;
use crate::{Actor, NewVersion, ProgramVersion, Publication, Reader, StoreError};

/// A stored program version, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Which.
    pub version: ProgramVersion,
    /// When it was stored.
    pub posted_at: Instant,
    /// Who stored it.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationRow {
    /// Our id.
    pub id: PublicationId,
    /// Which version.
    pub version: ProgramVersion,
    /// It decides from here on.
    pub live_at: Instant,
    /// When that was said.
    pub posted_at: Instant,
    /// Who said it.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
}

pub(crate) fn insert_version(
    conn: &Connection,
    new: &NewVersion,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let ProgramVersion { program, version } = &new.version;
    let (kind, by) = columns(new.by);
    let params = (
        program.as_str(),
        version,
        &new.text,
        posted_at.ms(),
        kind,
        by,
    );
    touch(conn, sql::VERSION_INSERT, params)
}

/// Writes the scenario file of a program.
pub(crate) fn put_scenarios(
    conn: &Connection,
    program: &ProgramId,
    text: &str,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let params = (program.as_str(), text, posted_at.ms());
    touch(conn, sql::SCENARIOS_PUT, params)
}

/// Whether a version is stored.
pub(crate) fn exists(conn: &Connection, version: &ProgramVersion) -> Result<bool, StoreError> {
    let params = (version.program.as_str(), version.version);
    one(conn, sql::VERSION_EXISTS, params, |_| Ok(())).map(|found| found.is_some())
}

pub(crate) fn publish(
    conn: &Connection,
    new: &Publication,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let ProgramVersion { program, version } = &new.version;
    let (kind, by) = columns(new.by);
    let params = (
        new.id.raw(),
        program.as_str(),
        version,
        new.live_at.ms(),
        posted_at.ms(),
        kind,
        by,
    );
    touch(conn, sql::PUBLICATION_INSERT, params)
}

/// Takes a publication back; one that is taken back already is an error.
pub(crate) fn cancel(
    conn: &Connection,
    publication: PublicationId,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let params = (publication.raw(), posted_at.ms());
    touch(conn, sql::PUBLICATION_CANCEL, params)
}

fn publication_row(row: &Row<'_>) -> Result<PublicationRow, StoreError> {
    Ok(PublicationRow {
        id: number(row, 0)?,
        version: program_version(row, 1)?,
        live_at: number(row, 3)?,
        posted_at: number(row, 4)?,
        by: actor(row, 5, "publications")?,
        name: row.get(7)?,
    })
}

impl Reader<'_> {
    /// The file of a program version, as sent.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn program_text(&self, version: &ProgramVersion) -> Result<Option<String>, StoreError> {
        let params = (version.program.as_str(), version.version);
        one(self.conn, sql::VERSION_TEXT, params, |row| row.get(0))
    }

    /// Versions of a program, or of all, oldest first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn versions(&self, program: Option<&ProgramId>) -> Result<Vec<VersionRow>, StoreError> {
        let program = program.map_or("", ProgramId::as_str);
        all(self.conn, sql::VERSION_LIST, [program], |row| {
            Ok(VersionRow {
                version: program_version(row, 0)?,
                posted_at: number(row, 2)?,
                by: actor(row, 3, "program_versions")?,
                name: row.get(5)?,
            })
        })
    }

    /// The scenario file of a program, and when it was stored.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn scenarios(&self, program: &ProgramId) -> Result<Option<(String, Instant)>, StoreError> {
        one(self.conn, sql::SCENARIOS_READ, [program.as_str()], |row| {
            Ok((row.get(0)?, number(row, 1)?))
        })
    }

    /// The number the next version of a program takes, from 1.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn next_version(&self, program: &ProgramId) -> Result<u32, StoreError> {
        let last = one(self.conn, sql::VERSION_LAST, [program.as_str()], |row| {
            small(row, 0)
        })?;
        Ok(last.unwrap_or(0).saturating_add(1))
    }

    /// The publication in force at an instant: the latest `live_at` not after it, the last said among equals.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn live_publication(&self, at: Instant) -> Result<Option<PublicationRow>, StoreError> {
        one(self.conn, sql::PUBLICATION_LIVE, [at.ms()], publication_row)
    }

    /// Publications that were not taken back, in the order they were said.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn publications(&self) -> Result<Vec<PublicationRow>, StoreError> {
        all(self.conn, sql::PUBLICATION_LIST, (), publication_row)
    }
}
