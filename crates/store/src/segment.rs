//! Segments that people saved.

use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;

use crate::audit::{actor, columns};
use crate::codec::{Word, name, number, number_or_none, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, touch};
use crate::sql::segment as sql;
use crate::{Actor, Reader, StoreError, membership};

/// When it is decided who is in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// Whenever it is asked.
    Dynamic,
    /// Once, when it was made.
    Frozen,
}

/// A segment that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentRow {
    /// Its id, which conditions name.
    pub id: SegmentId,
    /// Its name.
    pub name: Text,
    /// Its condition, as JSON.
    pub condition: String,
    /// When it is decided who is in it.
    pub kind: SegmentKind,
    /// As of when its members were taken, if it is frozen.
    pub frozen_at: Option<Instant>,
    /// Where its members were taken from, if no condition says who they are.
    pub origin: Option<Text>,
    /// When it was made.
    pub made_at: Instant,
    /// When it was last changed; the posting of the changeset.
    pub changed_at: Instant,
    /// Who changed it last.
    pub by: Actor,
    /// The present name of that person or key; read, not written.
    pub by_name: Option<String>,
}

/// Bytes of an id among the members of a frozen segment.
const ID_BYTES: usize = 8;

/// Saves a segment, or puts another state of a known one.
pub(crate) fn put(
    conn: &Connection,
    row: &SegmentRow,
    members: &[MemberId],
    posted_at: Instant,
) -> Result<(), StoreError> {
    let (kind, by) = columns(row.by);
    let ids = members.iter().flat_map(|member| member.raw().to_be_bytes());
    let members = row.frozen_at.map(|_| ids.collect::<Vec<u8>>());
    let params = (
        row.id.as_str(),
        &row.name.en,
        &row.name.ru,
        &row.condition,
        row.kind.word(),
        row.frozen_at.map(Instant::ms),
        members,
        row.made_at.ms(),
        posted_at.ms(),
        kind,
        by,
        row.origin.as_ref().map(|origin| &origin.en),
        row.origin.as_ref().map(|origin| &origin.ru),
    );
    touch(conn, sql::SAVED_PUT, params)
}

/// Drops a segment; one that is not there is an error.
pub(crate) fn drop(conn: &Connection, id: &SegmentId) -> Result<(), StoreError> {
    touch(conn, sql::SAVED_DROP, [id.as_str()])?;
    membership::forget(conn, id)
}

/// A number that moves with every change of any segment, and with every publication of a program, which may name one; 0:
/// there never was either.
pub(crate) fn mark(conn: &Connection) -> Result<i64, StoreError> {
    Ok(one(conn, sql::SAVED_MARK, (), |row| row.get(0))?.unwrap_or(0))
}

fn origin(row: &Row<'_>) -> Result<Option<Text>, StoreError> {
    let (en, ru) = (row.get(11)?, row.get::<Option<String>>(12)?);
    Ok(Option::zip(en, ru).map(|(en, ru)| Text { en, ru }))
}

fn segment_row(row: &Row<'_>) -> Result<SegmentRow, StoreError> {
    Ok(SegmentRow {
        id: name(row, 0)?,
        name: Text {
            en: row.get(1)?,
            ru: row.get(2)?,
        },
        condition: row.get(3)?,
        kind: word(row, 4)?,
        frozen_at: number_or_none(row, 5)?,
        made_at: number(row, 6)?,
        changed_at: number(row, 7)?,
        by: actor(row, 8, "saved_segments")?,
        by_name: row.get(10)?,
        origin: origin(row)?,
    })
}

impl Reader<'_> {
    /// A number that moves with every change of any saved segment, every publication and every step of a roll-out, for the guard
    /// [`segments_seen`](crate::Changeset::segments_seen); 0: there never was either.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn segments_mark(&self) -> Result<i64, StoreError> {
        mark(self.conn)
    }

    /// All saved segments, by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn saved_segments(&self) -> Result<Vec<SegmentRow>, StoreError> {
        all(self.conn, sql::SAVED_LIST, (), segment_row)
    }

    /// The members of a frozen segment, in order; nobody in any other.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn frozen_members(&self, id: &SegmentId) -> Result<Vec<MemberId>, StoreError> {
        let bytes = one(self.conn, sql::SAVED_MEMBERS, [id.as_str()], |row| {
            row.get::<Option<Vec<u8>>>(0)
        })?;
        let bytes = bytes.flatten().unwrap_or_default();
        let (ids, _) = bytes.as_chunks::<ID_BYTES>();
        let ids = ids.iter().map(|id| i64::from_be_bytes(*id));
        Ok(ids.map(MemberId::from_raw).collect())
    }
}
