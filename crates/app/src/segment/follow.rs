//! Who enters and leaves saved segments, as it happens. A frozen one is filled, and nobody moves in it.
//!
//! Two things move a member: a fact of the journal, after which that member is looked at, and time, which says for each
//! member when to look next. Once a day everybody is looked at. What was found is written together with how far the journal
//! was followed, under the lease of whoever leads and against the segments that were read: a move is told exactly once,
//! whoever is cut off. A segment that is new, or means something else than before, is filled in silence: nobody has moved.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::condition::{Condition, Known};
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::time::Instant;
use regulars_insight::segment::Asked;
use regulars_store::{
    Changeset, Fact, Held, Lease, MembershipCursor, MembershipMove, Memberships, Reader,
};

use super::saved::Saved;
use crate::app::{App, Commit};
use crate::error::{AppError, Result};
use crate::insight::{self, about};
use crate::live::LiveProgram;

/// Members whose time has come, looked at in one round.
const DUE: usize = 2_000;
/// Moves and looks of one changeset.
const GROUP: usize = 500;
/// Facts that move nobody are passed over without a word, so many at a time.
const LAG: i64 = 1_000;
/// What entering and leaving is called in the journal.
const ENTERED: &str = "segment.entered";
const LEFT: &str = "segment.left";

/// What a round found.
struct Round {
    found: Memberships,
    /// What the segments were when they were read.
    seen: i64,
    at: Instant,
}

/// Brings who is in which dynamic segment up to now.
///
/// # Errors
/// A store that cannot be read or written; a lease that another process has taken.
pub(crate) async fn follow(app: &App, lease: Lease) -> Result<()> {
    let key = ("memberships".to_owned(), String::new());
    let _one_at_a_time = app.calls().hold(key).await;
    loop {
        match app.read(round).await {
            Ok(Some(round)) => {
                // Segments that have changed meanwhile are read again.
                write(app, lease, round).await?;
            }
            // Analytics are being read in; there is time.
            Ok(None) | Err(AppError::Unavailable(_)) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

/// Who is to be looked at, and up to where the journal is followed then.
enum Whom {
    Everybody(i64),
    These(BTreeSet<MemberId>, i64),
}

/// One round; `None`: nothing is to be done.
fn round(app: &App, reader: &Reader<'_>) -> Result<Option<Round>> {
    let saved = Saved::all(reader)?;
    let (at, cursor) = (app.now(), reader.membership_cursor()?);
    let live = app.programs().at(at);
    let definitions = definitions(&saved, &live);
    if definitions.is_empty() {
        return Ok(None);
    }
    let filled = reader.segment_fills()?;
    let fresh: BTreeMap<SegmentId, String> = definitions
        .into_iter()
        .filter(|(id, definition)| filled.get(id) != Some(definition))
        .collect();
    let kept = cursor.filter(|cursor| {
        let age = at.ms_since(cursor.folded_at);
        fresh.is_empty() && age < app.settings().segments_fold_ms
    });
    let whom = match kept {
        None => Whom::Everybody(reader.journal_end()?),
        Some(cursor) => match these(reader, cursor, at)? {
            Some(these) => these,
            None => return Ok(None),
        },
    };
    let found = insight::ask(
        app,
        reader,
        &live.version,
        |columns| {
            Ok(columns.with_names(|names| {
                let mut known = Known::of(&live.program, names);
                let compiled = saved.compiled(&mut known);
                (compiled, known.names)
            }))
        },
        |columns, leaves, segments| {
            let asked = Asked::new(columns, &live.program, leaves, at).with_frozen(&saved.frozen);
            let tells = |id: &SegmentId| !fresh.contains_key(id) && !saved.frozen.contains_key(id);
            look(app, reader, &asked, &segments, tells, &whom)
        },
    )?;
    let (position, folded_at) = match (&whom, kept) {
        (Whom::These(_, position), Some(cursor)) => (*position, cursor.folded_at),
        (Whom::These(_, position) | Whom::Everybody(position), _) => (*position, at),
    };
    Ok(Some(Round {
        found: Memberships {
            filled: fresh.into_iter().collect(),
            cursor: Some(MembershipCursor {
                position,
                folded_at,
            }),
            ..found
        },
        seen: reader.segments_mark()?,
        at,
    }))
}

/// What says who is in each segment: its words, and the program they are read by.
fn definitions(saved: &Saved, live: &LiveProgram) -> BTreeMap<SegmentId, String> {
    let program = format!("{}/{}", live.version.program, live.version.version);
    let words = saved.definitions().into_iter();
    words
        .map(|(id, words)| (id, format!("{program}/{words}")))
        .collect()
}

/// Members whom something happened to, and whose time has come; `None`: nobody.
fn these(reader: &Reader<'_>, cursor: MembershipCursor, at: Instant) -> Result<Option<Whom>> {
    let facts = reader.journal(cursor.position, insight::FACTS)?;
    let position = facts.last().map_or(cursor.position, |last| last.pos);
    let mut these: BTreeSet<MemberId> = reader.looks_due(at, DUE)?.into_iter().collect();
    for fact in facts
        .iter()
        .filter(|fact| fact.kind != ENTERED && fact.kind != LEFT)
    {
        these.extend(about(reader, fact)?);
    }
    let idle = these.is_empty() && position - cursor.position < LAG;
    Ok((!idle).then_some(Whom::These(these, position)))
}

/// Looks at members, and says what is otherwise than it is written.
fn look(
    app: &App,
    reader: &Reader<'_>,
    asked: &Asked<'_>,
    segments: &[(SegmentId, Condition)],
    tells: impl Fn(&SegmentId) -> bool,
    whom: &Whom,
) -> Result<Memberships> {
    let questions = asked.questions(segments.iter().map(|(_, when)| when));
    let mut found = Memberships::default();
    let mut each = |member: MemberId, was_in: &[SegmentId], next: Option<Instant>| {
        let now = asked.look(&questions, member);
        for ((segment, _), inside) in segments.iter().zip(now.inside) {
            if inside != was_in.contains(segment) {
                found.moves.push(MembershipMove {
                    told: tells(segment).then(|| app.next_id()),
                    segment: segment.clone(),
                    member,
                    at: asked.at(),
                    entered: inside,
                });
            }
        }
        if now.next != next {
            found.looks.push((member, now.next));
        }
    };
    match whom {
        Whom::Everybody(_) => {
            let (was_in, looks) = (reader.all_memberships()?, reader.all_looks()?);
            for member in asked.ids() {
                let was_in = was_in.get(&member).map_or(&[][..], Vec::as_slice);
                each(member, was_in, looks.get(&member).copied());
            }
        }
        Whom::These(these, _) => {
            for member in these {
                let was_in = reader.memberships(*member)?;
                let was_in: Vec<SegmentId> = was_in.into_iter().map(|(id, _)| id).collect();
                each(*member, &was_in, reader.look_of(*member)?);
            }
        }
    }
    Ok(found)
}

/// Writes a round, a group after the other; how far it went, with the last one. Whoever is cut off between them finds the
/// rest again, and what is written already as it should be. False: segments have changed since they were read.
async fn write(app: &App, lease: Lease, round: Round) -> Result<bool> {
    let Round { found, seen, at } = round;
    let (mut moves, mut looks) = (found.moves, found.looks);
    loop {
        let now_moved = moves.split_off(moves.len().saturating_sub(GROUP));
        // Who was moved by time is looked at again until the move is written: looks come after all moves.
        let looked = if moves.is_empty() { GROUP } else { 0 };
        let now_looked = looks.split_off(looks.len().saturating_sub(looked));
        let is_last = moves.is_empty() && looks.is_empty();
        let changeset = Changeset {
            posted_at: app.now(),
            held: Some(Held::Lease(lease)),
            segments_seen: Some(seen),
            facts: now_moved
                .iter()
                .filter_map(|moved| fact(moved, at))
                .collect(),
            memberships: Memberships {
                moves: now_moved,
                looks: now_looked,
                filled: if is_last {
                    found.filled.clone()
                } else {
                    Vec::new()
                },
                cursor: found.cursor.filter(|_| is_last),
            },
            ..Changeset::default()
        };
        match app.commit(changeset).await? {
            Commit::Done if is_last => return Ok(true),
            Commit::Done => {}
            Commit::Again | Commit::Replayed => return Ok(false),
        }
    }
}

/// The fact that somebody has moved.
fn fact(moved: &MembershipMove, at: Instant) -> Option<Fact> {
    moved.told?;
    Some(Fact {
        at,
        kind: if moved.entered { ENTERED } else { LEFT },
        owner: Some(moved.member),
        payload: serde_json::json!({"segment": moved.segment, "saved": true}).to_string(),
    })
}
