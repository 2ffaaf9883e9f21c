//! Owners whose time has come: lots to activate or expire, holds to release, tiers to end, segments to look at.

use std::collections::BTreeSet;

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::time::Instant;
use regulars_store::{Cause, Changeset, Due, Fact, Held, Lease, OwnerChange, Reader};
use tokio::task::JoinSet;

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::{AppError, Result};
use crate::rollout::for_member;
use crate::scope;

/// Owners looked at in one round.
const ROUND: usize = 500;
/// Owners moved in one changeset: a till that wants one of them waits for milliseconds only.
const GROUP: usize = 64;
/// Groups moved side by side: some are loaded while others are written.
const SIDE_BY_SIDE: usize = 4;

/// Moves owners that are due, each as of its own instant; answers how many. One process does it for all.
pub(crate) async fn run(app: &App, lease: Lease) -> Result<usize> {
    let due = app
        .read(|app, reader| {
            let now = app.now();
            let mut due = reader.owners_due(now, None, ROUND)?;
            due.extend(reader.owners_to_check(now, None, ROUND)?);
            due.sort_unstable();
            Ok(due)
        })
        .await?;
    tick(app, &due, Held::Lease(lease)).await?;
    Ok(due.len())
}

/// Lets time pass for owners, up to now, deciding as of the instant of each. One that is named twice takes its turns
/// in their order.
pub(crate) async fn tick(app: &App, due: &[Due], held: Held) -> Result<()> {
    let mut left = due;
    while !left.is_empty() {
        let (once, rest) = left.split_at(named_once(left));
        let mut moving = JoinSet::new();
        for group in once.chunks(GROUP) {
            if moving.len() == SIDE_BY_SIDE {
                moved(&mut moving).await?;
            }
            moving.spawn(tick_group(app.clone(), group.to_vec(), held));
        }
        while !moving.is_empty() {
            moved(&mut moving).await?;
        }
        left = rest;
    }
    Ok(())
}

/// How many from the first on are different owners.
fn named_once(due: &[Due]) -> usize {
    let mut seen = BTreeSet::new();
    due.iter().take_while(|due| seen.insert(due.owner)).count()
}

/// Waits for one of the groups.
async fn moved(moving: &mut JoinSet<Result<()>>) -> Result<()> {
    match moving.join_next().await {
        None => Ok(()),
        Some(Ok(outcome)) => outcome,
        Some(Err(stopped)) => Err(AppError::Internal(format!("a job stopped: {stopped}"))),
    }
}

/// Lets time pass for owners in one changeset. Held in the order of their ids, so that nobody waits in a circle.
async fn tick_group(app: App, mut group: Vec<Due>, held: Held) -> Result<()> {
    group.sort_unstable_by_key(|due| due.owner);
    loop {
        let mut locks = Vec::with_capacity(group.len());
        for due in &group {
            locks.push(app.owners().hold(due.owner).await);
        }
        let asked = group.clone();
        let changeset = app
            .read(move |app, reader| together(app, reader, &asked, held))
            .await?;
        if changeset.owners.is_empty() {
            return Ok(());
        }
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

fn together(app: &App, reader: &Reader<'_>, group: &[Due], held: Held) -> Result<Changeset> {
    let mut changeset = Changeset {
        posted_at: app.now(),
        held: Some(held),
        ..Changeset::default()
    };
    for due in group {
        if let Some((change, facts)) = step(app, reader, *due, changeset.posted_at)? {
            changeset.owners.push(change);
            changeset.facts.extend(facts);
        }
    }
    Ok(changeset)
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    due: Due,
    posted_at: Instant,
) -> Result<Option<(OwnerChange, Vec<Fact>)>> {
    let Due { at, owner } = due;
    let when = When { at, posted_at };
    let live = for_member(app, reader, owner, at)?;
    let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))? else {
        return Ok(None);
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    ledger.decide(app, &Event::Tick, when, Cause::Time);
    Ok(Some(ledger.close(at)))
}
