//! A restored copy is the one that works from now on.

use regulars_store::{Actor, Changeset, Phase};

use super::{Instance, read};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};

/// Lets a restored copy work: its jobs run, in every process within a second. Of an installation that works already it changes
/// nothing.
///
/// # Errors
/// Data that is being moved elsewhere, an unavailable store.
pub async fn resume(app: &App, by: Actor) -> Result<Instance> {
    if read(app).await?.phase == Phase::Restored {
        // Noted first: that it was let work and nobody knows by whom is worse than the other way round.
        note(app, by).await?;
        app.off(|app| Ok(app.store().resume()?)).await?;
    }
    read(app).await
}

async fn note(app: &App, by: Actor) -> Result<()> {
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell(app, by, "instance.resume", None)],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a note has no guard to fail".to_owned()))
        }
    }
}
