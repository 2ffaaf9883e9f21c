//! A bulk import beside the tills: purchases with ledger effects, as long as they are measured.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use regulars_app::import::{self, ImportError, Mapping, Progress, PurchasesImport, Stopped};
use regulars_app::{Actor, App, Stopwatch};

use crate::bench::figure::per_second;
use crate::bench::import::file;
use crate::failure::Failure;

/// More purchases than an import brings in in a second, so that it lasts.
const PER_SECOND: u32 = 30_000;

/// An import that goes on.
pub struct Importing {
    watch: Stopwatch,
    state: Arc<State>,
    thread: JoinHandle<Result<(), ImportError>>,
}

#[derive(Debug, Default)]
struct State {
    stop: AtomicBool,
    /// Purchases written so far.
    done: AtomicU64,
}

impl Importing {
    /// Makes a file, has the system import it as a job does, and waits until purchases are being written.
    ///
    /// # Errors
    /// No room; an import that ends before.
    pub fn start(app: &App, folder: &Path, time: Duration) -> Result<Self, Failure> {
        let file = folder.join("import.csv");
        let seconds = u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
        file::write(&file, PER_SECOND.saturating_mul(2 + seconds + seconds / 5))?;
        let asked = PurchasesImport {
            by: Actor::Machine,
            report: folder.join("refused.csv"),
            file,
            mapping: Mapping::default(),
            dry_run: false,
            history: false,
            cancellations: None,
        };
        let (state, app) = (Arc::<State>::default(), app.clone());
        let (writes, begun) = mpsc::channel();
        let mine = Arc::clone(&state);
        let thread = thread::spawn(move || {
            let outcome = import::purchases(&app, &asked, &mut |progress| {
                if let Progress::Writing { done, .. } = progress {
                    mine.done.store(done, Ordering::Relaxed);
                    // Nobody waits any more after the first.
                    let _ = writes.send(());
                }
                if mine.stop.load(Ordering::Relaxed) {
                    return Err(Stopped);
                }
                Ok(())
            });
            outcome.map(drop)
        });
        match begun.recv() {
            Ok(()) => Ok(Self {
                watch: Stopwatch::start(),
                state,
                thread,
            }),
            Err(_) => Err(ended(thread)),
        }
    }

    /// Stops it; answers how many purchases it wrote per second.
    ///
    /// # Errors
    /// An import that failed, or had ended before.
    pub fn stop(self) -> Result<f64, Failure> {
        let (done, time) = (
            self.state.done.load(Ordering::Relaxed),
            self.watch.elapsed(),
        );
        self.state.stop.store(true, Ordering::Relaxed);
        match self.thread.join() {
            Ok(Err(ImportError::Stopped(_))) => Ok(per_second(done, time)),
            Ok(Err(error)) => Err(error.into()),
            Ok(Ok(())) => Err(Failure::Other("the import ended too early".to_owned())),
            Err(_) => Err(Failure::Other("the import panicked".to_owned())),
        }
    }
}

fn ended(thread: JoinHandle<Result<(), ImportError>>) -> Failure {
    match thread.join() {
        Ok(Err(error)) => error.into(),
        _ => Failure::Other("the import ended before it wrote anything".to_owned()),
    }
}
