//! Drops a dashboard.

use regulars_store::{Actor, Changeset, DashboardChange};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};

/// Drops it.
///
/// # Errors
/// `NotFound`; an unavailable store.
pub async fn remove(app: &App, by: Actor, id: String) -> Result<()> {
    super::read(app, id.clone()).await?;
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell(app, by, "dashboard.drop", Some(id.clone()))],
        dashboards: vec![DashboardChange::Drop(id)],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "dashboards have no guard to fail".to_owned(),
        )),
    }
}
