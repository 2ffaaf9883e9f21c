//! Launches an experiment: fixes who is in which arm.

use regulars_engine::both;
use regulars_engine::name::ExperimentId;
use regulars_engine::time::Instant;
use regulars_insight::experiment::{Draw, strata};
use regulars_store::{
    Actor, Assignment, Changeset, ExperimentChange, ExperimentChanges, ExperimentRow,
    ExperimentState, NewAudit, Reader,
};

use super::audience::audience;
use super::forecast::foreseen;
use super::keep::{put, turn};
use super::kept::Kept;
use crate::app::{App, Commit};
use crate::commit::to_json;
use crate::error::{AppError, Result};
use crate::insight;

/// Members of one changeset: tills commit between them.
pub(super) const GROUP: usize = 2_000;

/// A draw of everybody, and the experiment as it will be.
struct Drawn {
    row: ExperimentRow,
    members: Vec<Assignment>,
}

/// Draws everybody in the audience, each stratum divided as exactly as it can be, and begins. Members are written some at
/// a time while it still is a draft; a launch that was cut off is begun anew, and nobody has seen anything of it.
///
/// # Errors
/// `NotFound`; `ExperimentPast` unless it is a draft; at `/segment`: too few for its arms; analytics that are being read
/// in; an unavailable store.
pub async fn launch(app: &App, by: Actor, id: ExperimentId) -> Result<()> {
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = id.clone();
        let drawn = app
            .read(move |app, reader| draw(app, reader, &asked))
            .await?;
        if write(app, by, drawn).await? {
            return Ok(());
        }
    }
}

fn draw(app: &App, reader: &Reader<'_>, id: &ExperimentId) -> Result<Drawn> {
    let kept = Kept::draft(reader, id)?;
    let (design, at) = (&kept.design, app.now());
    let audience = audience(app, reader, design)?;
    if audience.members.len() < design.arms.len() {
        let why = both!(
            "has fewer members than there are arms; choose a larger one",
            "в сегменте участников меньше, чем групп; выберите больший"
        );
        return Err(AppError::field("/segment", why));
    }
    let forecast = foreseen(app, reader, design, &audience)?;
    let live = app.programs().at(at);
    let members = insight::read(app, reader, |columns| {
        strata(
            columns,
            &live.program,
            at,
            design.strata.into(),
            &audience.members,
        )
    })?;
    let arms = design.drawn()?;
    let draw = Draw {
        salt: &kept.row.salt,
        arms: &arms,
    };
    let places = draw.strata(&members).into_iter();
    let members = audience.members.iter().zip(places);
    let members = members.map(|(member, arm)| Assignment {
        member: *member,
        arm: u32::try_from(arm).unwrap_or(u32::MAX),
        at,
    });
    Ok(Drawn {
        members: members.collect(),
        row: ExperimentRow {
            state: ExperimentState::Running,
            started_at: Some(at),
            looked_at: Some(at),
            forecast: Some(to_json(&forecast)),
            ..kept.row
        },
    })
}

/// False: the draft is another one meanwhile.
async fn write(app: &App, by: Actor, drawn: Drawn) -> Result<bool> {
    let Drawn { row, members } = drawn;
    let (number, mut seen) = (row.number, row.version);
    let at = row.started_at.unwrap_or(app.now());
    let cleared = ExperimentChange::Clear { number, at };
    let groups = members.chunks(GROUP).map(|group| assign(number, at, group));
    for change in std::iter::once(cleared).chain(groups) {
        let changeset = Changeset {
            posted_at: app.now(),
            experiments: ExperimentChanges::of(&row.id, seen, change),
            ..Changeset::default()
        };
        if !matches!(app.commit(changeset).await?, Commit::Done) {
            return Ok(false);
        }
        seen += 1;
    }
    let mut begun = put(app, by, "experiment.launch", seen, row);
    begun.audit = { begun.audit.into_iter() }
        .map(|line| NewAudit {
            note: Some(members.len().to_string()),
            ..line
        })
        .collect();
    Ok(matches!(app.commit(begun).await?, Commit::Done))
}

/// Members who come into arms.
pub(super) fn assign(number: i64, looked_at: Instant, members: &[Assignment]) -> ExperimentChange {
    ExperimentChange::Assign {
        number,
        looked_at,
        members: members.to_vec(),
    }
}
