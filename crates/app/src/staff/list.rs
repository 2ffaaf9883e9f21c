//! Everybody who may log in.

use super::{Login, Staff};
use crate::app::App;
use crate::error::Result;

/// Everybody, in order of adding, blocked ones included.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App) -> Result<Vec<Staff>> {
    app.read(|_, reader| Ok(reader.all_staff()?.into_iter().map(Staff::from).collect()))
        .await
}

/// Who logs in by this, if anybody.
///
/// # Errors
/// A store that cannot be read.
pub async fn find(app: &App, login: Login) -> Result<Option<Staff>> {
    app.read(move |_, reader| Ok(reader.staff_by_login(login.as_str())?.map(Staff::from)))
        .await
}
