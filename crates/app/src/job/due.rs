//! Owners whose time has come: lots to activate or expire, holds to release, tiers to end, segments to look at.

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::time::Instant;
use regulars_store::{Cause, Changeset, Reader};

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::Result;
use crate::scope;

/// Owners looked at in one round.
const ROUND: usize = 500;

/// Moves owners that are due, each as of its own instant; answers how many.
pub(crate) async fn run(app: &App) -> Result<usize> {
    let due = app
        .read(|app, reader| {
            let now = app.now();
            let mut due = reader.owners_due(now, None, ROUND)?;
            due.extend(reader.owners_to_check(now, None, ROUND)?);
            due.sort_unstable();
            Ok(due)
        })
        .await?;
    for due in &due {
        tick(app, due.owner, due.at).await?;
    }
    Ok(due.len())
}

/// Lets time pass for one owner, up to now, deciding as of `at`.
pub(crate) async fn tick(app: &App, owner: MemberId, at: Instant) -> Result<()> {
    loop {
        let _held = app.owners().hold(owner).await;
        let changeset = app
            .read(move |app, reader| step(app, reader, owner, at))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(());
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

fn step(app: &App, reader: &Reader<'_>, owner: MemberId, at: Instant) -> Result<Option<Changeset>> {
    let when = When {
        at,
        posted_at: app.now(),
    };
    let live = app.programs().at(at);
    let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))? else {
        return Ok(None);
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    ledger.decide(app, &Event::Tick, when, Cause::Time);
    let (change, facts) = ledger.close(at);
    Ok(Some(Changeset {
        posted_at: when.posted_at,
        owners: vec![change],
        facts,
        ..Changeset::default()
    }))
}
