//! One look at everybody, after the rules have changed: who is in which segment, and when to look next.

use regulars_engine::time::Instant;
use regulars_store::{Changeset, Cursor, Due, Held, Job, MemberFilter};
use serde::Deserialize;

use crate::app::{App, Commit};
use crate::error::{AppError, Result};
use crate::job::due;
use crate::job::lead::keep;

/// Its kind in the jobs table.
pub(crate) const KIND: &str = "recheck";

const PAGE: usize = 500;

#[derive(Deserialize)]
struct Payload {
    at: i64,
}

/// Lets time pass for every member once.
pub(crate) async fn run(app: &App, leased: &Job) -> Result<()> {
    let payload: Payload = serde_json::from_str(&leased.payload).map_err(|error| {
        AppError::Internal(format!(
            "the payload of {} cannot be read: {error}",
            leased.id
        ))
    })?;
    let mut after: Option<Cursor> = None;
    loop {
        let page = app
            .read(move |_, reader| {
                Ok(reader.search_members(&MemberFilter::default(), after.as_ref(), PAGE)?)
            })
            .await?;
        let at = Instant::from_ms(payload.at);
        let members = page.items.iter().map(|member| member.id);
        let due: Vec<_> = members.map(|owner| Due { at, owner }).collect();
        keep(app, leased.leased()).await?;
        due::tick(app, &due, Held::Job(leased.leased())).await?;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let changeset = Changeset {
        posted_at: app.now(),
        finished_jobs: vec![leased.leased()],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a job has no owner to move".to_owned()))
        }
    }
}
