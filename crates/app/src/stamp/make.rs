//! Works the stamps out anew and writes down those that are others now.

use std::collections::BTreeMap;
use std::time::Duration;

use regulars_engine::both;
use regulars_engine::id::MemberId;
use regulars_engine::program::Program;
use regulars_engine::stamp::Stage;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, Fact, Held, Reader, StampRow};
use serde::Serialize;

use super::STAMPED_FACT;
use super::stages::staged;
use super::work_out::{Frame, work_out};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::report::{Audience, Base, Purse};

/// The name of the lease: one process at a time writes stamps.
const LEASE: &str = "stamps";
/// How long another process waits for one that is not heard of.
const LIFE: Duration = Duration::from_secs(60);
/// Members of one changeset.
const GROUP: usize = 500;

/// What was found and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Made {
    /// As of when.
    pub as_of: Instant,
    /// Members who have bought: each has scores and a stage.
    pub members: u64,
    /// Those of them of whom a model foretells something; 0 while there is too little to make one of.
    pub foretold: u64,
    /// Members of whom something else is said than before, those who have no stamp any more included.
    pub changed: u64,
    /// Those of them who have come into another RFM cell.
    pub moved: u64,
}

/// One member of whom something else is said.
struct Change {
    member: MemberId,
    before: Option<StampRow>,
    now: Option<StampRow>,
}

/// Works them out because somebody asked for it.
///
/// # Errors
/// `Unavailable` while another process does so; a store that cannot be read or written.
pub async fn make(app: &App, by: Actor) -> Result<Made> {
    let (made, held) = write(app).await?;
    let changeset = Changeset {
        posted_at: app.now(),
        held: Some(held),
        audit: vec![tell(app, by, "stamps.make", None)],
        ..Changeset::default()
    };
    commit(app, changeset).await?;
    Ok(made)
}

/// Works them out because it is time.
///
/// # Errors
/// As [`make`].
pub(crate) async fn again(app: &App) -> Result<Made> {
    Ok(write(app).await?.0)
}

async fn write(app: &App) -> Result<(Made, Held)> {
    let key = (LEASE.to_owned(), String::new());
    let _one_at_a_time = app.calls().hold(key).await;
    let held = lead(app).await?;
    let (mut made, changes, is_first) = app.read(find).await?;
    for group in changes.chunks(GROUP) {
        // Whoever takes long says so again; the lease of who was paused is lost, and nothing more is written.
        let held = lead(app).await?;
        let changeset = changeset(app, group, made.as_of, is_first, held);
        let entered = changeset.facts.iter().filter(|fact| fact.kind == CELL_FACT);
        made.moved += u64::try_from(entered.count()).unwrap_or(u64::MAX);
        commit(app, changeset).await?;
    }
    Ok((made, held))
}

async fn lead(app: &App) -> Result<Held> {
    let lease = app.off(|app| Ok(app.store().lead(LEASE, LIFE)?)).await?;
    lease.map(Held::Lease).ok_or_else(|| {
        let why = both!(
            "another process is working the stamps out right now",
            "отметки участников прямо сейчас пересчитывает другой процесс"
        );
        AppError::Unavailable(why.into())
    })
}

async fn commit(app: &App, changeset: Changeset) -> Result<()> {
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "stamps have no owner to move".to_owned(),
        )),
    }
}

/// What is to be said now, against what is said; and whether nothing was said of anybody before.
fn find(app: &App, reader: &Reader<'_>) -> Result<(Made, Vec<Change>, bool)> {
    let as_of = app.now();
    let live = app.programs().at(as_of);
    let base = Base::load(app, reader, &Audience::default())?;
    let stages = staged(app, reader, &live, as_of)?;
    let frame = Frame {
        today: live.program.zone.date(as_of),
        as_of,
        minor_per_major: Purse::of(app).scale(),
    };
    let mut now = work_out(&base, stages.as_ref(), &live.program.cell_names, frame);
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let foretold = now.values().filter(|row| row.foretold.is_some()).count();
    let mut made = Made {
        as_of,
        members: count(now.len()),
        foretold: count(foretold),
        ..Made::default()
    };
    let before: BTreeMap<MemberId, StampRow> = reader.stamped()?.into_iter().collect();
    let is_first = before.is_empty();
    let mut changes = Vec::new();
    for (member, before) in before {
        let now = now.remove(&member);
        let same = now.as_ref().is_some_and(|now| {
            let as_of = before.as_of;
            StampRow {
                as_of,
                ..now.clone()
            } == before
        });
        if !same {
            let before = Some(before);
            changes.push(Change {
                member,
                before,
                now,
            });
        }
    }
    changes.extend(now.into_iter().map(|(member, now)| Change {
        member,
        before: None,
        now: Some(now),
    }));
    made.changed = count(changes.len());
    Ok((made, changes, is_first))
}

/// The kind of the fact that a member has come into an RFM cell of another name.
const CELL_FACT: &str = "rfm.moved";

fn changeset(app: &App, group: &[Change], as_of: Instant, is_first: bool, held: Held) -> Changeset {
    let members: Vec<MemberId> = group.iter().map(|change| change.member).collect();
    let mut facts = vec![Fact {
        at: as_of,
        kind: STAMPED_FACT,
        owner: None,
        payload: serde_json::json!({"members": members}).to_string(),
    }];
    if !is_first {
        // Whoever looks for the first time finds everybody somewhere: nobody has come from anywhere.
        let live = app.programs().at(as_of);
        let moves = group
            .iter()
            .flat_map(|change| moves(change, &live.program, as_of));
        facts.extend(moves);
    }
    let rows = group
        .iter()
        .map(|change| (change.member, change.now.clone()));
    Changeset {
        posted_at: app.now(),
        held: Some(held),
        stamps: rows.collect(),
        facts,
        ..Changeset::default()
    }
}

/// Facts of a member who is elsewhere now. Who was in a stage that the program has no more has not moved: the map has; and
/// cells are told by the names they have now.
fn moves(change: &Change, program: &Program, at: Instant) -> impl Iterator<Item = Fact> + use<> {
    let cell = |row: &Option<StampRow>| {
        let row = row.as_ref();
        row.map(|row| program.cell_names.id_of(row.marks).to_owned())
    };
    let stage = |row: &Option<StampRow>| row.as_ref().map(|row| row.stage);
    let (from, to) = (stage(&change.before), stage(&change.now));
    let is_known = from.is_none_or(|from| program.has_stage(from));
    let id = |stage: Option<Stage>| stage.map(|stage| stage.to_string());
    let cell = (CELL_FACT, cell(&change.before), cell(&change.now));
    let stage = is_known.then(|| ("stage.moved", id(from), id(to)));
    let owner = Some(change.member);
    std::iter::once(cell)
        .chain(stage)
        .filter(|(_, from, to)| from != to)
        .map(move |(kind, from, to)| Fact {
            at,
            kind,
            owner,
            payload: serde_json::json!({"from": from, "to": to}).to_string(),
        })
}
