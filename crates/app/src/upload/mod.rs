//! Files brought in over HTTP: received into the data folder, run one at a time beside the tills, kept with what became
//! of them until they are removed.
//!
//! Each has a folder of its own, `imports/imp_…`, with the file, its state and its refused rows. The state is a JSON
//! file beside the file and not a row of a table: the two are made, copied and removed together, so neither can be left
//! without the other, and a person's data goes with its folder. It is put in place by renaming, so that a crash leaves
//! the state before or the state after; what ran when the process ended is known by nobody running it.

mod cancel;
mod desk;
mod progress;
mod read;
mod receive;
mod refused;
mod remove;
mod room;
mod run;
mod stored;
mod sweep;
mod work;

use std::path::Path;

use regulars_engine::said;

pub use cancel::cancel;
pub(crate) use desk::Desk;
pub use desk::stop;
pub use progress::{Progress, Step};
pub use read::{Upload, list, read, wait};
pub use receive::{Incoming, receive};
pub use refused::{refused, refused_csv};
pub use remove::remove;
pub(crate) use room::free;
pub use run::{Ask, Asked, run};
pub use stored::{Counts, State, Stored};
pub(crate) use sweep::sweep;

use regulars_engine::id::ImportId;
use regulars_store::{Actor, Changeset, NewAudit};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::import::ImportError;

/// How long a file is kept after something was last done with it.
pub const KEPT_MS: i64 = 30 * 86_400_000;
/// Rows of a file that are shown before it is imported.
const SAMPLE: usize = 5;

/// Does what touches files, off the async threads.
async fn off<T, F>(app: &App, work: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&App) -> Result<T> + Send + 'static,
{
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || work(&app)).await;
    done.map_err(|stopped| AppError::Internal(format!("work on a file stopped: {stopped}")))?
}

/// Tells the audit what is about to be done with an upload.
fn note(
    app: &App,
    by: Actor,
    action: &'static str,
    id: ImportId,
    note: Option<String>,
) -> Result<()> {
    let line = tell(app, by, action, Some(id.to_string()));
    let told = app.commit_here(Changeset {
        posted_at: app.now(),
        audit: vec![NewAudit { note, ..line }],
        ..Changeset::default()
    })?;
    match told {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "the audit has no guard to fail".to_owned(),
        )),
    }
}

/// What went wrong with a file of ours.
fn file_error(path: &Path, error: &std::io::Error) -> AppError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => AppError::NoRoom(said!(
            "the disk of the data folder is full; free some of it and try again",
            "на диске с данными нет места; освободите его и повторите"
        )),
        std::io::ErrorKind::ReadOnlyFilesystem => AppError::NoRoom(said!(
            "the data folder is read-only; make it writable and try again",
            "папка данных открыта только для чтения; разрешите запись и повторите"
        )),
        _ => AppError::Internal(format!("{}: {error}", path.display())),
    }
}

/// Why an import stopped, without the places of our own files.
pub(crate) fn told(error: ImportError) -> AppError {
    match error {
        ImportError::File { path, source } => file_error(&path, &source),
        ImportError::Broken { why, .. } => {
            AppError::BadImport(said!("the file {why}", "файл не подходит: {why:#}"))
        }
        ImportError::Mapping(why) => AppError::BadImport(why),
        ImportError::Stopped(stopped) => AppError::Internal(stopped.to_string()),
        ImportError::App(error) => error,
    }
}
