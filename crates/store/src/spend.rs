//! Money spent on customers.

use regulars_engine::id::SpendId;
use regulars_engine::number::Money;
use regulars_engine::time::{Instant, LocalDate};

use crate::audit::{actor, columns};
use crate::codec::{Word, number, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::spend as sql;
use crate::{Actor, Cursor, Page, Reader, StoreError};

/// What money was spent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To win customers.
    Acquisition,
    /// To keep them.
    Keeping,
    /// To write to them, call them, print for them.
    Contacts,
}

impl Purpose {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Acquisition, Self::Keeping, Self::Contacts];

    /// Its word.
    pub fn name(self) -> &'static str {
        self.word()
    }
}

/// Money spent on customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpendRow {
    /// Its id; later ones are greater.
    pub id: SpendId,
    /// The first day it is spread over.
    pub from: LocalDate,
    /// The last, included.
    pub to: LocalDate,
    /// For what.
    pub purpose: Purpose,
    /// How much, over all its days.
    pub amount: Money,
    /// Where it was to bring members from: the source of registrations.
    pub source: Option<String>,
    /// What it belongs to: a campaign, or the id of an experiment.
    pub label: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Who entered it.
    pub by: Actor,
    /// The present name of that person or key; read, not written.
    pub name: Option<String>,
    /// When it was entered; the posting of the changeset.
    pub at: Instant,
}

/// What becomes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpendChange {
    /// It is entered.
    Add(SpendRow),
    /// It is taken back, if it is there.
    Drop(SpendId),
}

pub(crate) fn write(conn: &Connection, change: &SpendChange) -> Result<(), StoreError> {
    match change {
        SpendChange::Add(row) => {
            let (kind, by) = columns(row.by);
            let params = (
                row.id.raw(),
                i64::from(row.from.days()),
                i64::from(row.to.days()),
                row.purpose.word(),
                row.amount.minor(),
                row.source.as_deref(),
                row.label.as_deref(),
                row.note.as_deref(),
                kind,
                by,
                row.at.ms(),
            );
            touch(conn, sql::SPEND_INSERT, params)
        }
        SpendChange::Drop(id) => run(conn, sql::SPEND_DROP, [id.raw()]).map(|_| ()),
    }
}

fn spend(row: &Row<'_>) -> Result<SpendRow, StoreError> {
    Ok(SpendRow {
        id: number(row, 0)?,
        from: LocalDate::from_days(row.get(1)?),
        to: LocalDate::from_days(row.get(2)?),
        purpose: word(row, 3)?,
        amount: number(row, 4)?,
        source: row.get(5)?,
        label: row.get(6)?,
        note: row.get(7)?,
        by: actor(row, 8, "spend")?,
        name: row.get(10)?,
        at: number(row, 11)?,
    })
}

impl Reader<'_> {
    /// An entry.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn spend_of(&self, id: SpendId) -> Result<Option<SpendRow>, StoreError> {
        one(self.conn, sql::SPEND_LOAD, [id.raw()], spend)
    }

    /// Entries with a day between two, both included; those that begin last first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn spend(
        &self,
        (from, to): (LocalDate, LocalDate),
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<SpendRow>, StoreError> {
        let (day, id) = after.map_or(Ok((i64::MAX, i64::MAX)), Cursor::pair)?;
        let days = (i64::from(from.days()), i64::from(to.days()));
        let params = (days.0, days.1, day, id, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::SPEND_LIST, params, spend)?;
        Ok(Page::cut(rows, limit, |row: &SpendRow| {
            Cursor::of_pair(i64::from(row.from.days()), row.id.raw())
        }))
    }
}
