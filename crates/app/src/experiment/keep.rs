//! Makes an experiment, changes and drops a draft, ends what runs.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use regulars_engine::name::ExperimentId;
use regulars_engine::said;
use regulars_store::{
    Actor, Changeset, ExperimentChange, ExperimentChanges, ExperimentRow, ExperimentState, Reader,
};
use serde::{Deserialize, Serialize};

use super::audience::check_audience;
use super::design::Design;
use super::kept::Kept;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};
use crate::secret::random;
use crate::segment::slug;

/// The most experiments there can be.
const MOST: usize = 1_000;
/// Random numbers of a salt.
const SALT_NUMBERS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Made {
    experiment: ExperimentId,
}

/// Makes a draft; without an id one is made of its name.
///
/// # Errors
/// `ExperimentTaken`; a design that cannot be; `KeyReused`; an unavailable store.
pub async fn make(
    app: &App,
    by: Actor,
    id: Option<ExperimentId>,
    design: Design,
    key: Option<Keyed>,
) -> Result<Done<ExperimentId>> {
    design.check()?;
    let work = Arc::new((id, design, key));
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = work.clone();
        let step = app.read(move |app, reader| {
            let (id, design, key) = &*asked;
            if let Some(done) = keyed::known::<Made>(reader, key.as_ref())? {
                return Ok((None, done));
            }
            check_audience(reader, design)?;
            let outcome = Made {
                experiment: free_id(reader, id.as_ref(), &design.name)?,
            };
            let call = keyed::call(app, key.as_ref(), &outcome);
            let made = decided(app, by, &outcome.experiment, design)?;
            let done = Done {
                outcome,
                replayed: false,
            };
            Ok((Some(Changeset { call, ..made }), done))
        });
        let (changeset, done) = step.await?;
        let done = Done {
            outcome: done.outcome.experiment,
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

/// A new draft.
fn decided(app: &App, by: Actor, id: &ExperimentId, design: &Design) -> Result<Changeset> {
    let now = app.now();
    let row = ExperimentRow {
        id: id.clone(),
        number: app.next_id(),
        version: 0,
        state: ExperimentState::Draft,
        salt: salt(app, id.as_str())?,
        design: to_json(design),
        forecast: None,
        made_at: now,
        changed_at: now,
        started_at: None,
        ended_at: None,
        looked_at: None,
    };
    Ok(put(app, by, "experiment.make", 0, row))
}

/// Puts another design of a draft, whole.
///
/// # Errors
/// `NotFound`; `ExperimentPast`; a design that cannot be; an unavailable store.
pub async fn change(app: &App, by: Actor, id: ExperimentId, design: Design) -> Result<()> {
    design.check()?;
    step(app, id, move |app, reader, id| {
        check_audience(reader, &design)?;
        let kept = Kept::draft(reader, id)?;
        let fields = differences(&kept.design, &design);
        if fields.is_empty() {
            return Ok(None);
        }
        let row = ExperimentRow {
            design: to_json(&design),
            ..kept.row
        };
        let mut changeset = put(app, by, "experiment.change", row.version, row);
        changeset
            .audit
            .iter_mut()
            .for_each(|line| line.fields.clone_from(&fields));
        Ok(Some(changeset))
    })
    .await
}

/// Drops a draft.
///
/// # Errors
/// `NotFound`; `ExperimentPast`; an unavailable store.
pub async fn remove(app: &App, by: Actor, id: ExperimentId) -> Result<()> {
    step(app, id, move |app, reader, id| {
        let row = Kept::draft(reader, id)?.row;
        let number = row.number;
        Ok(Some(Changeset {
            experiments: ExperimentChanges::of(id, row.version, ExperimentChange::Drop { number }),
            ..put(app, by, "experiment.drop", row.version, row)
        }))
    })
    .await
}

/// Ends an experiment: what its members do from now on does not count, and nobody comes into it any more.
///
/// # Errors
/// `NotFound`; `ExperimentPast` unless it runs; an unavailable store.
pub async fn end(app: &App, by: Actor, id: ExperimentId) -> Result<()> {
    step(app, id, move |app, reader, id| {
        let row = Kept::find(reader, id)?.row;
        if row.state != ExperimentState::Running {
            return Err(AppError::ExperimentPast(row.state));
        }
        let row = ExperimentRow {
            state: ExperimentState::Ended,
            ended_at: Some(app.now()),
            ..row
        };
        Ok(Some(put(app, by, "experiment.end", row.version, row)))
    })
    .await
}

/// Decides on an experiment as it is and commits, again where it has changed meanwhile.
async fn step(
    app: &App,
    id: ExperimentId,
    decide: impl Fn(&App, &Reader<'_>, &ExperimentId) -> Result<Option<Changeset>>
    + Send
    + Sync
    + 'static,
) -> Result<()> {
    let work = Arc::new((id, decide));
    let _one_at_a_time = turn(app).await;
    loop {
        let asked = work.clone();
        let step = app.read(move |app, reader| {
            let (id, decide) = &*asked;
            decide(app, reader, id)
        });
        let Some(changeset) = step.await? else {
            return Ok(());
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

/// Experiments are made, changed and launched one after another.
pub(super) async fn turn(app: &App) -> crate::locks::Held<(String, String)> {
    let key = ("experiments".to_owned(), String::new());
    app.calls().hold(key).await
}

/// A salt of its own for something drawn, which cannot be told in advance.
pub(crate) fn salt(app: &App, of: &str) -> Result<String> {
    let numbers = match &app.settings().draws {
        Some(told) => vec![told.load(Ordering::Relaxed); SALT_NUMBERS],
        None => random(SALT_NUMBERS)?,
    };
    let numbers: Vec<String> = numbers.iter().map(|n| format!("{n:016x}")).collect();
    Ok(format!("{of}/{}", numbers.concat()))
}

/// An experiment put by who saw that version of it, with its line of the audit.
pub(super) fn put(
    app: &App,
    by: Actor,
    action: &'static str,
    seen: i64,
    row: ExperimentRow,
) -> Changeset {
    Changeset {
        posted_at: app.now(),
        audit: vec![tell(app, by, action, Some(row.id.to_string()))],
        experiments: ExperimentChanges::of(&row.id.clone(), seen, ExperimentChange::Put(row)),
        ..Changeset::default()
    }
}

/// The id asked for if nobody has it, or one made of the name.
fn free_id(reader: &Reader<'_>, asked: Option<&ExperimentId>, name: &str) -> Result<ExperimentId> {
    let known = reader.experiments()?;
    if known.len() >= MOST {
        return Err(AppError::field(
            "/name",
            said!(
                "would be of one experiment more than the {MOST} there can be; drop a draft first",
                "это был бы лишний эксперимент: их бывает не больше {MOST}; сначала удалите ненужный черновик"
            ),
        ));
    }
    let is_free = |id: &ExperimentId| known.iter().all(|row| row.id != *id);
    if let Some(id) = asked {
        return match is_free(id) {
            true => Ok(id.clone()),
            false => Err(AppError::ExperimentTaken(id.to_string())),
        };
    }
    let stem = slug(name, "experiment");
    let numbered = (2..=MOST + 2).map(|n| ExperimentId::new(format!("{stem}-{n}")));
    let mut names = std::iter::once(ExperimentId::new(&stem)).chain(numbered);
    names.find(is_free).ok_or(AppError::ExperimentTaken(stem))
}

/// Names of the fields that differ.
fn differences(before: &Design, after: &Design) -> Vec<String> {
    let fields = [
        ("name", before.name != after.name),
        ("segment", before.segment != after.segment),
        ("arms", before.arms != after.arms),
        ("control", before.control != after.control),
        ("strata", before.strata != after.strata),
        ("metric", before.metric != after.metric),
        ("cuped", before.cuped != after.cuped),
        ("lift", before.lift.total_cmp(&after.lift).is_ne()),
        ("days", before.days != after.days),
        ("newcomers", before.newcomers != after.newcomers),
        ("always_valid", before.always_valid != after.always_valid),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(name, _)| name.to_owned()).collect()
}
