//! Puts a job that was laid aside back among those that wait.

use regulars_engine::id::JobId;
use regulars_store::{Actor, Changeset, JobRow, JobState};

use super::list::read;
use crate::app::App;
use crate::audit::tell;
use crate::error::Result;

/// Tries a job again that failed too often: it is due at once, as if it had never been tried. A job that did not fail
/// stays as it is.
///
/// # Errors
/// `NotFound`; an unavailable store.
pub async fn retry(app: &App, by: Actor, id: JobId) -> Result<JobRow> {
    let found = read(app, id).await?;
    if found.state != JobState::Dead {
        return Ok(found);
    }
    let changeset = Changeset {
        posted_at: app.now(),
        revived_jobs: vec![id],
        audit: vec![tell(app, by, "job.retry", Some(id.to_string()))],
        ..Changeset::default()
    };
    app.commit(changeset).await?;
    read(app, id).await
}
