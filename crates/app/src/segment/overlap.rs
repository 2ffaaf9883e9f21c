//! How two or three conditions overlap.

use std::sync::Arc;

use regulars_engine::both;
use regulars_engine::condition::ConditionFile;
use regulars_engine::time::Instant;
use regulars_insight::segment::{Asked, Overlap as Region, Sum};

use super::compile::{as_of, compiled};
use super::saved::Saved;
use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight;
use crate::live::LiveProgram;

/// What to lay over one another.
#[derive(Debug, Clone)]
pub struct OverlapRequest {
    /// Two or three conditions.
    pub of: Vec<ConditionFile>,
    /// As of when; absent: now.
    pub as_of: Option<Instant>,
}

/// Conditions laid over one another.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// As of when.
    pub as_of: Instant,
    /// The program they were read by.
    pub live: Arc<LiveProgram>,
    /// Every way of being in some of them and not in the others.
    pub regions: Vec<Region>,
    /// Each by itself.
    pub each: Vec<Sum>,
}

/// Lays them over one another.
///
/// # Errors
/// Fewer than two conditions or more than three; those of a preview.
pub async fn overlap(app: &App, request: OverlapRequest) -> Result<Overlap> {
    if !(2..=3).contains(&request.of.len()) {
        return Err(AppError::field(
            "/of",
            both!("takes two or three conditions", "нужно два или три условия"),
        ));
    }
    app.read(move |app, reader| {
        let at = as_of(app, request.as_of)?;
        let live = app.programs().at(app.now());
        let saved = Saved::of(reader, &request.of)?;
        insight::ask(
            app,
            reader,
            &live.version,
            |columns| {
                let numbered = request.of.iter().enumerate();
                let compile =
                    |(n, file)| compiled(columns, &live.program, &saved, file, &format!("/of/{n}"));
                numbered.map(compile).collect::<Result<Vec<_>>>()
            },
            |columns, leaves, conditions| {
                let asked =
                    Asked::new(columns, &live.program, leaves, at).with_frozen(&saved.frozen);
                let select = |condition| asked.select(condition);
                let selections: Vec<_> = conditions.iter().map(select).collect();
                Ok(Overlap {
                    as_of: at,
                    regions: asked.overlap(&selections),
                    each: selections
                        .iter()
                        .map(|selection| asked.sum(selection))
                        .collect(),
                    live: live.clone(),
                })
            },
        )
    })
    .await
}
