//! What one process does for all: letting time pass for members whom no till touches, and forgetting what is over.
//!
//! It is leased. Whoever was paused for longer than the lease, and wakes up, finds its changesets refused: they name the
//! number that the lease had.

use std::time::Duration;

use parking_lot::Mutex;
use regulars_engine::time::LocalDate;
use regulars_store::{CommitError, JobLease, Lease};

use crate::app::App;
use crate::error::{AppError, Result};

/// The name of the lease.
pub const MAINTENANCE: &str = "maintenance";
/// How long another process waits for one that is not heard of.
const LIFE: Duration = Duration::from_secs(15);

/// Jobs that this process runs.
#[derive(Debug, Default)]
pub(crate) struct Work {
    running: Mutex<Vec<JobLease>>,
    /// The last day whose jobs this process has written.
    planned: Mutex<Option<LocalDate>>,
}

impl Work {
    /// A job is begun.
    pub(super) fn begin(&self, leased: JobLease) {
        self.running.lock().push(leased);
    }

    /// Whether this process has written the jobs of a day.
    pub(super) fn planned(&self, day: LocalDate) -> bool {
        *self.planned.lock() == Some(day)
    }

    /// The jobs of a day are written.
    pub(super) fn plan(&self, day: LocalDate) {
        *self.planned.lock() = Some(day);
    }

    /// A job has ended, well or not.
    pub(super) fn end(&self, leased: JobLease) {
        self.running.lock().retain(|running| *running != leased);
    }
}

/// Whether this process does what one does for all; another process takes it over when this one is not heard of.
pub(super) async fn lead(app: &App) -> Result<Option<Lease>> {
    app.off(|app| Ok(app.store().lead(MAINTENANCE, LIFE)?))
        .await
}

/// Keeps a job that takes long.
///
/// # Errors
/// Another process has taken it over.
pub(super) async fn keep(app: &App, leased: JobLease) -> Result<()> {
    let kept = app.off(move |app| {
        let until = app.now().plus_ms(super::run::LEASE_MS);
        Ok(app.store().keep_job(leased, until)?)
    });
    match kept.await? {
        true => Ok(()),
        false => Err(lost()),
    }
}

/// Leaves the work to other processes, which take it at once: this one stops. What it is in the middle of is refused from now
/// on, and begun again elsewhere.
///
/// # Errors
/// A store that cannot be written to: the others take the work when its leases are over.
pub async fn leave(app: &App) -> Result<()> {
    app.off(|app| {
        let running = std::mem::take(&mut *app.work().running.lock());
        for leased in running {
            app.store().give_back_job(leased, app.now())?;
        }
        Ok(app.store().stop_leading(MAINTENANCE)?)
    })
    .await
}

fn lost() -> AppError {
    AppError::of_commit(&CommitError::LeaseLost)
}
