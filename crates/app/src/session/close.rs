//! Logs somebody out.

use regulars_store::{Actor, Changeset, SessionMove};

use super::check::found;
use super::hash_of;
use crate::app::App;
use crate::audit::tell;
use crate::error::Result;

/// Ends the session of this token. One that is over already stays so.
///
/// # Errors
/// An unavailable store.
pub async fn close(app: &App, token: &str) -> Result<()> {
    let hash = hash_of(token);
    let Some(row) = found(app, hash).await? else {
        return Ok(());
    };
    let by = Actor::Staff(row.staff.id);
    let changeset = Changeset {
        posted_at: app.now(),
        sessions: vec![SessionMove::Close { hash }],
        audit: vec![tell(app, by, "session.close", None)],
        ..Changeset::default()
    };
    app.commit(changeset).await?;
    Ok(())
}
