//! Sessions of staff.

use regulars_engine::time::Instant;

use crate::codec::number;
use crate::database::Connection;
use crate::rows::{one, run, touch};
use crate::sql::session as sql;
use crate::{Reader, SessionMove, StaffRow, StoreError, staff};

/// A session and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Whose.
    pub staff: StaffRow,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was last seen to be used; not of every call.
    pub seen_at: Instant,
}

/// Makes a move. What ends or slides may have ended meanwhile; that is no fault.
pub(crate) fn make(
    conn: &Connection,
    moved: &SessionMove,
    posted_at: Instant,
) -> Result<(), StoreError> {
    match moved {
        SessionMove::Open { hash, staff } => {
            let params = (hash.as_slice(), staff.raw(), posted_at.ms());
            touch(conn, sql::SESSION_OPEN, params)
        }
        SessionMove::See { hash } => {
            run(conn, sql::SESSION_SEE, (hash.as_slice(), posted_at.ms())).map(drop)
        }
        SessionMove::Close { hash } => run(conn, sql::SESSION_CLOSE, [hash.as_slice()]).map(drop),
        SessionMove::CloseOthers { staff, but } => {
            let but = but.as_ref().map(<[u8; 32]>::as_slice);
            run(conn, sql::SESSION_CLOSE_OTHERS, (staff.raw(), but)).map(drop)
        }
        SessionMove::Forget {
            staff,
            opened_until,
            seen_until,
        } => {
            let params = (staff.raw(), opened_until.ms(), seen_until.ms());
            run(conn, sql::SESSION_FORGET, params).map(drop)
        }
    }
}

/// Ends all: a backup that is restored would revive what was ended since.
pub(crate) fn end_all(conn: &Connection) -> Result<(), StoreError> {
    run(conn, sql::SESSION_END_ALL, ()).map(drop)
}

impl Reader<'_> {
    /// The session with this hash of its token, whether it is over by now or not.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn session_by_hash(&self, hash: &[u8; 32]) -> Result<Option<SessionRow>, StoreError> {
        one(self.conn, sql::SESSION_BY_HASH, [hash.as_slice()], |row| {
            Ok(SessionRow {
                staff: staff::staff_row(row)?,
                opened_at: number(row, 9)?,
                seen_at: number(row, 10)?,
            })
        })
    }
}
