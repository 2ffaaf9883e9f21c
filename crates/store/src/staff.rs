//! Staff: people who log in.

use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use regulars_engine::time::Instant;

use crate::codec::{Word, name_or_none, number, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, touch};
use crate::sql::staff as sql;
use crate::{Reader, StoreError};

/// What somebody is for. What each may do is not said here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffRole {
    /// Runs the installation.
    Admin,
    /// Makes programs and reads figures.
    Marketer,
    /// Helps members.
    Agent,
    /// Sells.
    Cashier,
}

/// Somebody who may log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Our id.
    pub id: StaffId,
    /// What they log in by; nobody else has it. Personal data.
    pub login: String,
    /// Their name, for people. Personal data.
    pub name: String,
    /// What they are for.
    pub role: StaffRole,
    /// Where they work, if at one place.
    pub store: Option<StoreId>,
    /// The language of their screens.
    pub language: Language,
    /// Argon2 hash of their password, in PHC form.
    pub password: String,
    /// A blocked one cannot log in.
    pub blocked: bool,
    /// When they were added.
    pub created_at: Instant,
}

/// Adds somebody, or puts another state of somebody known.
pub(crate) fn put(conn: &Connection, row: &StaffRow) -> Result<(), StoreError> {
    let params = (
        row.id.raw(),
        &row.login,
        &row.name,
        row.role.word(),
        row.store.as_ref().map(StoreId::as_str),
        row.language.word(),
        &row.password,
        row.blocked,
        row.created_at.ms(),
    );
    touch(conn, sql::STAFF_PUT, params)
}

/// A number that moves with every change of anybody's row; 0: there is nobody.
pub(crate) fn mark(conn: &Connection) -> Result<i64, StoreError> {
    Ok(one(conn, sql::STAFF_MARK, (), |row| row.get(0))?.unwrap_or(0))
}

/// Somebody, in the first nine columns.
pub(crate) fn staff_row(row: &Row<'_>) -> Result<StaffRow, StoreError> {
    Ok(StaffRow {
        id: number(row, 0)?,
        login: row.get(1)?,
        name: row.get(2)?,
        role: word(row, 3)?,
        store: name_or_none(row, 4)?,
        language: word(row, 5)?,
        password: row.get(6)?,
        blocked: row.get(7)?,
        created_at: number(row, 8)?,
    })
}

impl Reader<'_> {
    /// A number that moves with every change of anybody's row, for the guard
    /// [`staff_seen`](crate::Changeset::staff_seen); 0: there is nobody.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn staff_mark(&self) -> Result<i64, StoreError> {
        mark(self.conn)
    }

    /// Somebody by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn staff(&self, id: StaffId) -> Result<Option<StaffRow>, StoreError> {
        one(self.conn, sql::STAFF_LOAD, [id.raw()], staff_row)
    }

    /// Somebody by login.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn staff_by_login(&self, login: &str) -> Result<Option<StaffRow>, StoreError> {
        one(self.conn, sql::STAFF_BY_LOGIN, [login], staff_row)
    }

    /// Everybody, by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn all_staff(&self) -> Result<Vec<StaffRow>, StoreError> {
        all(self.conn, sql::STAFF_LIST, (), staff_row)
    }
}
