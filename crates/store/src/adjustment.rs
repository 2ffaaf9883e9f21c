//! Corrections by hand: why, and by whom.

use regulars_engine::id::{AdjustmentId, MemberId};

use crate::audit::{actor, columns};
use crate::database::Connection;
use crate::rows::{one, touch};
use crate::sql::adjustment as sql;
use crate::{Actor, Reader, StoreError};

/// A correction by hand: why, and by whom. Its points are postings of its cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdjustment {
    /// Our id.
    pub id: AdjustmentId,
    /// Whose balance.
    pub member: MemberId,
    /// Who corrects it.
    pub by: Actor,
    /// Why, as they wrote it. Personal data.
    pub reason: String,
}

/// Why a balance was corrected, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentRow {
    /// Who.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
    /// Why, as they wrote it. Personal data.
    pub reason: String,
}

pub(crate) fn insert(conn: &Connection, new: &NewAdjustment) -> Result<(), StoreError> {
    let (kind, by) = columns(new.by);
    let params = (new.id.raw(), new.member.raw(), kind, by, &new.reason);
    touch(conn, sql::ADJUSTMENT_INSERT, params)
}

impl Reader<'_> {
    /// Why a balance was corrected; `None`: no such correction.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn adjustment(&self, id: AdjustmentId) -> Result<Option<AdjustmentRow>, StoreError> {
        one(self.conn, sql::ADJUSTMENT_LOAD, [id.raw()], |row| {
            Ok(AdjustmentRow {
                by: actor(row, 0, "adjustments")?,
                name: row.get(2)?,
                reason: row.get(3)?,
            })
        })
    }
}
