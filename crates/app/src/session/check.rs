//! Tells who calls by the token of their session.

use regulars_store::{Actor, Changeset, SessionMove, SessionRow};

use super::{INTEGRATION, SLIDE_MS, hash_of, holds};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::staff::scopes;

/// Who presents this token; `None`: nobody, or a session that is over. Read anew for every call: a block, another role
/// or another password holds at once, in every process.
///
/// # Errors
/// A store that cannot be read.
pub async fn check(app: &App, token: &str) -> Result<Option<Caller>> {
    let hash = hash_of(token);
    let Some(row) = found(app, hash).await? else {
        return Ok(None);
    };
    if app.now().ms_since(row.seen_at) >= SLIDE_MS {
        slide(app, hash).await;
    }
    let scopes = scopes(row.staff.role).iter();
    Ok(Some(Caller {
        by: Actor::Staff(row.staff.id),
        session: Some(hash),
        integration: INTEGRATION.to_owned(),
        scopes: scopes.map(|scope| (*scope).to_owned()).collect(),
    }))
}

/// The session, if it lets somebody in now.
pub(super) async fn found(app: &App, hash: [u8; 32]) -> Result<Option<SessionRow>> {
    app.read(move |app, reader| {
        let row = reader.session_by_hash(&hash)?;
        Ok(row.filter(|row| holds(row, app.now())))
    })
    .await
}

/// Writes down that a session is used. Where that is not possible now, it can still be read.
async fn slide(app: &App, hash: [u8; 32]) {
    let changeset = Changeset {
        posted_at: app.now(),
        sessions: vec![SessionMove::See { hash }],
        ..Changeset::default()
    };
    if let Err(error) = app.commit(changeset).await {
        tracing::warn!(%error, "the use of a session is not written down");
    }
}
