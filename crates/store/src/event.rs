//! Custom events of members.

use regulars_engine::id::MemberId;
use regulars_engine::situation::PastEvent;
use regulars_engine::time::Instant;

use crate::codec::{json_or_default, number, to_json};
use crate::database::{Connection, Row};
use crate::rows::{all, touch};
use crate::sql::event as sql;
use crate::{NewEvent, StoreError};

pub(crate) fn insert(
    conn: &Connection,
    event: &NewEvent,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let properties = if event.properties.is_empty() {
        None
    } else {
        Some(to_json(&event.properties)?)
    };
    let (id, member, at) = (event.id.raw(), event.member.raw(), event.at.ms());
    touch(
        conn,
        sql::EVENT_INSERT,
        (id, member, &event.kind, at, posted_at.ms(), properties),
    )
}

/// A member's events of a time, both ends included, oldest first.
pub(crate) fn history(
    conn: &Connection,
    member: MemberId,
    (from, to): (Instant, Instant),
) -> Result<Vec<PastEvent>, StoreError> {
    all(
        conn,
        sql::EVENT_HISTORY,
        (member.raw(), from.ms(), to.ms()),
        |row| event(row, 0),
    )
}

/// An event, whose type stands in this column.
pub(crate) fn event(row: &Row<'_>, column: usize) -> Result<PastEvent, StoreError> {
    Ok(PastEvent {
        kind: row.get(column)?,
        at: number(row, column + 1)?,
        properties: json_or_default(row, column + 2, "events")?,
    })
}
