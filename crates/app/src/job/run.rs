//! Runs what is due now.

use regulars_store::{Job, Lane, Phase};

use crate::app::App;
use crate::claim;
use crate::error::{AppError, Result};
use crate::game;
use crate::gift_card;
use crate::job::lead::lead;
use crate::job::{dates, due, recheck, referral, stamp};
use crate::{experiment, segment, upload};

/// How long a leased job is nobody else's.
pub(super) const LEASE_MS: i64 = 5 * 60_000;
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
    /// Nothing is run: the data is a restored copy, or is moved.
    pub paused: bool,
}

/// Runs everything that is due, in order of time, until nothing is. On a restored copy, and on data that is moved, nothing.
///
/// # Errors
/// A store that cannot be read or written; a single job that fails is kept for later and does not stop the others.
pub async fn run_due(app: &App) -> Result<Ran> {
    let mut ran = Ran::default();
    if app.read(|_, reader| Ok(reader.phase()?)).await? != Phase::Working {
        ran.paused = true;
        return Ok(ran);
    }
    loop {
        let owners = match lead(app).await? {
            Some(lease) => {
                game::keep(app, lease).await?;
                stamp::plan(app, lease).await?;
                due::run(app, lease).await?
                    + gift_card::expire(app, lease).await?
                    + claim::expire(app, lease).await?
            }
            None => 0,
        };
        let job = leased(app).await?;
        ran.owners += owners;
        match job {
            Some(true) => ran.jobs += 1,
            Some(false) => ran.failed += 1,
            None if owners == 0 => break,
            None => {}
        }
    }
    if let Some(lease) = lead(app).await? {
        segment::follow(app, lease).await?;
        experiment::enter(app, lease).await?;
        app.off(|app| {
            app.store().forget_calls(app.now(), FORGET)?;
            Ok(app.store().forget_quotes(app.now(), FORGET)?)
        })
        .await?;
    }
    upload::sweep(app).await?;
    Ok(ran)
}

/// Runs a job that no other process runs; whether it was done, if there was one.
async fn leased(app: &App) -> Result<Option<bool>> {
    let Some(job) = lease(app).await? else {
        return Ok(None);
    };
    app.work().begin(job.leased());
    let outcome = match job.kind.as_str() {
        dates::KIND => dates::run(app, &job).await,
        recheck::KIND => recheck::run(app, &job).await,
        stamp::KIND => stamp::run(app, &job).await,
        referral::KIND => referral::run(app, &job).await,
        unknown => Err(AppError::Internal(format!("no job is called `{unknown}`"))),
    };
    app.work().end(job.leased());
    let Err(error) = outcome else {
        return Ok(Some(true));
    };
    tracing::warn!(job = %job.id, kind = %job.kind, %error, "a job failed");
    let reason = error.to_string();
    app.off(move |app| {
        let retry = (job.attempts < ATTEMPTS).then(|| backoff_ms(job.attempts));
        let retry_at = retry.map(|ms| app.now().plus_ms(ms));
        Ok(app.store().fail_job(job.leased(), &reason, retry_at)?)
    })
    .await?;
    Ok(Some(false))
}

/// Takes the next job, one at a time: what waits behind a long one is for other processes.
async fn lease(app: &App) -> Result<Option<Job>> {
    let lanes = [
        Lane::Transactional,
        Lane::Triggered,
        Lane::Bulk,
        Lane::Maintenance,
    ];
    app.off(move |app| {
        let now = app.now();
        let jobs = app
            .store()
            .lease_jobs(&lanes, now, now.plus_ms(LEASE_MS), 1)?;
        Ok(jobs.into_iter().next())
    })
    .await
}

/// 2, 4, 8 … seconds.
fn backoff_ms(attempts: u32) -> i64 {
    1_000_i64.saturating_mul(1_i64.checked_shl(attempts.min(20)).unwrap_or(i64::MAX))
}
