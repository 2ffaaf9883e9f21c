//! Leases: what one process does for all, until its time is over or it gives it back.

use std::collections::BTreeMap;
use std::time::Duration;

use parking_lot::Mutex;

use crate::database::Connection;
use crate::job::JobLease;
use crate::measure::{self, Watch};
use crate::rows::{one, run};
use crate::sql::{lease as sql, lock};
use crate::{CommitError, StoreError};

/// A lease that this process has been given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    /// Of what.
    pub name: &'static str,
    /// Rises whenever the lease passes to another process.
    pub number: i64,
}

/// What a changeset is made under. Once it has passed to another process, the changeset is refused
/// ([`CommitError::LeaseLost`]): a process that was paused and wakes up writes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Work that one process does for all.
    Lease(Lease),
    /// A job.
    Job(JobLease),
}

/// A lease that this process has, or had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leading {
    /// Of what.
    pub name: &'static str,
    /// For how long it has been this process's, without a gap; nothing once it is another's, or nobody's.
    pub since: Duration,
    /// How long it stays when this process is not heard of.
    pub left: Duration,
}

/// What this process was given, for whoever watches it.
#[derive(Debug, Default)]
pub(crate) struct Given(Mutex<BTreeMap<&'static str, Taken>>);

#[derive(Debug, Clone, Copy)]
struct Taken {
    number: i64,
    since: Watch,
    kept: Watch,
    life: Duration,
}

impl Given {
    /// A lease was asked for; `None`: another process has it.
    pub(crate) fn note(&self, name: &'static str, number: Option<i64>, life: Duration) {
        let mut given = self.0.lock();
        let Some(number) = number else {
            if let Some(taken) = given.get_mut(name) {
                taken.life = Duration::ZERO;
            }
            return;
        };
        let kept = Watch::start();
        let before = { given.get(name) }.filter(|before| before.number == number);
        let since = before.map_or(kept, |before| before.since);
        if before.is_none() {
            measure::took(name);
        }
        given.insert(
            name,
            Taken {
                number,
                since,
                kept,
                life,
            },
        );
    }

    /// Every lease that this process has ever had.
    pub(crate) fn all(&self) -> Vec<Leading> {
        let given = self.0.lock();
        let told = given.iter().map(|(name, taken)| {
            let left = taken.life.saturating_sub(taken.kept.elapsed());
            let since = match left.is_zero() {
                true => Duration::ZERO,
                false => taken.since.elapsed(),
            };
            Leading { name, since, left }
        });
        told.collect()
    }
}

/// Takes a lease or keeps it; its number, or `None` while another process has it.
pub(crate) fn take(
    conn: &Connection,
    name: &str,
    holder: i64,
    life: Duration,
) -> Result<Option<i64>, StoreError> {
    let life = i64::try_from(life.as_millis()).unwrap_or(i64::MAX);
    one(conn, sql::LEASE_TAKE, (name, holder, life), |row| {
        row.get(0)
    })
}

/// Gives back a lease of a process, or everything it has.
pub(crate) fn give_back(
    conn: &Connection,
    holder: i64,
    name: Option<&str>,
) -> Result<(), StoreError> {
    run(conn, sql::LEASE_GIVE_BACK, (holder, name.unwrap_or(""))).map(|_| ())
}

/// The number of a lease that was ever taken.
pub(crate) fn number(conn: &Connection, name: &str) -> Result<Option<i64>, StoreError> {
    one(conn, sql::LEASE_NUMBER, [name], |row| row.get(0))
}

/// What a changeset is made under still is this process's, until the transaction ends.
pub(crate) fn check(conn: &Connection, held: Held) -> Result<Result<(), CommitError>, StoreError> {
    let (found, number) = match held {
        Held::Job(leased) => {
            let found: Option<i64> =
                one(conn, lock::LOCK_JOB, [leased.job.raw()], |row| row.get(0))?;
            (found, leased.number)
        }
        Held::Lease(lease) => {
            let found = one(conn, lock::LOCK_LEASE, [lease.name], |row| row.get(0))?;
            (found, lease.number)
        }
    };
    Ok(if found == Some(number) {
        Ok(())
    } else {
        Err(CommitError::LeaseLost)
    })
}
