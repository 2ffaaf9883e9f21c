//! Logs somebody in.

use regulars_engine::id::StaffId;
use regulars_store::{Actor, Changeset, SessionMove};

use super::{IDLE_MS, LIFE_MS, Subject, hash_of};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::secret::secret;
use crate::staff::{Login, Staff, matches};

/// A session just opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The token to be carried; only its hash is kept.
    pub token: String,
    /// Who it lets in.
    pub staff: Staff,
}

/// Opens a session for who knows a login and its password. `peer` is where the call comes from.
///
/// # Errors
/// `BadLogin`, with the same answer after the same work for a login that nobody has; `TooManyTries`; an unavailable store.
pub async fn open(app: &App, login: &str, password: String, peer: String) -> Result<Opened> {
    let login = Login::parse(login).ok();
    let subjects = [Subject::Login(login.clone()), Subject::Address(peer)];
    app.attempts().take(&subjects, app.now())?;
    loop {
        let asked = login.clone();
        let (seen, row) = app
            .read(move |_, reader| {
                let row = match &asked {
                    Some(login) => reader.staff_by_login(login.as_str())?,
                    None => None,
                };
                Ok((reader.staff_mark()?, row))
            })
            .await?;
        let kept = row.as_ref().map(|row| row.password.clone());
        let right = matches(app, password.clone(), kept).await?;
        let Some(staff) = row.clone().filter(|row| right && !row.blocked) else {
            return Err(refuse(app, row.map(|row| row.id)).await?);
        };
        let (token, sessions) = opening(app, staff.id)?;
        let changeset = Changeset {
            posted_at: app.now(),
            // A password changed meanwhile has ended the sessions before this one.
            staff_seen: Some(seen),
            sessions,
            audit: vec![tell(app, Actor::Staff(staff.id), "session.open", None)],
            ..Changeset::default()
        };
        if let Commit::Done = app.commit(changeset).await? {
            app.attempts().forgive(&subjects);
            let staff = staff.into();
            return Ok(Opened { token, staff });
        }
    }
}

/// A new token, and what becomes of somebody's sessions with it.
pub(crate) fn opening(app: &App, staff: StaffId) -> Result<(String, Vec<SessionMove>)> {
    let token = secret()?;
    let now = app.now();
    let forget = SessionMove::Forget {
        staff,
        opened_until: now.plus_ms(-LIFE_MS),
        seen_until: now.plus_ms(-IDLE_MS),
    };
    let hash = hash_of(&token);
    Ok((token, vec![forget, SessionMove::Open { hash, staff }]))
}

/// Writes down that somebody was not let in.
async fn refuse(app: &App, staff: Option<StaffId>) -> Result<AppError> {
    let target = staff.map(|id| id.to_string());
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell(app, Actor::Machine, "session.refuse", target)],
        ..Changeset::default()
    };
    app.commit(changeset).await?;
    Ok(AppError::BadLogin)
}
