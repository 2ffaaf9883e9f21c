//! Points that one member sent to another.

use regulars_engine::id::{MemberId, TransferId};
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::time::Instant;

use crate::codec::{name, number};
use crate::database::Connection;
use crate::rows::{one, touch};
use crate::sql::transfer as sql;
use crate::{Reader, StoreError};

/// A transfer. Its members are among the owners of its changeset, whose versions guard it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRow {
    /// Our id.
    pub id: TransferId,
    /// Who sent.
    pub sender: MemberId,
    /// Who received.
    pub receiver: MemberId,
    /// Unit.
    pub unit: UnitId,
    /// Points the receiver got.
    pub points: Points,
    /// Points the sender paid on top.
    pub fee: Points,
    /// When.
    pub at: Instant,
}

pub(crate) fn insert(conn: &Connection, new: &TransferRow) -> Result<(), StoreError> {
    let params = (
        new.id.raw(),
        new.sender.raw(),
        new.receiver.raw(),
        new.unit.as_str(),
        new.points.raw(),
        new.fee.raw(),
        new.at.ms(),
    );
    touch(conn, sql::TRANSFER_INSERT, params)
}

impl Reader<'_> {
    /// A transfer.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn transfer(&self, id: TransferId) -> Result<Option<TransferRow>, StoreError> {
        one(self.conn, sql::TRANSFER_LOAD, [id.raw()], |row| {
            Ok(TransferRow {
                id: number(row, 0)?,
                sender: number(row, 1)?,
                receiver: number(row, 2)?,
                unit: name(row, 3)?,
                points: number(row, 4)?,
                fee: number(row, 5)?,
                at: number(row, 6)?,
            })
        })
    }
}
