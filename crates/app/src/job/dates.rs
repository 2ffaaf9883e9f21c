//! Yearly dates, days of the calendar, and points that burn so many days later: at each local midnight, those whose day has
//! come.
//!
//! The job of a day writes the job of the next one as it ends, so days missed while nothing ran are made up in order.

use std::collections::BTreeSet;
use std::sync::Arc;

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::name::UnitId;
use regulars_engine::program::{Program, Trigger};
use regulars_engine::time::{Instant, LocalDate, Window};
use regulars_store::{Answer, Call, Cause, Changeset, Fact, Held, Job, Reader};
use serde::Deserialize;

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::{AppError, Result};
use crate::job::lead::keep;
use crate::live::LiveProgram;
use crate::rollout::for_member;
use crate::{job, scope};

/// Its kind in the jobs table.
pub(crate) const KIND: &str = "dates";

/// The kind of the fact that somebody's points burn soon.
pub(crate) const BURNING_FACT: &str = "points.burning";

/// The name of a day of the calendar in calls and facts.
const CALENDAR: &str = "calendar day";

const PAGE: usize = 500;
/// How long it is remembered that a member has had their due: longer than any outage that is made up for.
const REMEMBERED_MS: i64 = 400 * 86_400_000;

#[derive(Deserialize)]
struct Payload {
    date: LocalDate,
}

/// Gives everybody whose date it is what the program gives for it.
pub(crate) async fn run(app: &App, leased: &Job) -> Result<()> {
    let payload: Payload = serde_json::from_str(&leased.payload).map_err(|error| {
        AppError::Internal(format!(
            "the payload of {} cannot be read: {error}",
            leased.id
        ))
    })?;
    // A member whose version waits for nothing of it has nothing.
    let all = app.programs().all_at(leased.due_at);
    for come in coming(&all, payload.date) {
        each_of(app, leased, come).await?;
    }
    finish(app, leased, payload.date.plus_days(1)).await
}

/// What has come.
#[derive(Debug, Clone)]
enum Come {
    /// A yearly date of the member's, by name, on this month and day.
    Yearly { date: String, day: (i32, i32) },
    /// A day of the calendar, for everybody.
    Calendar,
    /// Points of the unit will burn at the end of a day: time to say so.
    Burning(Burning),
}

/// Points that burn so many days later.
#[derive(Debug, Clone)]
struct Burning {
    unit: UnitId,
    days_before: u16,
    /// The last day on which they can be spent.
    last_day: LocalDate,
    /// The day's instants: it ends when they are gone.
    window: Window,
}

impl Burning {
    /// Whether a version says so on this day.
    fn is_told_by(&self, program: &Program) -> bool {
        let unit = program.unit(&self.unit);
        unit.is_some_and(|unit| unit.remind_days_before.contains(&self.days_before))
    }
}

/// Everything that versions which decide for somebody wait for on a day.
fn coming(all: &[Arc<LiveProgram>], today: LocalDate) -> Vec<Come> {
    let mut coming = Vec::new();
    for (date, days_before) in dates(all) {
        let days = celebrated(today.plus_days(i32::from(days_before)));
        coming.extend(days.into_iter().map(|day| Come::Yearly {
            date: date.clone(),
            day,
        }));
    }
    if all.iter().any(|live| live.program.waits_for(today)) {
        coming.push(Come::Calendar);
    }
    let mut told: BTreeSet<(&UnitId, u16)> = BTreeSet::new();
    for Program { units, zone, .. } in all.iter().map(|live| &live.program) {
        for unit in units {
            for days_before in &unit.remind_days_before {
                if !told.insert((&unit.id, *days_before)) {
                    continue;
                }
                let last_day = today.plus_days(i32::from(*days_before));
                coming.push(Come::Burning(Burning {
                    unit: unit.id.clone(),
                    days_before: *days_before,
                    last_day,
                    window: zone.day(last_day),
                }));
            }
        }
    }
    coming
}

impl Come {
    /// Its name in calls.
    fn name(&self) -> String {
        match self {
            Self::Yearly { date, .. } => date.clone(),
            Self::Calendar => CALENDAR.to_owned(),
            Self::Burning(burning) => format!("burning {} {}", burning.unit, burning.days_before),
        }
    }

    /// Members it comes for, by id: those whose date it is, everybody, or those whose points burn then.
    fn members(&self, reader: &Reader<'_>, after: Option<MemberId>) -> Result<Vec<MemberId>> {
        Ok(match self {
            Self::Yearly { date, day } => {
                reader.members_with_date(day.0, day.1, date, after, PAGE)?
            }
            Self::Calendar => reader.members_after(after, PAGE)?,
            Self::Burning(Burning { unit, window, .. }) => {
                let window = (window.from, window.to);
                reader.members_with_points_burning(unit, window, after, PAGE)?
            }
        })
    }

    /// What it brings a member: what the program gives for the date, or the reminder alone; nothing if there is neither.
    fn brings(
        &self,
        app: &App,
        ledger: &mut Ledger<'_>,
        owner: MemberId,
        when: When,
    ) -> Option<Fact> {
        let fact = |kind, payload: serde_json::Value| Fact {
            at: when.at,
            kind,
            owner: Some(owner),
            payload: payload.to_string(),
        };
        let event = match self {
            Self::Yearly { date, .. } => Event::Date { date: date.clone() },
            Self::Calendar => Event::Calendar,
            Self::Burning(burning) if !burning.is_told_by(ledger.program) => return None,
            Self::Burning(burning) => {
                let window = (burning.window.from, burning.window.to);
                let points = ledger.situation.wallet.burning(&burning.unit, window);
                let told = serde_json::json!({
                    "unit": burning.unit,
                    "points": points.raw(),
                    "days_before": burning.days_before,
                    "last_day": burning.last_day,
                });
                return points.is_positive().then(|| fact(BURNING_FACT, told));
            }
        };
        let decision = ledger.decide(app, &event, when, Cause::Time);
        let gives = decision.refusal.is_none() && !decision.effects.is_empty();
        gives.then(|| fact("date.came", serde_json::json!({"date": self.name()})))
    }
}

/// Gives everybody it comes for their due.
async fn each_of(app: &App, leased: &Job, come: Come) -> Result<()> {
    let mut after = None;
    loop {
        let asked = come.clone();
        let page = app
            .read(move |_, reader| asked.members(reader, after))
            .await?;
        keep(app, leased.leased()).await?;
        for owner in &page {
            celebrate(app, *owner, &come, leased).await?;
        }
        after = page.last().copied();
        if page.len() < PAGE {
            return Ok(());
        }
    }
}

/// Dates that activities of these versions wait for, each with its lead.
fn dates(all: &[Arc<LiveProgram>]) -> Vec<(String, u16)> {
    let mut dates: Vec<_> = all
        .iter()
        .flat_map(|live| &live.program.activities)
        .filter_map(|activity| match &activity.on {
            Trigger::Date { date, days_before } => Some((date.clone(), *days_before)),
            _ => None,
        })
        .collect();
    dates.sort();
    dates.dedup();
    dates
}

/// Month and day celebrated on a date; 28 February of a common year celebrates 29 February too.
fn celebrated(date: LocalDate) -> Vec<(i32, i32)> {
    let (month, day) = (date.month(), date.day());
    if (month, day) == (2, 28) && date.plus_days(1).day() == 1 {
        return vec![(2, 28), (2, 29)];
    }
    vec![(month, day)]
}

async fn celebrate(app: &App, owner: MemberId, come: &Come, leased: &Job) -> Result<()> {
    let (at, held) = (leased.due_at, leased.leased());
    loop {
        let _held = app.owners().hold(owner).await;
        let come = come.clone();
        let changeset = app
            .read(move |app, reader| step(app, reader, owner, &come, at))
            .await?;
        let Some(mut changeset) = changeset else {
            return Ok(());
        };
        changeset.held = Some(Held::Job(held));
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    come: &Come,
    at: Instant,
) -> Result<Option<Changeset>> {
    let when = When {
        at,
        posted_at: app.now(),
    };
    let call = given_once(&come.name(), owner, at);
    if reader.call(&call.scope, &call.key)?.is_some() {
        return Ok(None);
    }
    let live = for_member(app, reader, owner, at)?;
    let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))? else {
        return Ok(None);
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    let Some(fact) = come.brings(app, &mut ledger, owner, when) else {
        return Ok(None);
    };
    let (change, mut facts) = ledger.close(at);
    facts.push(fact);
    Ok(Some(Changeset {
        posted_at: when.posted_at,
        call: Some(call),
        owners: vec![change],
        facts,
        ..Changeset::default()
    }))
}

/// A day's job that is cut off begins again; whoever has had their due is known by this.
fn given_once(date: &str, owner: MemberId, at: Instant) -> Call {
    Call {
        scope: format!("dates/{date}"),
        key: format!("{owner}/{}", at.ms()),
        hash: [0; 32],
        answer: Answer {
            status: 200,
            body: String::new(),
        },
        keep_until: Some(at.plus_ms(REMEMBERED_MS)),
    }
}

async fn finish(app: &App, leased: &Job, tomorrow: LocalDate) -> Result<()> {
    let changeset = Changeset {
        posted_at: app.now(),
        finished_jobs: vec![leased.leased()],
        jobs: vec![job::date_job(app, tomorrow, leased.due_at)],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a job has no owner to move".to_owned()))
        }
    }
}
