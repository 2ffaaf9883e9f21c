//! What the store tells of itself: how long commits take and how many changesets share one, what was begun anew or came too
//! late, and statements that take long. Whoever installs a recorder of metrics hears it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::{CommitError, Committed};

/// Seconds from the beginning of a transaction until it was durable.
pub const COMMIT_SECONDS: &str = "store_commit_seconds";
/// Changesets of a transaction.
pub const GROUP_SIZE: &str = "store_group_size";
/// Changesets begun anew: another process was faster, a connection was lost, one of the group failed.
pub const RETRIES: &str = "store_retries_total";
/// Changesets refused because what they were decided on had moved; they are decided again.
pub const CONFLICTS: &str = "store_conflicts_total";
/// How often this process was given what one process does for all, by name.
pub const TAKEOVERS: &str = "lease_takeovers_total";

/// Statements that take longer are logged; milliseconds.
static SLOW_MS: AtomicU64 = AtomicU64::new(1_000);

/// Logs statements of this process that take longer.
pub fn log_slower_than(limit: Duration) {
    let ms = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
    SLOW_MS.store(ms, Ordering::Relaxed);
}

/// Measures how long something took; decides nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Watch(Instant);

impl Watch {
    #[expect(
        clippy::disallowed_methods,
        reason = "a length of time is measured, no time is told"
    )]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How long ago it was started.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// A transaction of so many changesets is durable.
    pub(crate) fn committed(self, changesets: usize) {
        let changesets = u32::try_from(changesets).unwrap_or(u32::MAX);
        metrics::histogram!(COMMIT_SECONDS).record(self.elapsed().as_secs_f64());
        metrics::histogram!(GROUP_SIZE).record(f64::from(changesets));
    }

    /// A statement has ended.
    pub(crate) fn ran(self, statement: &str) {
        let took = self.elapsed();
        if took > Duration::from_millis(SLOW_MS.load(Ordering::Relaxed)) {
            let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            tracing::warn!(statement, took_ms, "a statement took long");
        }
    }
}

/// So many changesets are begun anew.
pub(crate) fn retried(changesets: usize) {
    metrics::counter!(RETRIES).increment(u64::try_from(changesets).unwrap_or(u64::MAX));
}

/// A lease has come to this process.
pub(crate) fn took(lease: &'static str) {
    metrics::counter!(TAKEOVERS, "lease" => lease).increment(1);
}

/// A changeset has its answer.
pub(crate) fn answered(outcome: &Result<Committed, CommitError>) {
    if let Err(CommitError::Conflict { .. } | CommitError::PurchaseMoved { .. }) = outcome {
        metrics::counter!(CONFLICTS).increment(1);
    }
}
