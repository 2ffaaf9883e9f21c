//! Jobs: written with their cause, leased, finished or laid aside.

use regulars_engine::id::JobId;
use regulars_engine::time::Instant;

use crate::codec::{count, number, number_or_none, small};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::{Statement, job as sql};
use crate::{Cursor, Lane, NewJob, Page, Reader, StoreError};

/// A leased job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Our id.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// Lane.
    pub lane: Lane,
    /// Its key, unique among its kind.
    pub key: String,
    /// When it was due.
    pub due_at: Instant,
    /// JSON object.
    pub payload: String,
    /// How often it was leased, this time included.
    pub attempts: u32,
    /// Number of this lease: another process that leases it has a greater one.
    pub lease: i64,
}

/// A job as one process has leased it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobLease {
    /// The job.
    pub job: JobId,
    /// Number of the lease.
    pub number: i64,
}

impl Job {
    /// The lease it was given under.
    pub fn leased(&self) -> JobLease {
        JobLease {
            job: self.id,
            number: self.lease,
        }
    }
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// The job.
    pub job: Job,
    /// Where it stands.
    pub state: JobState,
    /// When it can begin, of one that waits.
    pub ready_at: Instant,
    /// Why it failed the last time.
    pub reason: Option<String>,
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Waiting or leased.
    Waiting,
    /// Done.
    Done,
    /// Laid aside after too many failures.
    Dead,
}

/// Jobs of one lane that are not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaneCount {
    /// Lane.
    pub lane: Lane,
    /// Waiting or leased.
    pub waiting: u64,
    /// Laid aside after too many failures.
    pub dead: u64,
}

/// Lanes as stored, most urgent first.
const LANES: [Lane; 4] = [
    Lane::Transactional,
    Lane::Triggered,
    Lane::Bulk,
    Lane::Maintenance,
];

fn lane_number(lane: Lane) -> i64 {
    match lane {
        Lane::Transactional => 0,
        Lane::Triggered => 1,
        Lane::Bulk => 2,
        Lane::Maintenance => 3,
    }
}

fn lane(row: &Row<'_>, column: usize) -> Result<Lane, StoreError> {
    let number: i64 = row.get(column)?;
    let lane = LANES.into_iter().find(|lane| lane_number(*lane) == number);
    lane.ok_or_else(|| StoreError::Inconsistent {
        table: "jobs",
        key: format!("lane {number}"),
        what: "no such lane".to_owned(),
    })
}

/// Writes a job; one of the same kind and key is there already and stays as it is.
pub(crate) fn insert(conn: &Connection, new: &NewJob) -> Result<(), StoreError> {
    let params = (
        new.kind,
        &new.key,
        lane_number(new.lane),
        new.due_at.ms(),
        &new.payload,
    );
    run(conn, sql::JOB_INSERT, params).map(|_| ())
}

/// Leases due jobs, lane by lane in the order given.
pub(crate) fn lease(
    conn: &Connection,
    lanes: &[Lane],
    (now, until): (Instant, Instant),
    limit: usize,
) -> Result<Vec<Job>, StoreError> {
    let mut jobs: Vec<Job> = Vec::new();
    for lane in lanes {
        let left = limit.saturating_sub(jobs.len());
        let params = (lane_number(*lane), now.ms(), sql_limit(left));
        jobs.extend(all(conn, sql::JOB_READY, params, job_row)?);
    }
    for job in &mut jobs {
        touch(conn, sql::JOB_LEASE, (job.id.raw(), until.ms()))?;
        job.attempts = job.attempts.saturating_add(1);
        job.lease = job.lease.saturating_add(1);
    }
    Ok(jobs)
}

/// Ends a job that is done, whose lease was checked.
pub(crate) fn finish(conn: &Connection, leased: JobLease) -> Result<(), StoreError> {
    touch(conn, sql::JOB_FINISH, (leased.job.raw(), leased.number))
}

/// Puts a failed job back until `retry_at`, or lays it aside; one that another process has leased since stays its own.
pub(crate) fn fail(
    conn: &Connection,
    leased: JobLease,
    reason: &str,
    retry_at: Option<Instant>,
) -> Result<(), StoreError> {
    let (job, lease) = (leased.job.raw(), leased.number);
    match retry_at {
        Some(at) => run(conn, sql::JOB_RETRY, (job, lease, at.ms(), reason)).map(|_| ()),
        None => run(conn, sql::JOB_LAY_ASIDE, (job, lease, reason)).map(|_| ()),
    }
}

/// Keeps a job for longer; whether it still is this lease's.
pub(crate) fn keep(
    conn: &Connection,
    leased: JobLease,
    until: Instant,
) -> Result<bool, StoreError> {
    let params = (leased.job.raw(), leased.number, until.ms());
    Ok(run(conn, sql::JOB_KEEP, params)? == 1)
}

/// Gives a job back as if it had not been leased.
pub(crate) fn give_back(
    conn: &Connection,
    leased: JobLease,
    now: Instant,
) -> Result<(), StoreError> {
    let params = (leased.job.raw(), leased.number, now.ms());
    run(conn, sql::JOB_GIVE_BACK, params).map(|_| ())
}

/// Puts a job laid aside back, as if it had never been tried; one that is not stays as it is.
pub(crate) fn revive(conn: &Connection, job: JobId, ready_at: Instant) -> Result<(), StoreError> {
    run(conn, sql::JOB_AGAIN, (job.raw(), ready_at.ms())).map(|_| ())
}

fn standing(row: &Row<'_>) -> Result<JobRow, StoreError> {
    let state: String = row.get(8)?;
    let state = match state.as_str() {
        "waiting" => JobState::Waiting,
        "done" => JobState::Done,
        "dead" => JobState::Dead,
        _ => {
            return Err(StoreError::Inconsistent {
                table: "jobs",
                key: format!("state `{state}`"),
                what: "no such state".to_owned(),
            });
        }
    };
    Ok(JobRow {
        job: job_row(row)?,
        state,
        ready_at: number(row, 9)?,
        reason: row.get(10)?,
    })
}

fn job_row(row: &Row<'_>) -> Result<Job, StoreError> {
    Ok(Job {
        id: number(row, 0)?,
        kind: row.get(1)?,
        lane: lane(row, 2)?,
        key: row.get(3)?,
        due_at: number(row, 4)?,
        payload: row.get(5)?,
        attempts: small(row, 6)?,
        lease: row.get(7)?,
    })
}

impl Reader<'_> {
    /// Since when the oldest job that nobody has leased could have been done, or from when the next one can; `None`: there
    /// is none.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn job_ready_since(&self) -> Result<Option<Instant>, StoreError> {
        let since = one(self.conn, sql::JOB_READY_SINCE, (), |row| {
            number_or_none(row, 0)
        })?;
        Ok(since.flatten())
    }

    /// Jobs not done, by lane.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn job_counts(&self) -> Result<Vec<LaneCount>, StoreError> {
        all(self.conn, sql::JOB_COUNTS, (), |row| {
            Ok(LaneCount {
                lane: lane(row, 0)?,
                waiting: count(row, 1)?,
                dead: count(row, 2)?,
            })
        })
    }

    /// A job as it stands.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn job(&self, id: JobId) -> Result<Option<JobRow>, StoreError> {
        one(self.conn, sql::JOB_LOAD, [id.raw()], standing)
    }

    /// Jobs laid aside, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn dead_jobs(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<JobRow>, StoreError> {
        self.jobs(sql::JOB_DEAD, after, limit)
    }

    /// Jobs that wait or are leased, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn waiting_jobs(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<JobRow>, StoreError> {
        self.jobs(sql::JOB_WAITING, after, limit)
    }

    fn jobs(
        &self,
        statement: Statement,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<JobRow>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let most = sql_limit(limit).saturating_add(1);
        let rows = all(self.conn, statement, (before, most), standing)?;
        Ok(Page::cut(rows, limit, |row: &JobRow| {
            Cursor::of_number(row.job.id.raw())
        }))
    }
}
