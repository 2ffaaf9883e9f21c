//! Adds somebody who may log in.

use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use regulars_store::{Changeset, StaffRole, StaffRow};

use super::{Login, Password, Staff, hash, role};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::caller::Caller;
use crate::error::{AppError, Result};

/// Somebody to add.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// What they log in by.
    pub login: Login,
    /// Their name.
    pub name: String,
    /// What they are for.
    pub role: StaffRole,
    /// Where they work, if at one place.
    pub store: Option<StoreId>,
    /// The language of their screens.
    pub language: Language,
    /// Their first password.
    pub password: Password,
}

/// Adds somebody.
///
/// # Errors
/// `LoginTaken`; `Forbidden` for a role with scopes the caller has not; a store that does not exist; an unavailable store.
pub async fn add(app: &App, caller: &Caller, new: NewStaff) -> Result<Staff> {
    role::covers(caller, new.role)?;
    let row = row_of(app, new).await?;
    loop {
        let asked = row.clone();
        let seen = app
            .read(move |_, reader| {
                if reader.staff_by_login(&asked.login)?.is_some() {
                    return Err(AppError::LoginTaken);
                }
                super::change::check_store(reader, asked.store.as_ref())?;
                Ok(reader.staff_mark()?)
            })
            .await?;
        let changeset = Changeset {
            posted_at: row.created_at,
            staff: vec![row.clone()],
            staff_seen: Some(seen),
            audit: vec![tell(app, caller.by, "staff.add", Some(row.id.to_string()))],
            ..Changeset::default()
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(row.into());
        }
    }
}

/// The row to be, with the password hashed.
pub(crate) async fn row_of(app: &App, new: NewStaff) -> Result<StaffRow> {
    let password = hash(app, new.password).await?;
    Ok(StaffRow {
        id: StaffId::from_raw(app.next_id()),
        login: new.login.as_str().to_owned(),
        name: new.name,
        role: new.role,
        store: new.store,
        language: new.language,
        password,
        blocked: false,
        created_at: app.now(),
    })
}
