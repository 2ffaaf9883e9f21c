//! Runs what is due now.

use regulars_store::Lane;

use crate::app::App;
use crate::error::Result;
use crate::job::{dates, due, recheck};
use crate::upload;

/// How long a leased job is nobody else's.
const LEASE_MS: i64 = 5 * 60_000;
/// A job that failed so often is laid aside.
const ATTEMPTS: u32 = 8;
/// Answers of calls forgotten at a time.
const FORGET: usize = 1_000;

/// What a round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ran {
    /// Owners moved by time.
    pub owners: usize,
    /// Jobs done.
    pub jobs: usize,
    /// Jobs that failed and will be tried again, or were laid aside.
    pub failed: usize,
}

/// Runs everything that is due, in order of time, until nothing is.
///
/// # Errors
/// A store that cannot be read or written; a single job that fails is kept for later and does not stop the others.
pub async fn run_due(app: &App) -> Result<Ran> {
    let mut ran = Ran::default();
    loop {
        let owners = due::run(app).await?;
        let (jobs, failed) = leased(app).await?;
        ran.owners += owners;
        ran.jobs += jobs;
        ran.failed += failed;
        if owners == 0 && jobs == 0 {
            break;
        }
    }
    app.read(|app, _| Ok(app.store().forget_calls(app.now(), FORGET)?))
        .await?;
    upload::sweep(app).await?;
    Ok(ran)
}

async fn leased(app: &App) -> Result<(usize, usize)> {
    let now = app.now();
    let lanes = [
        Lane::Transactional,
        Lane::Triggered,
        Lane::Bulk,
        Lane::Maintenance,
    ];
    let leasing = app.clone();
    let jobs = app
        .read(move |_, _| {
            Ok(leasing
                .store()
                .lease_jobs(&lanes, now, now.plus_ms(LEASE_MS), 16)?)
        })
        .await?;
    let (mut done, mut failed) = (0, 0);
    for job in jobs {
        let outcome = match job.kind.as_str() {
            dates::KIND => dates::run(app, &job).await,
            recheck::KIND => recheck::run(app, &job).await,
            unknown => Err(crate::AppError::Internal(format!(
                "no job is called `{unknown}`"
            ))),
        };
        match outcome {
            Ok(()) => done += 1,
            Err(error) => {
                failed += 1;
                let retry =
                    (job.attempts < ATTEMPTS).then(|| now.plus_ms(backoff_ms(job.attempts)));
                tracing::warn!(job = %job.id, kind = %job.kind, %error, "a job failed");
                app.store().fail_job(job.id, &error.to_string(), retry)?;
            }
        }
    }
    Ok((done, failed))
}

/// 2, 4, 8 … seconds.
fn backoff_ms(attempts: u32) -> i64 {
    1_000_i64.saturating_mul(1_i64.checked_shl(attempts.min(20)).unwrap_or(i64::MAX))
}
