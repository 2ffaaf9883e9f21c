//! Whoever comes into the audience of a running experiment later, where it says so: drawn one by one.

use regulars_engine::id::MemberId;
use regulars_engine::name::ExperimentId;
use regulars_engine::time::Instant;
use regulars_insight::experiment::Draw;
use regulars_store::{
    Assignment, Changeset, ExperimentChanges, ExperimentState, Held, Lease, Reader,
};

use super::audience::audience;
use super::kept::Kept;
use super::launch::{GROUP, assign};
use crate::app::{App, Commit};
use crate::basket::MemberRef;
use crate::error::{AppError, Result};
use crate::member::resolve;

/// Newcomers are looked for again after so long.
const LOOK_MS: i64 = 10 * 60_000;

/// Where a member is in an experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub member: MemberId,
    /// In which arm, and since when; `None`: in none.
    pub arm: Option<(String, Instant)>,
    /// Whether it is the control.
    pub is_control: bool,
}

/// Draws those who have come into experiments since they were last looked for.
///
/// # Errors
/// A store that cannot be read or written; a lease that another process has taken.
pub(crate) async fn enter(app: &App, lease: Lease) -> Result<()> {
    let due = app.read(|app, reader| {
        let is_due = |at: Option<Instant>| at.is_none_or(|at| app.now().ms_since(at) >= LOOK_MS);
        let rows = reader.experiments()?.into_iter();
        let running = rows.filter(|row| row.state == ExperimentState::Running);
        let kept = running.filter(|row| is_due(row.looked_at)).map(Kept::of);
        let kept: Vec<Kept> = kept.collect::<Result<_>>()?;
        Ok(kept
            .into_iter()
            .filter(|kept| kept.design.newcomers)
            .collect::<Vec<_>>())
    });
    for kept in due.await? {
        let id = kept.row.id.clone();
        match app
            .read(move |app, reader| newcomers(app, reader, &kept))
            .await
        {
            Ok(found) => write(app, lease, &id, found).await?,
            // Analytics are being read in, or the segment is gone: there is time.
            Err(AppError::Unavailable(_) | AppError::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Those who have come, with the experiment they were read with.
struct Newcomers {
    number: i64,
    seen: i64,
    at: Instant,
    members: Vec<Assignment>,
}

fn newcomers(app: &App, reader: &Reader<'_>, kept: &Kept) -> Result<Newcomers> {
    let known = reader.assignments(kept.row.number)?;
    let is_in = |member: &MemberId| known.binary_search_by_key(member, |one| one.member).is_ok();
    let audience = audience(app, reader, &kept.design)?;
    let fresh = audience.members.into_iter().filter(|member| !is_in(member));
    let at = app.now();
    let arms = kept.design.drawn()?;
    let draw = Draw {
        salt: &kept.row.salt,
        arms: &arms,
    };
    let members = fresh.map(|member| drawn(draw, member, at));
    Ok(Newcomers {
        number: kept.row.number,
        seen: kept.row.version,
        at,
        members: members.collect(),
    })
}

/// Draws one who is in no arm; `None`: not in the audience.
fn newcomer(
    app: &App,
    reader: &Reader<'_>,
    kept: &Kept,
    member: MemberId,
    at: Instant,
) -> Result<Option<Assignment>> {
    let audience = audience(app, reader, &kept.design)?;
    if audience.members.binary_search(&member).is_err() {
        return Ok(None);
    }
    let arms = kept.design.drawn()?;
    let draw = Draw {
        salt: &kept.row.salt,
        arms: &arms,
    };
    Ok(Some(drawn(draw, member, at)))
}

fn drawn(draw: Draw<'_>, member: MemberId, at: Instant) -> Assignment {
    Assignment {
        member,
        arm: u32::try_from(draw.one(member.raw())).unwrap_or(u32::MAX),
        at,
    }
}

/// Writes them; where the experiment has changed meanwhile, the next round finds the rest.
async fn write(app: &App, lease: Lease, id: &ExperimentId, found: Newcomers) -> Result<()> {
    let none: &[Assignment] = &[];
    let groups = found.members.chunks(GROUP);
    let nobody = found.members.is_empty().then_some(none);
    for (seen, group) in (found.seen..).zip(groups.chain(nobody)) {
        let changeset = Changeset {
            posted_at: app.now(),
            held: Some(Held::Lease(lease)),
            experiments: ExperimentChanges::of(id, seen, assign(found.number, found.at, group)),
            ..Changeset::default()
        };
        if !matches!(app.commit(changeset).await?, Commit::Done) {
            return Ok(());
        }
    }
    Ok(())
}

/// Where a member is.
///
/// # Errors
/// `NotFound`; `ExperimentPast` of a draft.
pub async fn assignment(app: &App, id: ExperimentId, named: MemberRef) -> Result<Placed> {
    app.read(move |_, reader| {
        let kept = begun(reader, &id)?;
        placed(reader, &kept, resolve(reader, &named)?)
    })
    .await
}

/// Where a member is; who is in the audience of a running experiment that takes newcomers, and in no arm yet, is drawn
/// now.
///
/// # Errors
/// `NotFound`; `ExperimentPast` of a draft; analytics that are being read in; an unavailable store.
pub async fn assign_one(app: &App, id: ExperimentId, named: MemberRef) -> Result<Placed> {
    loop {
        let (asked, whose) = (id.clone(), named.clone());
        let step = app.read(move |app, reader| {
            let kept = begun(reader, &asked)?;
            let member = resolve(reader, &whose)?;
            let placed = placed(reader, &kept, member)?;
            let is_open = kept.design.newcomers && kept.row.state == ExperimentState::Running;
            if placed.arm.is_some() || !is_open {
                return Ok((placed, None));
            }
            let at = app.now();
            // Others are still to be looked for.
            let looked_at = kept.row.looked_at.unwrap_or(at);
            let own = newcomer(app, reader, &kept, member, at)?;
            let changeset = own.map(|own| Changeset {
                posted_at: at,
                experiments: ExperimentChanges::of(
                    &asked,
                    kept.row.version,
                    assign(kept.row.number, looked_at, &[own]),
                ),
                ..Changeset::default()
            });
            Ok((placed, changeset))
        });
        let (placed, changeset) = step.await?;
        let Some(changeset) = changeset else {
            return Ok(placed);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return assignment(app, id, named).await;
        }
    }
}

fn begun(reader: &Reader<'_>, id: &ExperimentId) -> Result<Kept> {
    let kept = Kept::find(reader, id)?;
    match kept.row.state {
        ExperimentState::Draft => Err(AppError::ExperimentPast(ExperimentState::Draft)),
        ExperimentState::Running | ExperimentState::Ended => Ok(kept),
    }
}

fn placed(reader: &Reader<'_>, kept: &Kept, member: MemberId) -> Result<Placed> {
    let found = reader.assignment(kept.row.number, member)?;
    Ok(place(kept, member, found))
}

/// Where an assignment says that a member is.
pub(super) fn place(kept: &Kept, member: MemberId, found: Option<Assignment>) -> Placed {
    let arm = found.and_then(|found| {
        let place = usize::try_from(found.arm).ok()?;
        Some((kept.design.arms.get(place)?.name.clone(), found.at))
    });
    Placed {
        member,
        is_control: { arm.as_ref() }.is_some_and(|(name, _)| *name == kept.design.control),
        arm,
    }
}
