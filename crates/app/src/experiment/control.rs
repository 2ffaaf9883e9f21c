//! The universal control: who is left out of every experiment, so that what all of them bring together can be told.

use regulars_engine::id::MemberId;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_insight::experiment::{Arms, Draw};
use regulars_insight::number::whole;
use regulars_store::{Actor, Changeset, ExperimentChanges, NewAudit, Reader, UniversalControlRow};

use super::keep::salt;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::insight;

/// Parts of the whole base.
pub const BASE_PARTS: u32 = 10_000;
/// The most of them: who is left out brings nothing.
const PARTS_MOST: u32 = 5_000;

/// The universal control as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniversalControl {
    /// So many of [`BASE_PARTS`] parts of the base; 0: nobody is left out.
    pub parts: u32,
    /// Since when; `None`: it was never said.
    pub since: Option<Instant>,
    /// Members in it now.
    pub members: u64,
}

/// Who is left out, ready to be asked.
#[derive(Debug, Clone)]
pub(crate) struct LeftOut(Option<(String, Arms)>);

impl LeftOut {
    /// As it stands in a snapshot.
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self> {
        let row = reader.universal_control()?.filter(|row| row.parts > 0);
        let drawn = row.map(|row| {
            let rest = BASE_PARTS.saturating_sub(row.parts);
            let arms = Arms::new(&[("left_out", row.parts), ("rest", rest)]);
            let arms = arms.map_err(|error| AppError::Internal(error.to_string()))?;
            Ok::<_, AppError>((row.salt, arms))
        });
        Ok(Self(drawn.transpose()?))
    }

    /// Whether a member is.
    pub(crate) fn has(&self, member: MemberId) -> bool {
        self.0.as_ref().is_some_and(|(salt, arms)| {
            let draw = Draw { salt, arms };
            draw.one(member.raw()) == 0
        })
    }
}

/// So many parts of the base as a share in percent makes; `None`: it is none.
pub fn parts_of(percent: f64) -> Option<u32> {
    let parts = whole(percent * f64::from(BASE_PARTS) / 100.0);
    let is_share = (0.0..=100.0).contains(&percent);
    u32::try_from(parts).ok().filter(|_| is_share)
}

/// How it stands.
///
/// # Errors
/// Analytics that are being read in; a store that cannot be read.
pub async fn universal_control(app: &App) -> Result<UniversalControl> {
    app.read(|app, reader| {
        let row = reader.universal_control()?;
        let left_out = LeftOut::read(reader)?;
        let ids = insight::read(app, reader, regulars_insight::column::Columns::ids)?;
        let members = ids.into_iter().filter(|id| left_out.has(*id)).count();
        Ok(UniversalControl {
            parts: row.as_ref().map_or(0, |row| row.parts),
            since: row.map(|row| row.since),
            members: u64::try_from(members).unwrap_or(u64::MAX),
        })
    })
    .await
}

/// Sets its share. Who was in it stays while the share grows; `renew` draws everybody anew, who was treated for long and
/// who was not. Experiments that run keep their members.
///
/// # Errors
/// At `/percent`: a share that cannot be; an unavailable store.
pub async fn put_universal_control(
    app: &App,
    by: Actor,
    parts: u32,
    renew: bool,
) -> Result<UniversalControl> {
    if parts > PARTS_MOST {
        let most = PARTS_MOST / 100;
        let why = said!(
            "is from 0 to {most}; 5 to 10 are usual, and 0 leaves nobody out",
            "нужно от 0 до {most}; обычно от 5 до 10, а при 0 все участвуют"
        );
        return Err(AppError::field("/percent", why));
    }
    let known = app
        .read(|_, reader| Ok(reader.universal_control()?))
        .await?;
    let kept = known.filter(|_| !renew).map(|row| row.salt);
    let salt = kept.map_or_else(|| salt(app, "universal"), Ok)?;
    let now = app.now();
    let changeset = Changeset {
        posted_at: now,
        experiments: ExperimentChanges {
            universal_control: Some(UniversalControlRow {
                since: now,
                parts,
                salt,
            }),
            ..ExperimentChanges::default()
        },
        audit: vec![NewAudit {
            note: Some(parts.to_string()),
            ..tell(app, by, "universal_control.change", None)
        }],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => universal_control(app).await,
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "the universal control has no guard to fail".to_owned(),
        )),
    }
}
