//! Removes an upload with everything that was kept of it.

use regulars_engine::id::ImportId;
use regulars_store::Actor;

use super::read::load;
use super::stored::Folder;
use super::{note, off};
use crate::app::App;
use crate::error::{AppError, Result};

/// Removes the file, its refused rows and its state. What was imported stays.
///
/// # Errors
/// `NotFound`; `ImportRunning` while it waits or runs.
pub async fn remove(app: &App, id: ImportId, by: Actor) -> Result<()> {
    off(app, move |app| {
        let busy = app.desk().lock();
        load(app, id, &busy)?;
        if busy.is_live(id) {
            return Err(AppError::ImportRunning);
        }
        note(app, by, "import.remove", id, None)?;
        Folder::of(app, id).remove()
    })
    .await
}
