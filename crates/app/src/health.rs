//! Whether the system can do its work now.

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
