//! Who is in a saved segment, who came and went, and when to look next.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::time::{Instant, Window};

use crate::codec::{count, name, number};
use crate::database::Connection;
use crate::rows::{all, each, one, run, sql_limit, touch};
use crate::sql::membership as sql;
use crate::{Cursor, Page, Reader, StoreError};

/// What became of members in saved segments.
#[derive(Debug, Clone, Default)]
pub struct Memberships {
    /// Members who are in a segment now, or no longer.
    pub moves: Vec<MembershipMove>,
    /// When members are to be looked at next; `None`: time alone changes nothing.
    pub looks: Vec<(MemberId, Option<Instant>)>,
    /// Segments filled by these definitions.
    pub filled: Vec<(SegmentId, String)>,
    /// Up to where everything has been looked at.
    pub cursor: Option<MembershipCursor>,
}

impl Memberships {
    /// Whether nothing became of anybody.
    pub(crate) fn is_empty(&self) -> bool {
        self.moves.is_empty()
            && self.looks.is_empty()
            && self.filled.is_empty()
            && self.cursor.is_none()
    }
}

/// A member who entered a segment or left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipMove {
    /// Its id, if it is to be told among those who came and went; `None`: the segment was filled by another definition, and
    /// nobody has moved.
    pub told: Option<i64>,
    /// Which segment.
    pub segment: SegmentId,
    /// Who.
    pub member: MemberId,
    /// When.
    pub at: Instant,
    /// Entered, or left.
    pub entered: bool,
}

/// Up to where memberships are as the journal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembershipCursor {
    /// Position of the journal.
    pub position: i64,
    /// When everybody was last looked at.
    pub folded_at: Instant,
}

/// A member who came or went, as listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembershipChange {
    /// Its id; later ones are greater.
    pub id: i64,
    /// Who.
    pub member: MemberId,
    /// When.
    pub at: Instant,
    /// Came, or went.
    pub entered: bool,
}

/// Writes what became of members. One who enters was not in it, one who leaves was: anything else undoes the changeset.
pub(crate) fn write(
    conn: &Connection,
    written: &Memberships,
    posted_at: Instant,
) -> Result<(), StoreError> {
    for moved in &written.moves {
        let (member, segment) = (moved.member.raw(), moved.segment.as_str());
        if moved.entered {
            touch(
                conn,
                sql::MEMBERSHIP_ENTER,
                (member, segment, moved.at.ms()),
            )?;
        } else {
            touch(conn, sql::MEMBERSHIP_LEAVE, (member, segment))?;
        }
        if let Some(id) = moved.told {
            let entered = i64::from(moved.entered);
            let params = (id, segment, member, moved.at.ms(), entered);
            touch(conn, sql::MEMBERSHIP_MOVE, params)?;
        }
    }
    for (member, at) in &written.looks {
        match at {
            Some(at) => touch(conn, sql::MEMBERSHIP_LOOK, (member.raw(), at.ms()))?,
            None => run(conn, sql::MEMBERSHIP_NO_LOOK, [member.raw()]).map(|_| ())?,
        }
    }
    for (segment, definition) in &written.filled {
        let params = (segment.as_str(), definition, posted_at.ms());
        touch(conn, sql::MEMBERSHIP_FILL, params)?;
    }
    if let Some(cursor) = written.cursor {
        let params = (cursor.position, cursor.folded_at.ms());
        touch(conn, sql::MEMBERSHIP_PUT_CURSOR, params)?;
    }
    Ok(())
}

/// Forgets everything about a segment that was dropped: another of the same id has no past.
pub(crate) fn forget(conn: &Connection, segment: &SegmentId) -> Result<(), StoreError> {
    run(conn, sql::MEMBERSHIP_EMPTY, [segment.as_str()])?;
    run(conn, sql::MEMBERSHIP_FORGET_FILL, [segment.as_str()])?;
    run(conn, sql::MEMBERSHIP_FORGET_MOVES, [segment.as_str()]).map(|_| ())
}

/// Saved segments a member was last found in, by id, with since when.
pub(crate) fn of_member(
    conn: &Connection,
    member: MemberId,
) -> Result<Vec<(SegmentId, Instant)>, StoreError> {
    all(conn, sql::MEMBERSHIP_OF_MEMBER, [member.raw()], |row| {
        Ok((name(row, 0)?, number(row, 1)?))
    })
}

impl Reader<'_> {
    /// Saved segments a member was last found in, by id, with since when.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn memberships(&self, member: MemberId) -> Result<Vec<(SegmentId, Instant)>, StoreError> {
        of_member(self.conn, member)
    }

    /// Saved segments of everybody who is in any.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn all_memberships(&self) -> Result<BTreeMap<MemberId, Vec<SegmentId>>, StoreError> {
        let mut found: BTreeMap<MemberId, Vec<SegmentId>> = BTreeMap::new();
        each(self.conn, sql::MEMBERSHIP_ALL, (), |row| {
            found
                .entry(number(row, 0)?)
                .or_default()
                .push(name(row, 1)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// When a member is to be looked at next.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn look_of(&self, member: MemberId) -> Result<Option<Instant>, StoreError> {
        one(self.conn, sql::MEMBERSHIP_LOOK_OF, [member.raw()], |row| {
            number(row, 0)
        })
    }

    /// When members are to be looked at next.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn all_looks(&self) -> Result<BTreeMap<MemberId, Instant>, StoreError> {
        let looks = all(self.conn, sql::MEMBERSHIP_LOOKS, (), |row| {
            Ok((number(row, 0)?, number(row, 1)?))
        })?;
        Ok(looks.into_iter().collect())
    }

    /// Members who are to be looked at by `now`, the longest overdue first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn looks_due(&self, now: Instant, limit: usize) -> Result<Vec<MemberId>, StoreError> {
        let params = (now.ms(), sql_limit(limit));
        all(self.conn, sql::MEMBERSHIP_LOOKS_DUE, params, |row| {
            number(row, 0)
        })
    }

    /// By which definitions segments were last filled.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn segment_fills(&self) -> Result<BTreeMap<SegmentId, String>, StoreError> {
        let fills = all(self.conn, sql::MEMBERSHIP_FILLS, (), |row| {
            Ok((name(row, 0)?, row.get(1)?))
        })?;
        Ok(fills.into_iter().collect())
    }

    /// Up to where memberships are as the journal says; `None`: nobody has looked yet.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn membership_cursor(&self) -> Result<Option<MembershipCursor>, StoreError> {
        one(self.conn, sql::MEMBERSHIP_CURSOR, (), |row| {
            Ok(MembershipCursor {
                position: row.get(0)?,
                folded_at: number(row, 1)?,
            })
        })
    }

    /// Who came to a segment and went, newest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn segment_changes(
        &self,
        segment: &SegmentId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<MembershipChange>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let params = (segment.as_str(), before, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::MEMBERSHIP_MOVES, params, |row| {
            Ok(MembershipChange {
                id: row.get(0)?,
                member: number(row, 1)?,
                at: number(row, 2)?,
                entered: row.get::<i64>(3)? != 0,
            })
        })?;
        Ok(Page::cut(rows, limit, |last| Cursor::of_number(last.id)))
    }

    /// How many came to a segment in a time, and how many went.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn segment_flow(
        &self,
        segment: &SegmentId,
        time: Window,
    ) -> Result<(u64, u64), StoreError> {
        let params = (segment.as_str(), time.from.ms(), time.to.ms());
        let flow = one(self.conn, sql::MEMBERSHIP_FLOW, params, |row| {
            let (came, all) = (count(row, 0)?, count(row, 1)?);
            Ok((came, all.saturating_sub(came)))
        })?;
        Ok(flow.unwrap_or_default())
    }
}
