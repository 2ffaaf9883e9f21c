//! Who changed what.

use regulars_engine::id::{AuditId, KeyId, StaffId};
use regulars_engine::time::Instant;

use crate::codec::{Number, json_or_default, number, to_json_list};
use crate::database::{Connection, Row};
use crate::rows::{all, sql_limit, touch};
use crate::sql::audit as sql;
use crate::{Cursor, NewAudit, Page, Reader, StoreError};

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Somebody who has logged in.
    Staff(StaffId),
    /// Whoever holds an API key.
    Key(KeyId),
    /// The machine itself: jobs, and commands of whoever may use its shell.
    Machine,
}

/// A line of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Our id; later ones are greater.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: Actor,
    /// The present name of that person or key.
    pub name: Option<String>,
    /// What was done: `member.change`.
    pub action: String,
    /// The id of what was changed.
    pub target: Option<String>,
    /// Names of the fields that changed.
    pub fields: Vec<String>,
    /// Amounts and ids that belong to it.
    pub note: Option<String>,
}

/// Which lines of the audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only of this target.
    pub target: Option<String>,
    /// Only by this person.
    pub staff: Option<StaffId>,
}

pub(crate) fn insert(
    conn: &Connection,
    new: &NewAudit,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let (kind, by) = columns(new.by);
    let params = (
        new.id.raw(),
        posted_at.ms(),
        kind,
        by,
        new.action,
        &new.target,
        to_json_list(&new.fields)?,
        &new.note,
    );
    touch(conn, sql::AUDIT_INSERT, params)
}

pub(crate) fn columns(by: Actor) -> (&'static str, Option<i64>) {
    match by {
        Actor::Staff(id) => ("staff", Some(id.raw())),
        Actor::Key(id) => ("key", Some(id.raw())),
        Actor::Machine => ("machine", None),
    }
}

pub(crate) fn actor(
    row: &Row<'_>,
    column: usize,
    table: &'static str,
) -> Result<Actor, StoreError> {
    let kind: String = row.get(column)?;
    let id: Option<i64> = row.get(column + 1)?;
    match (kind.as_str(), id) {
        ("staff", Some(id)) => Ok(Actor::Staff(StaffId::of(id))),
        ("key", Some(id)) => Ok(Actor::Key(KeyId::of(id))),
        ("machine", None) => Ok(Actor::Machine),
        _ => Err(StoreError::Inconsistent {
            table,
            key: format!("`{kind}` {id:?}"),
            what: "nobody can be this".to_owned(),
        }),
    }
}

fn audit_row(row: &Row<'_>) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        id: number(row, 0)?,
        at: number(row, 1)?,
        by: actor(row, 2, "audit")?,
        name: row.get(4)?,
        action: row.get(5)?,
        target: row.get(6)?,
        fields: json_or_default(row, 7, "audit")?,
        note: row.get(8)?,
    })
}

impl Reader<'_> {
    /// Lines of the audit, newest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn audit(
        &self,
        filter: &AuditFilter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<AuditRow>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let most = sql_limit(limit).saturating_add(1);
        let staff = filter.staff.map(StaffId::raw);
        let rows = match (&filter.target, staff) {
            (Some(target), staff) => all(
                self.conn,
                sql::AUDIT_OF_TARGET,
                (before, most, target, staff),
                audit_row,
            ),
            (None, Some(staff)) => all(
                self.conn,
                sql::AUDIT_BY_STAFF,
                (before, most, staff),
                audit_row,
            ),
            (None, None) => all(self.conn, sql::AUDIT_LIST, (before, most), audit_row),
        };
        Ok(Page::cut(rows?, limit, |row: &AuditRow| {
            Cursor::of_number(row.id.raw())
        }))
    }
}
