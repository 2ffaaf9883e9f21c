//! Works the queue off, one import at a time, on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use regulars_engine::id::ImportId;
use regulars_store::Actor;

use super::desk::Live;
use super::progress::Pace;
use super::stored::{Counts, Folder, State, Stored};
use super::told;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::import::{
    self, ImportError, Kind, Mapping, MembersImport, ProductsImport, PurchasesImport, Report,
    SpendImport, Stopped, Watch, guides,
};

/// Imports what waits, until nothing does or the process ends. Each import writes chunk by chunk through the one writer
/// of the store, in turn with the tills, so that a purchase waits for a chunk at most.
pub(super) fn through(app: &App) {
    loop {
        let next = {
            let mut busy = app.desk().lock();
            let next = if app.desk().is_stopping() {
                None
            } else {
                busy.queue.pop_front()
            };
            let next = next.and_then(|id| Some((id, busy.live.get(&id)?.clone())));
            busy.working = next.is_some();
            next
        };
        let Some((id, live)) = next else { return };
        one(app, id, &live);
    }
}

/// Imports one, and writes down what became of it.
fn one(app: &App, id: ImportId, live: &Arc<Live>) {
    let folder = Folder::of(app, id);
    let outcome = begin(app, &folder, live).and_then(|stored| {
        let whole = catch_unwind(AssertUnwindSafe(|| bring_in(app, &folder, &stored, live)));
        whole.unwrap_or_else(|_| Err(AppError::Internal("the import panicked".to_owned()).into()))
    });
    let stopped = matches!(outcome, Err(ImportError::Stopped(_)));
    let mut busy = app.desk().lock();
    // What stopped with the server stays `running` in its folder: whoever reads it next sees that nobody runs it.
    if !stopped || live.cancelled.load(Ordering::Relaxed) {
        let ended = end(app, &folder, outcome);
        if let Err(error) = ended {
            tracing::error!(import = %id, %error, "what became of an import could not be written down");
        }
    }
    busy.live.remove(&id);
    drop(busy);
    live.over.send_replace(true);
}

fn begin(app: &App, folder: &Folder, live: &Live) -> std::result::Result<Stored, ImportError> {
    let _busy = app.desk().lock();
    let mut stored = folder
        .load()?
        .ok_or_else(|| AppError::Internal("an import lost its folder".to_owned()))?;
    stored.become_(State::Running, app.now());
    folder.save(&stored)?;
    *live.pace.lock() = Some(Pace::start(stored.kind, stored.bytes));
    tracing::info!(import = %stored.id, kind = ?stored.kind, bytes = stored.bytes, "an import begins");
    Ok(stored)
}

fn end(
    app: &App,
    folder: &Folder,
    outcome: std::result::Result<Counts, ImportError>,
) -> Result<()> {
    let Some(mut stored) = folder.load()? else {
        return Ok(());
    };
    match outcome {
        Ok(counts) => {
            tracing::info!(import = %stored.id, rows = counts.rows, refused = counts.refused, "an import is done");
            stored.become_(State::Done, app.now());
            stored.counts = Some(counts);
        }
        Err(ImportError::Stopped(_)) => {
            tracing::info!(import = %stored.id, "an import was cancelled");
            stored.become_(State::Cancelled, app.now());
        }
        Err(error) => {
            tracing::warn!(import = %stored.id, %error, "an import failed");
            stored.become_(State::Failed, app.now());
            stored.failure = Some(told(error).said());
        }
    }
    folder.save(&stored)
}

fn bring_in(
    app: &App,
    folder: &Folder,
    stored: &Stored,
    live: &Live,
) -> std::result::Result<Counts, ImportError> {
    for old in [folder.report(), folder.refused()] {
        if old.exists() {
            std::fs::remove_file(&old).map_err(|source| ImportError::File { path: old, source })?;
        }
    }
    let mut watch = |told| {
        if let Some(pace) = live.pace.lock().as_mut() {
            pace.note(told);
        }
        let is_over = live.cancelled.load(Ordering::Relaxed) || app.desk().is_stopping();
        if is_over { Err(Stopped) } else { Ok(()) }
    };
    let report = import(app, folder, stored, live.by, &mut watch)?;
    if report.refused > 0 {
        import::keep(&folder.file(), &folder.report(), &folder.refused())?;
    }
    Ok(Counts::from(&report))
}

fn import(
    app: &App,
    folder: &Folder,
    stored: &Stored,
    by: Actor,
    watch: Watch<'_>,
) -> std::result::Result<Report, ImportError> {
    let asked = stored
        .asked
        .clone()
        .ok_or_else(|| AppError::Internal("an import runs that was not asked for".to_owned()))?;
    let mapping = Mapping::exactly(&asked.map, guides(stored.kind));
    let (file, report, dry_run) = (folder.file(), folder.report(), asked.dry_run);
    match stored.kind {
        Kind::Members => {
            let history = asked.history;
            import::members(
                app,
                &MembersImport {
                    file,
                    mapping,
                    report,
                    dry_run,
                    history,
                    by,
                },
                watch,
            )
        }
        Kind::Products => import::products(
            app,
            &ProductsImport {
                file,
                mapping,
                report,
                dry_run,
                by,
            },
            watch,
        ),
        Kind::Spend => import::spend(
            app,
            &SpendImport {
                file,
                mapping,
                report,
                dry_run,
                by,
            },
            watch,
        ),
        Kind::Purchases => {
            let (history, cancellations) = (asked.history, asked.cancellations);
            import::purchases(
                app,
                &PurchasesImport {
                    file,
                    mapping,
                    report,
                    dry_run,
                    history,
                    by,
                    cancellations,
                },
                watch,
            )
        }
    }
}
