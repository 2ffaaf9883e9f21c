//! Has the files follow the columns.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use regulars_engine::said;

use super::folder::Folder;
use super::manifest::{Known, Origin};
use super::write::{self, Source};
use super::{Kept, Trouble, WRITE_SECONDS, read};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight::follow;
use crate::upload;

/// Writes the columns if it is time and something has changed; for a server, again and again.
///
/// # Errors
/// A store or a disk that fails; what was on disk stays.
pub async fn keep(app: &App) -> Result<Option<Kept>> {
    waited_for(app, keep_here).await
}

/// Does something off the async threads that is to stop when nobody waits for it any more: a process that ends does not wait
/// for all parts to be written.
async fn waited_for<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&App, &AtomicBool) -> Result<T> + Send + 'static,
) -> Result<T> {
    struct Waits(Arc<AtomicBool>);
    impl Drop for Waits {
        fn drop(&mut self) {
            self.0.store(false, Ordering::Release);
        }
    }
    let waits = Waits(Arc::new(AtomicBool::new(true)));
    let is_waited_for = waits.0.clone();
    app.off(move |app| work(app, &is_waited_for)).await
}

fn keep_here(app: &App, is_waited_for: &AtomicBool) -> Result<Option<Kept>> {
    let Some(keeping) = &app.settings().columns else {
        return Ok(None);
    };
    let insight = app.insight();
    let mut files = insight.files.lock();
    let now = app.now();
    let is_early = |tried| (0..keeping.every_ms).contains(&now.ms_since(tried));
    if !insight.is_ready.load(Ordering::Acquire) || files.tried_at.is_some_and(is_early) {
        return Ok(None);
    }
    files.tried_at = Some(now);
    let written = files.known.manifest.as_ref();
    let written = written.map(|manifest| manifest.origin.position);
    if written == Some(insight.columns.read().position()) {
        return Ok(None);
    }
    let kept = put(
        app,
        &Folder::at(&keeping.folder),
        &mut files.known,
        is_waited_for,
    )?;
    if let (Some(kept), Some(manifest)) = (&kept, &files.known.manifest) {
        metrics::gauge!(WRITE_SECONDS).set(Duration::from_millis(kept.took_ms).as_secs_f64());
        read::tell(manifest);
        tracing::info!(
            parts = kept.parts,
            written = kept.written,
            bytes = kept.bytes,
            took_ms = kept.took_ms,
            "columns are on disk"
        );
    }
    Ok(kept)
}

/// Writes the columns as they are; `None`, and nothing is written, as long as the journal is empty.
fn put(
    app: &App,
    folder: &Folder,
    known: &mut Known,
    is_waited_for: &AtomicBool,
) -> Result<Option<Kept>> {
    let insight = app.insight();
    let generation = insight.generation.load(Ordering::Acquire);
    let position = {
        let _turn = insight.turn.lock();
        insight.columns.read().position()
    };
    let Some(origin) = app.read_here(|reader| Origin::at(app, reader, position))? else {
        return Ok(None);
    };
    folder.make().map_err(|why| failed(&why))?;
    check_room(app, folder)?;
    let source = Source {
        columns: &insight.columns,
        generation,
        goes_on: &|| {
            is_waited_for.load(Ordering::Acquire)
                && insight.generation.load(Ordering::Acquire) == generation
        },
    };
    let written = write::write(folder, &source, known, (origin, app.now()));
    written.map(Some).map_err(|why| failed(&why))
}

/// Refuses to take what tills need of the disk. Files take less than half of what columns take in memory.
fn check_room(app: &App, folder: &Folder) -> Result<()> {
    let memory = app.insight().columns.read().memory().bytes();
    let more = u64::try_from(memory / 2).unwrap_or(u64::MAX);
    let needed = more.saturating_add(app.settings().upload_keep_free_bytes);
    match upload::free(folder.path()) {
        Some(free) if free < needed => Err(AppError::NoRoom(said!(
            "columns are not written: the disk of {} has {} MiB free, and {} MiB are needed",
            "колонки не записаны: на диске с {} свободно {} МБ, а нужно {} МБ",
            folder.path().display(),
            free >> 20,
            needed >> 20
        ))),
        _ => Ok(()),
    }
}

fn failed(why: &Trouble) -> AppError {
    match why {
        Trouble::Busy(folder) => AppError::Unavailable(said!(
            "another process is writing the columns in {}; try again when it is done",
            "колонки в {} сейчас записывает другой процесс; повторите, когда он закончит",
            folder.display()
        )),
        Trouble::File { path, error } => AppError::Unavailable(said!(
            "{}: {error}: columns need a folder they can be written to, with room",
            "{}: {error}: для колонок нужна папка, куда можно писать, и место на диске",
            path.display()
        )),
        why => AppError::Internal(why.to_string()),
    }
}

/// Makes the columns from the store, whatever is on disk, and writes them; `None` if the journal is empty.
///
/// # Errors
/// No folder to keep them in; a store or a disk that fails.
pub async fn rebuild(app: &App) -> Result<Option<Kept>> {
    waited_for(app, |app, is_waited_for| {
        let Some(keeping) = &app.settings().columns else {
            return Ok(None);
        };
        app.read_here(|reader| follow::read_anew(app, reader))?;
        put(
            app,
            &Folder::at(&keeping.folder),
            &mut Known::default(),
            is_waited_for,
        )
    })
    .await
}

/// Writes the columns of now into a folder of their own, where nobody replaces them; `None` if the journal is empty.
///
/// # Errors
/// A folder with something else in it; a store or a disk that fails.
pub async fn export(app: &App, into: &Path) -> Result<Option<Kept>> {
    let folder = into.to_owned();
    waited_for(app, move |app, is_waited_for| {
        let into = Folder::at(&folder);
        if !into.is_free() {
            return Err(AppError::Unavailable(said!(
                "{} holds something else: name an empty folder, or a new one",
                "в {} лежит что-то другое: укажите пустую или новую папку",
                folder.display()
            )));
        }
        app.read_here(|reader| follow::catch_up(app, reader))?;
        put(app, &into, &mut Known::default(), is_waited_for)
    })
    .await
}
