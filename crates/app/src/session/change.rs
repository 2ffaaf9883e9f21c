//! Changes what somebody may change of themselves.

use regulars_engine::both;
use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_store::{Actor, Changeset, NewAudit, SessionMove, StaffRow};

use super::Subject;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result, Thing};
use crate::staff::{Password, Staff, differences, hash, matches};

/// Fields to change; what is `None` is left alone.
#[derive(Debug, Clone, Default)]
pub struct SessionPatch {
    /// Their name.
    pub name: Option<String>,
    /// The language of their screens.
    pub language: Option<Language>,
    /// The present password and another.
    pub password: Option<(String, Password)>,
}

/// Changes somebody by themselves. Another password ends all their sessions but the one with the hash `but`.
///
/// # Errors
/// A present password that is not; `TooManyTries`; `NotFound`; an unavailable store.
pub async fn change(
    app: &App,
    staff: StaffId,
    but: Option<[u8; 32]>,
    patch: SessionPatch,
) -> Result<Staff> {
    let (current, password) = match patch.password {
        Some((current, new)) => (Some(current), Some(hash(app, new).await?)),
        None => (None, None),
    };
    loop {
        let (seen, before) = load(app, staff).await?;
        if let Some(current) = &current {
            check(app, &before, current.clone()).await?;
        }
        let after = StaffRow {
            name: patch.name.clone().unwrap_or_else(|| before.name.clone()),
            language: patch.language.unwrap_or(before.language),
            password: password.clone().unwrap_or_else(|| before.password.clone()),
            ..before.clone()
        };
        let fields = differences(&before, &after);
        if fields.is_empty() {
            return Ok(after.into());
        }
        let close = SessionMove::CloseOthers { staff, but };
        let close = password.is_some().then_some(close);
        let changeset = Changeset {
            posted_at: app.now(),
            staff: vec![after.clone()],
            staff_seen: Some(seen),
            sessions: close.into_iter().collect(),
            audit: vec![NewAudit {
                fields: fields.into_iter().map(str::to_owned).collect(),
                ..tell(
                    app,
                    Actor::Staff(staff),
                    "session.change",
                    Some(staff.to_string()),
                )
            }],
            ..Changeset::default()
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(after.into());
        }
    }
}

async fn load(app: &App, staff: StaffId) -> Result<(i64, StaffRow)> {
    app.read(move |_, reader| {
        let row = reader.staff(staff)?;
        let row = row.ok_or_else(|| AppError::not_found(Thing::Staff, staff))?;
        Ok((reader.staff_mark()?, row))
    })
    .await
}

/// A session left open is no password.
async fn check(app: &App, row: &StaffRow, current: String) -> Result<()> {
    let subject = [Subject::Password(row.id)];
    app.attempts().take(&subject, app.now())?;
    if matches(app, current, Some(row.password.clone())).await? {
        app.attempts().forgive(&subject);
        return Ok(());
    }
    Err(AppError::field(
        "/password/current",
        both!("is not the present password", "это не текущий пароль"),
    ))
}
