//! What is told of the seeds of a draw.

use regulars_engine::name::RuleId;
use regulars_store::{Reader, SeedRow};

use super::keep::drawn;
use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// The seeds of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fairness {
    /// The draw.
    pub draw: RuleId,
    /// What numbers are made of now, without its secret; `None`: the draw is not played.
    pub current: Option<SeedRow>,
    /// What was told, latest first.
    pub revealed: Vec<SeedRow>,
}

/// The seeds of a draw.
///
/// # Errors
/// `NotFound` for what is no draw of the programs that decide now or later, and never was one; an unavailable store.
pub async fn fairness(app: &App, draw: RuleId) -> Result<Fairness> {
    app.read(move |app, reader| read(app, reader, &draw)).await
}

/// The seeds of every draw that is played now or will be.
///
/// # Errors
/// An unavailable store.
pub async fn games(app: &App) -> Result<Vec<Fairness>> {
    app.read(|app, reader| {
        let draws = drawn(app, app.now()).into_iter();
        draws.map(|draw| read(app, reader, &draw)).collect()
    })
    .await
}

pub(super) fn read(app: &App, reader: &Reader<'_>, draw: &RuleId) -> Result<Fairness> {
    let seeds = reader.seeds_of(draw)?;
    if seeds.is_empty() && !drawn(app, app.now()).contains(draw) {
        return Err(AppError::not_found(Thing::Game, draw));
    }
    let (revealed, open): (Vec<_>, Vec<_>) =
        { seeds.into_iter() }.partition(|seed| seed.revealed_at.is_some());
    Ok(Fairness {
        draw: draw.clone(),
        current: open.into_iter().next(),
        revealed,
    })
}
