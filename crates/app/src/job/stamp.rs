//! Every night: what analytics say of each member.
//!
//! The job of a day is written by whoever first sees that day; days missed while nothing ran are not made up for, since
//! only the last look counts.

use regulars_engine::time::LocalTime;
use regulars_store::{Changeset, Job, Lane, Lease, NewJob};

use crate::app::{App, Commit};
use crate::error::{AppError, Result};
use crate::stamp;

/// Its kind in the jobs table.
pub(crate) const KIND: &str = "stamp";

/// When it begins, after midnight on the wall clock of the program: shops are closed and the day before is in.
const BEGINS_MS: i32 = 4 * 3_600_000;

/// Writes the job of today, once for each day.
pub(super) async fn plan(app: &App, lease: Lease) -> Result<()> {
    let now = app.now();
    let zone = &app.programs().at(now).program.zone;
    let today = zone.date(now);
    if app.work().planned(today) {
        return Ok(());
    }
    let changeset = Changeset {
        posted_at: now,
        held: Some(regulars_store::Held::Lease(lease)),
        jobs: vec![NewJob {
            kind: KIND,
            lane: Lane::Bulk,
            key: today.to_string(),
            due_at: zone.instant(today, LocalTime::from_ms(BEGINS_MS)),
            payload: "{}".to_owned(),
        }],
        ..Changeset::default()
    };
    done(app.commit(changeset).await?)?;
    app.work().plan(today);
    Ok(())
}

/// Works the stamps out.
pub(super) async fn run(app: &App, leased: &Job) -> Result<()> {
    let made = stamp::again(app).await?;
    tracing::info!(
        members = made.members,
        changed = made.changed,
        "stamps are worked out"
    );
    let changeset = Changeset {
        posted_at: app.now(),
        finished_jobs: vec![leased.leased()],
        ..Changeset::default()
    };
    done(app.commit(changeset).await?)
}

fn done(committed: Commit) -> Result<()> {
    match committed {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a job has no owner to move".to_owned()))
        }
    }
}
