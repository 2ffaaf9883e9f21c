//! Tells the seed of a draw and begins the next.

use regulars_engine::name::RuleId;
use regulars_engine::said;
use regulars_store::{Actor, Changeset, Reader, SeedMove, SeedRow};

use super::fairness::{Fairness, read};
use super::keep::{drawn, new_seed, told};
use crate::app::{App, Commit};
use crate::error::{AppError, Result};

/// Tells the seed of this commitment; if the draw is played, another begins. Where it was told before, nothing changes.
///
/// # Errors
/// `NotFound`; a commitment that is none of the draw; an unavailable store.
pub async fn rotate(app: &App, by: Actor, draw: RuleId, commitment: String) -> Result<Fairness> {
    loop {
        let (draw, commitment) = (draw.clone(), commitment.clone());
        let step = app.read(move |app, reader| decide(app, reader, by, &draw, &commitment));
        let changeset = match step.await? {
            Ok(changeset) => changeset,
            Err(already) => return Ok(already),
        };
        // The next look finds the seed told, and answers.
        let (Commit::Done | Commit::Again | Commit::Replayed) = app.commit(*changeset).await?;
        app.refresh().await?;
    }
}

/// What is to be written, or how it stands if it was told.
fn decide(
    app: &App,
    reader: &Reader<'_>,
    by: Actor,
    draw: &RuleId,
    commitment: &str,
) -> Result<std::result::Result<Box<Changeset>, Fairness>> {
    let stands = read(app, reader, draw)?;
    let is_it = |seed: &&SeedRow| seed.commitment == commitment;
    let seeds = stands.current.iter().chain(&stands.revealed);
    let seed = seeds.clone().find(is_it).ok_or_else(|| {
        AppError::field(
            "/commitment",
            said!(
                "is no commitment of this draw; take that of `current`",
                "у этого розыгрыша такого обязательства нет; возьмите его из `current`"
            ),
        )
    })?;
    if seed.revealed_at.is_some() {
        return Ok(Err(stands));
    }
    let mut seeds = vec![SeedMove::Reveal {
        seed: seed.id,
        draw: draw.clone(),
    }];
    if drawn(app, app.now()).contains(draw) {
        seeds.push(SeedMove::Open(new_seed(app, draw)?));
    }
    Ok(Ok(Box::new(Changeset {
        posted_at: app.now(),
        seeds,
        audit: vec![told(app, by, seed)],
        ..Changeset::default()
    })))
}
