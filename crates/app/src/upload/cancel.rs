//! Stops an import.

use std::sync::atomic::Ordering;

use regulars_engine::id::ImportId;
use regulars_store::Actor;

use super::read::{Upload, load};
use super::stored::{Folder, State};
use super::{note, off};
use crate::app::App;
use crate::error::Result;

/// Takes an import out of the queue, or has it stop at its next chunk. What it wrote stays. One that neither waits nor
/// runs stays as it is.
///
/// # Errors
/// `NotFound`; a folder that cannot be written to.
pub async fn cancel(app: &App, id: ImportId, by: Actor) -> Result<Upload> {
    off(app, move |app| {
        let mut busy = app.desk().lock();
        let mut stored = load(app, id, &busy)?.stored;
        let Some(live) = busy.live.get(&id).cloned() else {
            return Ok(Upload::of(stored, &busy));
        };
        note(app, by, "import.cancel", id, None)?;
        live.cancelled.store(true, Ordering::Relaxed);
        if let Some(place) = busy.queue.iter().position(|waiting| *waiting == id) {
            stored.become_(State::Cancelled, app.now());
            Folder::of(app, id).save(&stored)?;
            busy.queue.remove(place);
            busy.live.remove(&id);
            live.over.send_replace(true);
        }
        Ok(Upload::of(stored, &busy))
    })
    .await
}
