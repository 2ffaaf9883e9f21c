//! Rows read and written, a run at a time.

use std::ops::ControlFlow;

use super::layout::{Key, Layout};
use crate::BackupProgress;
use crate::StoreError;
use crate::database::{Connection, Kept};
use crate::rows::{all as every, one, run};
use crate::sql::{copy as sql, journal};

/// Rows of one run: what is in memory at a time.
pub(crate) const RUN: i64 = 5_000;

/// What a database says of itself: there also in one that is new, and copied last in a move.
pub(crate) const LAST: &[&str] = &["meta", "writers"];

/// The first rows of a range of keys, in their order; at most `limit`.
pub(crate) fn page(
    conn: &Connection,
    layout: &Layout,
    (after, until): (Option<&Key>, Option<&Key>),
    limit: i64,
) -> Result<Vec<Vec<Kept>>, StoreError> {
    let mut rows = Vec::new();
    let (statement, params) = layout.read(after, until, &limit);
    conn.query(statement, &params, &mut |row| {
        rows.push(row.kept()?);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

/// Writes rows.
pub(crate) fn put(
    conn: &Connection,
    layout: &Layout,
    rows: &[Vec<Kept>],
) -> Result<(), StoreError> {
    conn.insert_all(&layout.insert, rows)
        .map_err(|error| match error {
            StoreError::Database(why) => StoreError::Database(format!("{}: {why}", layout.table)),
            other => other,
        })
}

/// Empties a range of keys.
pub(crate) fn clear(
    conn: &Connection,
    layout: &Layout,
    (after, until): (Option<&Key>, Option<&Key>),
) -> Result<(), StoreError> {
    let (statement, params) = layout.clear(after, until);
    conn.run(statement, &params).map(drop)
}

/// Whether a database holds nothing yet.
pub(crate) fn is_empty(conn: &Connection) -> Result<bool, StoreError> {
    for layout in Layout::all(conn.engine())? {
        if !LAST.contains(&layout.table) && !page(conn, layout, (None, None), 1)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Copies every table of a snapshot into a database that holds nothing, inside its transaction.
pub(crate) fn all(
    from: &Connection,
    to: &Connection,
    mut progress: impl FnMut(BackupProgress),
) -> Result<(), StoreError> {
    let layouts = Layout::all(from.engine())?;
    let mut of: u64 = 0;
    for layout in layouts {
        of += layout.count(from)?;
    }
    let mut done = 0;
    run(to, sql::COPY_FREE_LINKS, ())?;
    for layout in layouts {
        table(from, to, layout, |rows| {
            done += rows;
            progress(BackupProgress { done, of });
        })?;
    }
    number_waiting_facts(from, to)?;
    settle(to)
}

/// Copies these tables over whatever was in them.
pub(crate) fn tables(from: &Connection, to: &Connection, names: &[&str]) -> Result<(), StoreError> {
    for name in names {
        table(from, to, Layout::of(from.engine(), name)?, |_| {})?;
    }
    Ok(())
}

/// Copies a table over whatever was in it; `told` of how many rows, run by run.
fn table(
    from: &Connection,
    to: &Connection,
    read: &Layout,
    mut told: impl FnMut(u64),
) -> Result<(), StoreError> {
    let written = Layout::of(to.engine(), read.table)?;
    clear(to, written, (None, None))?;
    let mut last: Option<Key> = None;
    loop {
        let rows = page(from, read, (last.as_ref(), None), RUN)?;
        let Some(row) = rows.last() else {
            return Ok(());
        };
        last = Some(read.key(row));
        put(to, written, &rows)?;
        told(u64::try_from(rows.len()).unwrap_or(0));
    }
}

/// What ends a copy: everything the engine keeps beside the rows.
pub(crate) fn settle(to: &Connection) -> Result<(), StoreError> {
    run(to, sql::COPY_BIND_LINKS, ())?;
    run(to, sql::COPY_GO_ON, ())?;
    run(to, sql::COPY_SETTLE, ()).map(drop)
}

/// Facts that the snapshot has and that were not numbered yet: they are next.
fn number_waiting_facts(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    let layout = Layout::of(to.engine(), "journal")?;
    let waiting = every(from, sql::COPY_WAITING_FACTS, (), |row| row.kept())?;
    let end: i64 = one(to, journal::JOURNAL_END, (), |row| row.get(0))?.unwrap_or(0);
    let numbered = (end + 1..).zip(waiting);
    let rows = numbered.map(|(pos, mut row)| {
        row.insert(0, Kept::Integer(pos));
        row
    });
    put(to, layout, &rows.collect::<Vec<_>>())
}
