//! Drops a saved segment.

use regulars_engine::name::SegmentId;
use regulars_store::{Actor, Changeset};

use super::named::{Users, by_programs};
use super::save::turn;
use super::saved::All;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result, Thing};

/// Drops it.
///
/// # Errors
/// `NotFound`; `SegmentInUse` while others are made of it or a program names it; an unavailable store.
pub async fn remove(app: &App, by: Actor, id: SegmentId) -> Result<()> {
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = id.clone();
        let seen = app.read(move |app, reader| {
            let all = All::read(reader)?;
            if all.get(&asked).is_none() {
                return Err(AppError::not_found(Thing::Segment, &asked));
            }
            let users = Users {
                segments: all.made_of(&asked),
                programs: by_programs(app, reader, &asked)?,
            };
            if !users.are_none() {
                return Err(AppError::SegmentInUse(users));
            }
            Ok(reader.segments_mark()?)
        });
        let changeset = Changeset {
            posted_at: app.now(),
            dropped_segments: vec![id.clone()],
            segments_seen: Some(seen.await?),
            audit: vec![tell(app, by, "segment.drop", Some(id.to_string()))],
            ..Changeset::default()
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}
