//! Revokes a key: it stops working here at once, in other processes within a second.

use regulars_engine::id::KeyId;
use regulars_store::{Actor, Changeset};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result, Thing};

/// Revokes a key. Revoking again changes nothing.
///
/// # Errors
/// `NotFound`; an unavailable store.
pub async fn revoke(app: &App, by: Actor, key: KeyId) -> Result<()> {
    let row = app
        .read(move |_, reader| Ok(reader.keys()?.into_iter().find(|row| row.id == key)))
        .await?;
    if row
        .ok_or_else(|| AppError::not_found(Thing::Key, key))?
        .revoked_at
        .is_some()
    {
        return Ok(());
    }
    let changeset = Changeset {
        posted_at: app.now(),
        revoked_keys: vec![key],
        audit: vec![tell(app, by, "key.revoke", Some(key.to_string()))],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => app.known_keys().clear(),
        Commit::Again | Commit::Replayed => {
            return Err(AppError::Internal("a key has no guard to fail".to_owned()));
        }
    }
    Ok(())
}
