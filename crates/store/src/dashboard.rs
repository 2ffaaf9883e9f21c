//! Dashboards: figures that the staff look at together.

use regulars_engine::time::Instant;

use crate::codec::number;
use crate::database::Connection;
use crate::rows::{all, run, touch};
use crate::sql::dashboard as sql;
use crate::{Reader, StoreError};

/// A dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DashboardRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tiles, as JSON.
    pub tiles: String,
    /// When it was last changed; the posting of the changeset.
    pub changed_at: Instant,
}

/// What becomes of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DashboardChange {
    /// It is put, whole.
    Put(DashboardRow),
    /// It is dropped, if it is there.
    Drop(String),
}

pub(crate) fn write(conn: &Connection, change: &DashboardChange) -> Result<(), StoreError> {
    match change {
        DashboardChange::Put(row) => {
            let params = (&row.id, &row.name, &row.tiles, row.changed_at.ms());
            touch(conn, sql::DASHBOARD_PUT, params)
        }
        DashboardChange::Drop(id) => run(conn, sql::DASHBOARD_DROP, [id.as_str()]).map(|_| ()),
    }
}

impl Reader<'_> {
    /// All dashboards, by name.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn dashboards(&self) -> Result<Vec<DashboardRow>, StoreError> {
        all(self.conn, sql::DASHBOARD_LIST, (), |row| {
            Ok(DashboardRow {
                id: row.get(0)?,
                name: row.get(1)?,
                tiles: row.get(2)?,
                changed_at: number(row, 3)?,
            })
        })
    }
}
