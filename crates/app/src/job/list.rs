//! Jobs as people look at them.

use regulars_engine::id::JobId;
use regulars_store::{Cursor, JobRow, Page};

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// Which jobs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jobs {
    /// Those that failed too often and were laid aside.
    Failed,
    /// Those that have not ended.
    Waiting,
}

/// Jobs, latest first.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    jobs: Jobs,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<JobRow>> {
    app.read(move |_, reader| {
        Ok(match jobs {
            Jobs::Failed => reader.dead_jobs(cursor.as_ref(), limit)?,
            Jobs::Waiting => reader.waiting_jobs(cursor.as_ref(), limit)?,
        })
    })
    .await
}

/// A job as it stands.
pub(super) async fn read(app: &App, id: JobId) -> Result<JobRow> {
    app.read(move |_, reader| {
        reader
            .job(id)?
            .ok_or_else(|| AppError::not_found(Thing::Job, id))
    })
    .await
}
