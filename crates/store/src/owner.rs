//! Owners: the version that guards them, the numbers their lots take, when they are due.

use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;

use crate::codec::{number, number_or_none, small};
use crate::database::Connection;
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::{Statement, owner as sql};
use crate::{OwnerChange, Reader, StoreError};

/// An owner whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When it came.
    pub at: Instant,
    /// Whose.
    pub owner: MemberId,
}

/// What guards an owner, and what its change is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Guard {
    pub version: i64,
    pub next_lot: u32,
    pub due_at: Option<Instant>,
    pub check_at: Option<Instant>,
}

impl Guard {
    /// The guard of an owner registered in the same changeset.
    pub(crate) const NEW: Self = Self {
        version: 1,
        next_lot: 1,
        due_at: None,
        check_at: None,
    };
}

/// The guard of a stored owner.
pub(crate) fn guard(conn: &Connection, owner: MemberId) -> Result<Option<Guard>, StoreError> {
    one(conn, sql::OWNER_GUARD, [owner.raw()], |row| {
        Ok(Guard {
            version: row.get(0)?,
            next_lot: small(row, 1)?,
            due_at: number_or_none(row, 2)?,
            check_at: number_or_none(row, 3)?,
        })
    })
}

pub(crate) fn insert(
    conn: &Connection,
    owner: MemberId,
    registered_at: Instant,
) -> Result<(), StoreError> {
    touch(conn, sql::OWNER_INSERT, (owner.raw(), registered_at.ms()))
}

/// Moves the owner from the version it is on (`before`). The dates have indexes of their own, so they are written only where they change.
pub(crate) fn move_on(
    conn: &Connection,
    change: &OwnerChange,
    before: Guard,
) -> Result<(), StoreError> {
    let (owner, next_lot, next_debt) = (change.owner.raw(), change.next_lot, change.next_debt);
    if change.due_at == before.due_at && change.check_at == before.check_at {
        let params = (owner, next_lot, next_debt, before.version);
        return touch(conn, sql::OWNER_MOVE, params);
    }
    let (due_at, check_at) = (
        change.due_at.map(Instant::ms),
        change.check_at.map(Instant::ms),
    );
    touch(
        conn,
        sql::OWNER_MOVE_AND_PLAN,
        (owner, next_lot, next_debt, before.version, due_at, check_at),
    )
}

/// Blocks or unblocks; moves the owner from this version.
pub(crate) fn block(
    conn: &Connection,
    owner: MemberId,
    blocked: bool,
    version: i64,
) -> Result<(), StoreError> {
    touch(conn, sql::OWNER_BLOCK, (owner.raw(), blocked, version))
}

impl Reader<'_> {
    /// Owners whose lots, holds or tiers are due by `now`, in order of time.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn owners_due(
        &self,
        now: Instant,
        after: Option<Due>,
        limit: usize,
    ) -> Result<Vec<Due>, StoreError> {
        self.owners_by(sql::OWNER_DUE, now, after, limit)
    }

    /// Owners whose segments are to be looked at by `now`, in order of time.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn owners_to_check(
        &self,
        now: Instant,
        after: Option<Due>,
        limit: usize,
    ) -> Result<Vec<Due>, StoreError> {
        self.owners_by(sql::OWNER_TO_CHECK, now, after, limit)
    }

    fn owners_by(
        &self,
        statement: Statement,
        now: Instant,
        after: Option<Due>,
        limit: usize,
    ) -> Result<Vec<Due>, StoreError> {
        let (at, owner) = after.map_or((i64::MIN, i64::MIN), |due| (due.at.ms(), due.owner.raw()));
        all(
            self.conn,
            statement,
            (now.ms(), at, owner, sql_limit(limit)),
            |row| {
                Ok(Due {
                    at: number(row, 0)?,
                    owner: number(row, 1)?,
                })
            },
        )
    }
}
