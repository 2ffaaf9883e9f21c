//! Experiments, who is in which arm of them, and who is left out of all.

use regulars_engine::id::MemberId;
use regulars_engine::name::ExperimentId;
use regulars_engine::time::Instant;

use crate::codec::{Word, count, name, number, number_or_none, small, word};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::experiment as sql;
use crate::{Cursor, Page, Reader, StoreError};

/// How far an experiment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExperimentState {
    /// It is being thought of; nobody is in it.
    Draft,
    /// Its arms are fixed.
    Running,
    /// Nothing more of it counts.
    Ended,
}

/// An experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExperimentRow {
    /// Its id.
    pub id: ExperimentId,
    /// What assignments name it by; never that of another.
    pub number: i64,
    /// Moves with every change of it and of its assignments; read, not written.
    pub version: i64,
    /// How far it is.
    pub state: ExperimentState,
    /// What its arms are drawn by; never changed.
    pub salt: String,
    /// What was planned, as JSON.
    pub design: String,
    /// What was foreseen when it began, as JSON.
    pub forecast: Option<String>,
    /// When it was made.
    pub made_at: Instant,
    /// When it was last changed; the posting of the changeset.
    pub changed_at: Instant,
    /// When its arms were fixed.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// When newcomers were last looked for.
    pub looked_at: Option<Instant>,
}

/// A member in an arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// Who.
    pub member: MemberId,
    /// The place of the arm in the design.
    pub arm: u32,
    /// Since when; what the member did before does not count.
    pub at: Instant,
}

/// What becomes of an experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExperimentChange {
    /// It is made, or in another state.
    Put(ExperimentRow),
    /// Members come into arms; who is in one already undoes the changeset.
    Assign {
        /// The experiment's number.
        number: i64,
        /// Up to when newcomers were looked for.
        looked_at: Instant,
        /// Who, and where.
        members: Vec<Assignment>,
    },
    /// Nobody is in it any more: a launch that was cut off is begun anew.
    Clear {
        /// The experiment's number.
        number: i64,
        /// When.
        at: Instant,
    },
    /// It is dropped, with whoever is in it.
    Drop {
        /// The experiment's number.
        number: i64,
    },
}

/// What becomes of experiments in a changeset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExperimentChanges {
    /// The version an experiment had when the changeset was decided, 0 of one that was not there; another one since fails it
    /// with [`crate::CommitError::ExperimentMoved`].
    pub seen: Option<(ExperimentId, i64)>,
    /// What becomes of it, in order.
    pub changes: Vec<ExperimentChange>,
    /// Who is left out of every experiment from now on.
    pub universal_control: Option<UniversalControlRow>,
}

impl ExperimentChanges {
    /// What becomes of an experiment of which this version was seen.
    pub fn of(id: &ExperimentId, seen: i64, change: ExperimentChange) -> Self {
        Self {
            seen: Some((id.clone(), seen)),
            changes: vec![change],
            universal_control: None,
        }
    }

    /// Whether nothing becomes of any.
    pub(crate) fn is_empty(&self) -> bool {
        self.seen.is_none() && self.changes.is_empty() && self.universal_control.is_none()
    }
}

/// Who is left out of every experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniversalControlRow {
    /// Since when.
    pub since: Instant,
    /// So many of 10,000 parts of the base.
    pub parts: u32,
    /// What they are drawn by.
    pub salt: String,
}

/// The version of an experiment; 0: there is none of this id.
pub(crate) fn version(conn: &Connection, id: &ExperimentId) -> Result<i64, StoreError> {
    let found = one(conn, sql::EXPERIMENT_VERSION, [id.as_str()], |row| {
        row.get(0)
    })?;
    Ok(found.unwrap_or(0))
}

/// Writes what becomes of experiments.
pub(crate) fn write(
    conn: &Connection,
    written: &ExperimentChanges,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let mut changes = written.changes.iter();
    changes.try_for_each(|change| write_change(conn, change, posted_at))?;
    let mut left_out = written.universal_control.iter();
    left_out.try_for_each(|row| {
        let params = (row.since.ms(), i64::from(row.parts), &row.salt);
        touch(conn, sql::UNIVERSAL_CONTROL_PUT, params)
    })
}

fn write_change(
    conn: &Connection,
    change: &ExperimentChange,
    posted_at: Instant,
) -> Result<(), StoreError> {
    match change {
        ExperimentChange::Put(row) => put(conn, row, posted_at),
        ExperimentChange::Assign {
            number,
            looked_at,
            members,
        } => {
            touch(conn, sql::EXPERIMENT_MOVE, (*number, looked_at.ms()))?;
            members.iter().try_for_each(|one| {
                let params = (*number, one.member.raw(), i64::from(one.arm), one.at.ms());
                touch(conn, sql::ASSIGNMENT_INSERT, params)
            })
        }
        ExperimentChange::Clear { number, at } => {
            touch(conn, sql::EXPERIMENT_MOVE, (*number, at.ms()))?;
            run(conn, sql::ASSIGNMENT_CLEAR, [*number]).map(|_| ())
        }
        ExperimentChange::Drop { number } => {
            run(conn, sql::ASSIGNMENT_CLEAR, [*number])?;
            touch(conn, sql::EXPERIMENT_DROP, [*number])
        }
    }
}

fn put(conn: &Connection, row: &ExperimentRow, posted_at: Instant) -> Result<(), StoreError> {
    let params = (
        row.id.as_str(),
        row.number,
        row.state.word(),
        &row.salt,
        &row.design,
        row.forecast.as_deref(),
        row.made_at.ms(),
        posted_at.ms(),
        row.started_at.map(Instant::ms),
        row.ended_at.map(Instant::ms),
        row.looked_at.map(Instant::ms),
    );
    touch(conn, sql::EXPERIMENT_PUT, params)
}

fn experiment(row: &Row<'_>) -> Result<ExperimentRow, StoreError> {
    Ok(ExperimentRow {
        id: name(row, 0)?,
        number: row.get(1)?,
        version: row.get(2)?,
        state: word(row, 3)?,
        salt: row.get(4)?,
        design: row.get(5)?,
        forecast: row.get(6)?,
        made_at: number(row, 7)?,
        changed_at: number(row, 8)?,
        started_at: number_or_none(row, 9)?,
        ended_at: number_or_none(row, 10)?,
        looked_at: number_or_none(row, 11)?,
    })
}

fn assignment(row: &Row<'_>, first: usize) -> Result<Assignment, StoreError> {
    Ok(Assignment {
        member: number(row, first)?,
        arm: small(row, first + 1)?,
        at: number(row, first + 2)?,
    })
}

impl Reader<'_> {
    /// All experiments, the latest first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn experiments(&self) -> Result<Vec<ExperimentRow>, StoreError> {
        all(self.conn, sql::EXPERIMENT_LIST, (), experiment)
    }

    /// One of them.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn experiment(&self, id: &ExperimentId) -> Result<Option<ExperimentRow>, StoreError> {
        one(self.conn, sql::EXPERIMENT_LOAD, [id.as_str()], experiment)
    }

    /// Everybody in an experiment, by member.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn assignments(&self, experiment: i64) -> Result<Vec<Assignment>, StoreError> {
        all(self.conn, sql::ASSIGNMENT_ALL, [experiment], |row| {
            assignment(row, 0)
        })
    }

    /// A page of them, by member.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn assignments_page(
        &self,
        experiment: i64,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<Assignment>, StoreError> {
        let after = after.map_or(Ok(i64::MIN), Cursor::number)?;
        let params = (experiment, after, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::ASSIGNMENT_PAGE, params, |row| {
            assignment(row, 0)
        })?;
        Ok(Page::cut(rows, limit, |last| {
            Cursor::of_number(last.member.raw())
        }))
    }

    /// How many are in each arm that anybody is in, by its place.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn assignment_counts(&self, experiment: i64) -> Result<Vec<(u32, u64)>, StoreError> {
        all(self.conn, sql::ASSIGNMENT_COUNTS, [experiment], |row| {
            Ok((small(row, 0)?, count(row, 1)?))
        })
    }

    /// Where a member is in an experiment; `None`: in no arm.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn assignment(
        &self,
        experiment: i64,
        member: MemberId,
    ) -> Result<Option<Assignment>, StoreError> {
        let key = (experiment, member.raw());
        one(self.conn, sql::ASSIGNMENT_LOAD, key, |row| {
            assignment(row, 0)
        })
    }

    /// Experiments a member is or was in, those that began last first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn assignments_of(
        &self,
        member: MemberId,
    ) -> Result<Vec<(ExperimentId, Assignment)>, StoreError> {
        all(
            self.conn,
            sql::ASSIGNMENT_OF_MEMBER,
            [member.raw()],
            |row| Ok((name(row, 0)?, assignment(row, 1)?)),
        )
    }

    /// Who is left out of every experiment; `None`: nobody, and nobody ever was.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn universal_control(&self) -> Result<Option<UniversalControlRow>, StoreError> {
        one(self.conn, sql::UNIVERSAL_CONTROL_LOAD, (), |row| {
            Ok(UniversalControlRow {
                since: number(row, 0)?,
                parts: small(row, 1)?,
                salt: row.get(2)?,
            })
        })
    }
}
