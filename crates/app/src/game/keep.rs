//! Sees to it that every draw has a seed that was committed to, and that none is kept longer than a month.

use regulars_engine::id::SeedId;
use regulars_engine::name::RuleId;
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, LocalDate, Period, Zone};
use regulars_store::{Actor, Changeset, Held, Lease, NewAudit, NewSeed, Secret, SeedMove, SeedRow};

use super::number::commitment_of;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::secret::secret;

/// A new seed of a draw.
///
/// # Errors
/// A machine that gives no randomness.
pub(super) fn new_seed(app: &App, draw: &RuleId) -> Result<NewSeed> {
    let secret = secret()?;
    let commitment = commitment_of(&secret)
        .ok_or_else(|| AppError::Internal("a secret is no seed".to_owned()))?;
    Ok(NewSeed {
        id: SeedId::from_raw(app.next_id()),
        draw: draw.clone(),
        secret: Secret::new(secret),
        commitment,
    })
}

/// The first seeds of the draws of a program that have none, as far as this process knows.
///
/// # Errors
/// A machine that gives no randomness.
pub(crate) fn opening(app: &App, program: &Program) -> Result<Vec<SeedMove>> {
    let draws = program.draws().into_iter();
    let without = draws.filter(|draw| app.seeds().of(draw).is_none());
    without
        .map(|draw| Ok(SeedMove::Open(new_seed(app, draw)?)))
        .collect()
}

/// A line of the audit on a seed that is told.
pub(super) fn told(app: &App, by: Actor, seed: &SeedRow) -> NewAudit {
    NewAudit {
        note: Some(seed.commitment.clone()),
        ..tell(app, by, "game.rotate", Some(seed.draw.to_string()))
    }
}

/// Begins the seeds that are missing and tells those of a month that is over; once for all processes.
///
/// # Errors
/// A machine that gives no randomness; an unavailable store.
pub(crate) async fn keep(app: &App, lease: Lease) -> Result<()> {
    let now = app.now();
    let draws = drawn(app, now);
    let zone = app.programs().at(now).program.zone.clone();
    let over = |seed: &SeedRow| month(&zone, seed.since) < month(&zone, now);
    let ended: Vec<SeedRow> = app.seeds().all().into_iter().filter(over).collect();
    let is_ended = |draw: &RuleId| ended.iter().any(|seed| seed.draw == *draw);
    let due = draws
        .iter()
        .filter(|draw| app.seeds().of(draw).is_none() || is_ended(draw));
    let opened = due.map(|draw| Ok(SeedMove::Open(new_seed(app, draw)?)));
    let opened = opened.collect::<Result<Vec<_>>>()?;
    let told_now = ended.iter().map(|seed| SeedMove::Reveal {
        seed: seed.id,
        draw: seed.draw.clone(),
    });
    let seeds: Vec<SeedMove> = told_now.chain(opened).collect();
    if seeds.is_empty() {
        return Ok(());
    }
    let audit = ended.iter().map(|seed| told(app, Actor::Machine, seed));
    let changeset = Changeset {
        posted_at: now,
        seeds,
        audit: audit.collect(),
        held: Some(Held::Lease(lease)),
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        // What somebody did meanwhile is known now: the next round goes on from it.
        Commit::Done | Commit::Again | Commit::Replayed => app.refresh().await,
    }
}

/// The draws of programs that decide now or will.
pub(super) fn drawn(app: &App, now: Instant) -> Vec<RuleId> {
    let all = app.programs().all_from(now);
    let mut draws: Vec<RuleId> = { all.iter() }
        .flat_map(|live| live.program.draws())
        .cloned()
        .collect();
    draws.sort();
    draws.dedup();
    draws
}

/// The month an instant lies in.
fn month(zone: &Zone, at: Instant) -> LocalDate {
    Period::Month.key(at, zone)
}
