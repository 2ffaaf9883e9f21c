//! What has become of an upload.

use std::collections::BTreeMap;
use std::time::Duration;

use regulars_engine::id::ImportId;
use regulars_store::{Cursor, Page};

use super::desk::Busy;
use super::off;
use super::progress::{Pace, Progress};
use super::stored::{self, Folder, State, Stored};
use crate::app::App;
use crate::error::{AppError, Result, Thing};
use crate::import;

/// An upload, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What its folder holds, in the state it is in.
    pub stored: Stored,
    /// How far its import is, while it runs.
    pub progress: Option<Progress>,
}

impl Upload {
    /// A stored one as it is now: nobody waits for or runs what was left so by a process that ended.
    pub(super) fn of(mut stored: Stored, busy: &Busy) -> Self {
        let live = busy.live.get(&stored.id);
        if live.is_none() && matches!(stored.state, State::Queued | State::Running) {
            stored.state = State::Interrupted;
        }
        let progress = live.and_then(|live| live.pace.lock().as_ref().map(Pace::progress));
        Self {
            progress: progress.filter(|_| stored.state == State::Running),
            stored,
        }
    }

    /// Fields with the columns they are probably read from.
    pub fn suggested(&self) -> BTreeMap<String, String> {
        import::suggest(self.stored.kind, &self.stored.columns)
    }
}

/// Finds an upload.
pub(super) fn load(app: &App, id: ImportId, busy: &Busy) -> Result<Upload> {
    let stored = Folder::of(app, id).load()?;
    let stored = stored.ok_or_else(|| AppError::not_found(Thing::Import, id))?;
    Ok(Upload::of(stored, busy))
}

/// An upload.
///
/// # Errors
/// `NotFound`; a folder that cannot be read.
pub async fn read(app: &App, id: ImportId) -> Result<Upload> {
    off(app, move |app| load(app, id, &app.desk().lock())).await
}

/// The same once nothing is done with it any more, or after a while.
///
/// # Errors
/// As [`read`].
pub async fn wait(app: &App, id: ImportId, at_most: Duration) -> Result<Upload> {
    let live = app
        .desk()
        .lock()
        .live
        .get(&id)
        .map(|live| live.over.subscribe());
    if let Some(mut over) = live {
        // Whether it ended or the time did, the state tells.
        let _ = tokio::time::timeout(at_most, over.wait_for(|over| *over)).await;
    }
    read(app, id).await
}

/// Uploads, the newest first.
///
/// # Errors
/// A cursor that no list gave; a folder that cannot be read.
pub async fn list(app: &App, cursor: Option<Cursor>, limit: usize) -> Result<Page<Upload>> {
    let before: Option<ImportId> = match cursor {
        Some(cursor) => Some(cursor.as_str().parse().map_err(|_| bad_cursor())?),
        None => None,
    };
    off(app, move |app| {
        let busy = app.desk().lock();
        let mut items = Vec::new();
        for id in stored::all(app)? {
            if before.is_some_and(|before| id >= before) {
                continue;
            }
            match load(app, id, &busy) {
                Ok(_) if items.len() == limit => {
                    let next = items
                        .last()
                        .map(|last: &Upload| Cursor::new(last.stored.id.to_string()));
                    return Ok(Page { items, next });
                }
                Ok(upload) => items.push(upload),
                Err(AppError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Page { items, next: None })
    })
    .await
}

pub(super) fn bad_cursor() -> AppError {
    AppError::from(regulars_store::StoreError::BadCursor)
}
