//! The share of receipts that should have a member.

use regulars_engine::name::StoreId;

use crate::database::Connection;
use crate::rows::{all, run, touch};
use crate::sql::target as sql;
use crate::{Reader, StoreError};

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRow {
    /// Of which store; `None`: of every store without a target of its own, and of all of them together.
    pub store: Option<StoreId>,
    /// Percent of receipts, 1 to 100.
    pub percent: u8,
}

/// Puts these targets in place of all there were.
pub(crate) fn put(conn: &Connection, targets: &[TargetRow]) -> Result<(), StoreError> {
    run(conn, sql::TARGET_CLEAR, ())?;
    targets.iter().try_for_each(|target| {
        let store = target.store.as_ref().map_or("", StoreId::as_str);
        touch(conn, sql::TARGET_PUT, (store, target.percent))
    })
}

impl Reader<'_> {
    /// All targets, that of every store first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn identification_targets(&self) -> Result<Vec<TargetRow>, StoreError> {
        all(self.conn, sql::TARGET_LIST, (), |row| {
            let store: String = row.get(0)?;
            Ok(TargetRow {
                store: (!store.is_empty()).then(|| StoreId::new(store)),
                percent: row.get(1)?,
            })
        })
    }
}
