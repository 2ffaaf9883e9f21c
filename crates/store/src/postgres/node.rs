//! The number of this process: what tells its ids from those that other processes make in the same millisecond.
//!
//! It is leased. A process that was away for longer than its lease (paused, or cut off) may find that another has the number:
//! its writers then touch no row (`writer_mark`), and it takes another number, whose ids begin after every id there is.

use std::time::Duration;

use parking_lot::Mutex;
use regulars_engine::id::NODE_MAX;

use super::Session;
use crate::rows::{one, touch};
use crate::sql::{lease as sql, meta};
use crate::{StoreError, lease};

/// How long a number stays with a process that is not heard of.
const LIFE: Duration = Duration::from_secs(60);

/// Others may take the same free number at the same instant; then the next is tried.
const TRIES: u32 = 1_000;

/// A number for the ids of this process ([`regulars_engine::id::IdMaker`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The number.
    pub number: u16,
    /// Ids of this process must be greater: those of who had the number before are not.
    pub after: i64,
}

/// The number that this process has now.
#[derive(Debug)]
pub(super) struct Nodes {
    holder: i64,
    now: Mutex<Leased>,
}

#[derive(Debug, Clone, Copy)]
struct Leased {
    node: Node,
    /// Number of the lease.
    lease: i64,
}

impl Nodes {
    /// Takes a number.
    pub(super) fn take(session: &Session, holder: i64) -> Result<Self, StoreError> {
        let now = Mutex::new(Leased::take(session, holder)?);
        Ok(Self { holder, now })
    }

    /// The process, as its leases name it.
    pub(super) fn holder(&self) -> i64 {
        self.holder
    }

    /// The number now.
    pub(super) fn node(&self) -> Node {
        self.now.lock().node
    }

    /// Keeps the number; takes another if it has passed to another process.
    pub(super) fn keep(&self, session: &Session) -> Result<(), StoreError> {
        let mut now = self.now.lock();
        let name = now.name();
        let kept = session.in_transaction("BEGIN", |session| {
            lease::take(session, &name, self.holder, LIFE)
        })?;
        if kept != Some(now.lease) {
            *now = Leased::take(session, self.holder)?;
            tracing::warn!(lost = name, taken = now.node.number, "another number");
        }
        Ok(())
    }

    /// Has a writer write under the number.
    pub(super) fn enlist(&self, session: &Session, writer: i64) -> Result<(), StoreError> {
        let now = *self.now.lock();
        let params = (writer, now.name(), now.lease);
        touch(session, sql::LEASE_WRITER, params)
    }

    /// Gives back the number and every other lease.
    pub(super) fn give_back(&self, session: &Session) -> Result<(), StoreError> {
        session.in_transaction("BEGIN", |session| {
            lease::give_back(session, self.holder, None)
        })
    }
}

impl Leased {
    fn take(session: &Session, holder: i64) -> Result<Self, StoreError> {
        let life = i64::try_from(LIFE.as_millis()).unwrap_or(i64::MAX);
        let most = i64::from(NODE_MAX);
        for _ in 0..TRIES {
            let taken = session.in_transaction("BEGIN", |session| {
                one(session, sql::LEASE_NODE, (holder, life, most), |row| {
                    Ok((row.get::<i64>(0)?, row.get(1)?))
                })
            })?;
            if let Some((number, lease)) = taken {
                // Read once the number is ours: who had it before writes nothing from then on.
                let after = one(session, meta::WRITER_SUMS, (), |row| row.get(0))?;
                let node = Node {
                    number: u16::try_from(number).unwrap_or(NODE_MAX),
                    after: after.unwrap_or(0),
                };
                return Ok(Self { node, lease });
            }
        }
        Err(StoreError::Busy)
    }

    fn name(&self) -> String {
        format!("node/{}", self.node.number)
    }
}
