//! Makes the first administrator, once.

use regulars_engine::language::Language;
use regulars_store::{Actor, Changeset, StaffRole};
use sha2::{Digest, Sha256};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::session::{Opened, Subject, opening};
use crate::staff::{Login, NewStaff, Password, row_of};

/// The first administrator.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The code the server printed.
    pub code: String,
    /// Their name.
    pub name: String,
    /// What they log in by.
    pub login: Login,
    /// Their password.
    pub password: Password,
    /// The language of their screens.
    pub language: Language,
}

/// Makes the first administrator and logs them in. Of several at once one is made.
///
/// # Errors
/// `SetUpAlready`, `BadCode`, `TooManyTries`, an unavailable store.
pub async fn make(app: &App, set_up: SetUp) -> Result<Opened> {
    if super::code(app).await?.is_none() {
        return Err(AppError::SetUpAlready);
    }
    app.attempts().take(&[Subject::SetUp], app.now())?;
    // Hashes are compared: how much of a guess was right cannot be measured.
    if Sha256::digest(&set_up.code) != Sha256::digest(app.setup_code()?) {
        return Err(AppError::BadCode);
    }
    app.attempts().forgive(&[Subject::SetUp]);
    let first = NewStaff {
        login: set_up.login,
        name: set_up.name,
        role: StaffRole::Admin,
        store: None,
        language: set_up.language,
        password: set_up.password,
    };
    let row = row_of(app, first).await?;
    let (token, sessions) = opening(app, row.id)?;
    let by = Actor::Staff(row.id);
    let changeset = Changeset {
        posted_at: row.created_at,
        staff: vec![row.clone()],
        staff_seen: Some(0),
        sessions,
        audit: vec![tell(app, by, "setup.make", Some(row.id.to_string()))],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Opened {
            token,
            staff: row.into(),
        }),
        Commit::Again | Commit::Replayed => Err(AppError::SetUpAlready),
    }
}
