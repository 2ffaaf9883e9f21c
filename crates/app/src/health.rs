//! Whether the system can do its work now.

use regulars_engine::time::Instant;
pub use regulars_store::{COMMIT_SECONDS, CONFLICTS, GROUP_SIZE, Leading, RETRIES, TAKEOVERS};
use regulars_store::{Counts, Phase};

use crate::app::App;
use crate::error::Result;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// How much there is.
    pub counts: Counts,
    /// Changesets waiting for the writer.
    pub queue: usize,
    /// What part of its life the data is in.
    pub phase: Phase,
}

/// Reads a snapshot and looks at the writer's queue.
///
/// # Errors
/// A store that cannot be read.
pub async fn check(app: &App) -> Result<Health> {
    let read = app.read(|_, reader| Ok((reader.counts()?, reader.phase()?)));
    let (counts, phase) = read.await?;
    Ok(Health {
        counts,
        phase,
        queue: queue(app),
    })
}

/// Changesets waiting for the writer.
pub fn queue(app: &App) -> usize {
    app.store().queue_len()
}

/// What this process leads, or has led.
pub fn leading(app: &App) -> Vec<Leading> {
    app.store().leading()
}

/// How far behind work is that follows commits, milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lag {
    /// The oldest job that could have been done.
    pub jobs_ms: i64,
    /// The oldest fact that no reader of the journal can see yet.
    pub journal_ms: i64,
}

/// Looks how far behind jobs and the journal are.
///
/// # Errors
/// A store that cannot be read.
pub async fn lag(app: &App) -> Result<Lag> {
    let now = app.now();
    let behind =
        move |since: Option<Instant>| since.map_or(0, |since| (now.ms() - since.ms()).max(0));
    app.read(move |_, reader| {
        Ok(Lag {
            jobs_ms: behind(reader.job_ready_since()?),
            journal_ms: behind(reader.journal_waits_since()?),
        })
    })
    .await
}
