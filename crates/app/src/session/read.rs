//! Who is logged in, and whether anybody could be.

use super::check::found;
use super::hash_of;
use crate::app::App;
use crate::error::Result;
use crate::staff::Staff;

/// What a page must know before it shows anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// There are no staff yet: the first administrator is to be made.
    pub setup_needed: bool,
    /// Who is logged in.
    pub staff: Option<Staff>,
}

/// What of a session a page must know. It is not taken for a use of the session.
///
/// # Errors
/// A store that cannot be read.
pub async fn read(app: &App, token: Option<&str>) -> Result<SessionView> {
    let row = match token {
        Some(token) => found(app, hash_of(token)).await?,
        None => None,
    };
    let setup_needed = app.read(|_, reader| Ok(reader.staff_mark()? == 0)).await?;
    Ok(SessionView {
        setup_needed,
        staff: row.map(|row| row.staff.into()),
    })
}
