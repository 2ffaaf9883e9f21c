//! Notes that somebody took a list out.

use regulars_store::{Actor, Changeset};

use super::tell;
use crate::app::App;
use crate::error::Result;

/// Notes that somebody takes a list out as a file, before the first row is sent. `action` is `members.export`, …
///
/// # Errors
/// An unavailable store.
pub async fn exported(
    app: &App,
    by: Actor,
    action: &'static str,
    target: Option<String>,
) -> Result<()> {
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell(app, by, action, target)],
        ..Changeset::default()
    };
    app.commit(changeset).await.map(|_| ())
}
