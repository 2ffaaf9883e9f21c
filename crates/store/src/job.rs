//! Jobs: written with their cause, leased, finished or laid aside.

use regulars_engine::id::JobId;
use regulars_engine::time::Instant;

use crate::codec::{count, number, small};
use crate::database::{Connection, Row};
use crate::rows::{all, run, sql_limit, touch};
use crate::sql::job as sql;
use crate::{Lane, NewJob, Reader, StoreError};

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
}

/// A job laid aside for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// The job.
    pub job: Job,
    /// Why it failed the last time.
    pub reason: String,
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
    }
    Ok(jobs)
}

/// Ends a job that is done; one that ended before stays ended.
pub(crate) fn finish(conn: &Connection, job: JobId) -> Result<(), StoreError> {
    run(conn, sql::JOB_FINISH, [job.raw()]).map(|_| ())
}

/// Puts a failed job back until `retry_at`, or lays it aside.
pub(crate) fn fail(
    conn: &Connection,
    job: JobId,
    reason: &str,
    retry_at: Option<Instant>,
) -> Result<(), StoreError> {
    match retry_at {
        Some(at) => run(conn, sql::JOB_RETRY, (job.raw(), at.ms(), reason)).map(|_| ()),
        None => run(conn, sql::JOB_LAY_ASIDE, (job.raw(), reason)).map(|_| ()),
    }
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
    })
}

impl Reader<'_> {
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

    /// Jobs laid aside, oldest first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn dead_jobs(&self, limit: usize) -> Result<Vec<DeadJob>, StoreError> {
        all(self.conn, sql::JOB_DEAD, [sql_limit(limit)], |row| {
            Ok(DeadJob {
                job: job_row(row)?,
                reason: row.get::<Option<String>>(7)?.unwrap_or_default(),
            })
        })
    }
}
