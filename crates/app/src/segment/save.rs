//! Saves a segment: a new one, or another state of a known one.

use std::sync::Arc;

use regulars_engine::condition::ConditionFile;
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;
use regulars_engine::{both, said};
use regulars_insight::segment::Asked;
use regulars_store::{Actor, Changeset, NewAudit, Reader, SegmentKind, SegmentRow};
use serde::{Deserialize, Serialize};

use super::compile::{as_of, compiled};
use super::saved::{All, Saved, named};
use super::slug::slug;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result, Thing};
use crate::insight;
use crate::keyed::{self, Done, Keyed};

/// The most segments that can be saved.
const MOST: usize = 500;

/// A segment to save.
#[derive(Debug, Clone)]
pub struct SegmentState {
    /// Its name.
    pub name: Text,
    /// Who is in it.
    pub when: ConditionFile,
    /// When that is decided.
    pub kind: SegmentKind,
    /// As of when the members of a frozen one are taken; absent: now.
    pub as_of: Option<Instant>,
    /// Members of a frozen one who were found elsewhere; absent: those of the condition.
    pub taken: Option<Taken>,
}

/// Members found elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// By id.
    pub members: Vec<MemberId>,
    /// As of when.
    pub at: Instant,
    /// Where, in words.
    pub origin: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Made {
    segment: SegmentId,
}

/// Makes a segment; without an id one is made of its name.
///
/// # Errors
/// `SegmentTaken`; a condition that is wrong or leads in a circle; too many segments; `KeyReused`; an unavailable store.
pub async fn make(
    app: &App,
    by: Actor,
    id: Option<SegmentId>,
    state: SegmentState,
    key: Option<Keyed>,
) -> Result<Done<SegmentId>> {
    let work = Arc::new((by, id, state, key));
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = work.clone();
        let step = app.read(move |app, reader| {
            let (by, id, state, key) = &*asked;
            if let Some(done) = keyed::known::<Made>(reader, key.as_ref())? {
                return Ok((None, done));
            }
            let all = All::read(reader)?;
            let made = Made {
                segment: free_id(app, &all, id.as_ref(), &state.name)?,
            };
            let changeset = decide(app, reader, &all, *by, &made.segment, state)?;
            let call = keyed::call(app, key.as_ref(), &made);
            let done = Done {
                outcome: made,
                replayed: false,
            };
            Ok((changeset.map(|change| Changeset { call, ..change }), done))
        });
        let (changeset, done) = step.await?;
        let done = Done {
            outcome: done.outcome.segment,
            replayed: done.replayed,
        };
        let Some(changeset) = changeset else {
            return Ok(done);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(done);
        }
    }
}

/// Puts another state of a segment, whole. The members of a frozen one are taken anew if its condition is another one, or
/// if an instant is named.
///
/// # Errors
/// `NotFound`; a condition that is wrong or leads in a circle; an unavailable store.
pub async fn put(app: &App, by: Actor, id: SegmentId, state: SegmentState) -> Result<()> {
    let work = Arc::new((id, state));
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = work.clone();
        let step = app.read(move |app, reader| {
            let (id, state) = &*asked;
            let all = All::read(reader)?;
            if all.get(id).is_none() {
                return Err(AppError::not_found(Thing::Segment, id));
            }
            decide(app, reader, &all, by, id, state)
        });
        let Some(changeset) = step.await? else {
            return Ok(());
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

/// Segments are saved, dropped and named by programs one after another.
pub(crate) async fn turn(app: &App) -> crate::locks::Held<(String, String)> {
    let key = ("segments".to_owned(), String::new());
    app.calls().hold(key).await
}

/// The id asked for if nobody has it, or one made of the name.
fn free_id(app: &App, all: &All, asked: Option<&SegmentId>, name: &Text) -> Result<SegmentId> {
    if all.len() >= MOST {
        return Err(AppError::field(
            "/name",
            said!(
                "would be of one segment more than the {MOST} there can be; drop one first",
                "это был бы лишний сегмент: их бывает не больше {MOST}; сначала удалите ненужный"
            ),
        ));
    }
    let live = app.programs().at(app.now());
    let of_program = |id: &SegmentId| live.program.segments.iter().any(|known| known.id == *id);
    let is_free = |id: &SegmentId| all.get(id).is_none() && !of_program(id);
    if let Some(id) = asked {
        return match is_free(id) {
            true => Ok(id.clone()),
            false => Err(AppError::SegmentTaken(id.to_string())),
        };
    }
    let named = if name.en.is_empty() {
        &name.ru
    } else {
        &name.en
    };
    let stem = slug(named, "segment");
    let numbered = (2..=MOST + 2).map(|n| SegmentId::new(format!("{stem}-{n}")));
    let mut names = std::iter::once(SegmentId::new(&stem)).chain(numbered);
    names.find(is_free).ok_or(AppError::SegmentTaken(stem))
}

/// What is to be written; nothing where nothing would be another.
fn decide(
    app: &App,
    reader: &Reader<'_>,
    all: &All,
    by: Actor,
    id: &SegmentId,
    state: &SegmentState,
) -> Result<Option<Changeset>> {
    check_shape(all, id, state)?;
    let (now, before) = (app.now(), all.get(id));
    let condition = to_json(&state.when);
    let kept = before.filter(|row| row.condition == condition && state.as_of.is_none());
    let kept = kept.and_then(|row| row.frozen_at);
    let found = state.taken.as_ref();
    let as_of = as_of(app, state.as_of)?;
    let at = kept.unwrap_or(found.map_or(as_of, |found| found.at));
    let taken = check(app, reader, state, at)?;
    let origin = match (state.kind, kept) {
        (SegmentKind::Dynamic, _) => None,
        (SegmentKind::Frozen, Some(_)) => before.and_then(|row| row.origin.clone()),
        (SegmentKind::Frozen, None) => found.map(|found| found.origin.clone()),
    };
    let members = match (state.kind, kept) {
        (SegmentKind::Dynamic, _) => Vec::new(),
        (SegmentKind::Frozen, Some(_)) => reader.frozen_members(id)?,
        (SegmentKind::Frozen, None) => found.map_or(taken, |found| found.members.clone()),
    };
    let row = SegmentRow {
        id: id.clone(),
        name: state.name.clone(),
        condition,
        kind: state.kind,
        frozen_at: (state.kind == SegmentKind::Frozen).then_some(at),
        origin,
        made_at: before.map_or(now, |row| row.made_at),
        changed_at: now,
        by,
        by_name: None,
    };
    let fields = before.map(|before| differences(before, &row));
    if fields.as_ref().is_some_and(Vec::is_empty) {
        return Ok(None);
    }
    let action = match before {
        Some(_) => "segment.change",
        None => "segment.make",
    };
    Ok(Some(Changeset {
        posted_at: now,
        segments: vec![(row, members)],
        segments_seen: Some(reader.segments_mark()?),
        audit: vec![NewAudit {
            fields: fields.unwrap_or_default(),
            ..tell(app, by, action, Some(id.to_string()))
        }],
        ..Changeset::default()
    }))
}

/// Refuses what leads in a circle, and an instant for what has none.
fn check_shape(all: &All, id: &SegmentId, state: &SegmentState) -> Result<()> {
    if let Some(circle) = all.circle(id, &named(&state.when)) {
        let circle: Vec<&str> = circle.iter().map(SegmentId::as_str).collect();
        let circle = circle.join(" → ");
        return Err(AppError::field(
            "/when",
            said!(
                "the segment would be made of itself: {circle}; take one `segment` out of the circle",
                "сегмент состоял бы из самого себя: {circle}; уберите один `segment` из этого круга"
            ),
        ));
    }
    if state.as_of.is_some() && state.kind == SegmentKind::Dynamic {
        return Err(AppError::field(
            "/as_of",
            both!(
                "is for frozen segments; who is in a dynamic one is decided when it is asked",
                "нужно только замороженному сегменту; состав динамического определяется в момент запроса"
            ),
        ));
    }
    Ok(())
}

/// Checks the condition; of a frozen segment, takes its members.
fn check(
    app: &App,
    reader: &Reader<'_>,
    state: &SegmentState,
    at: Instant,
) -> Result<Vec<MemberId>> {
    let saved = Saved::of(reader, [&state.when])?;
    let live = app.programs().at(app.now());
    insight::ask(
        app,
        reader,
        &live.version,
        |columns| compiled(columns, &live.program, &saved, &state.when, "/when"),
        |columns, leaves, condition| {
            if state.kind == SegmentKind::Dynamic {
                return Ok(Vec::new());
            }
            let asked = Asked::new(columns, &live.program, leaves, at).with_frozen(&saved.frozen);
            Ok(asked.members(&asked.select(&condition)))
        },
    )
}

/// Names of the fields that differ.
fn differences(before: &SegmentRow, after: &SegmentRow) -> Vec<String> {
    let fields = [
        ("name", before.name != after.name),
        ("when", before.condition != after.condition),
        ("kind", before.kind != after.kind),
        ("as_of", before.frozen_at != after.frozen_at),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(name, _)| name.to_owned()).collect()
}
