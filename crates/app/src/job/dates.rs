//! Yearly dates and days of the calendar: at each local midnight, those whose day has come.
//!
//! The job of a day writes the job of the next one as it ends, so days missed while nothing ran are made up in order.

use regulars_engine::decision::When;
use regulars_engine::event::Event;
use regulars_engine::id::MemberId;
use regulars_engine::program::{Program, Trigger};
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Answer, Call, Cause, Changeset, Fact, Held, Job, Reader};
use serde::Deserialize;

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::{AppError, Result};
use crate::job::lead::keep;
use crate::{job, scope};

/// Its kind in the jobs table.
pub(crate) const KIND: &str = "dates";

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
    let live = app.programs().at(leased.due_at);
    for (date, days_before) in dates(&live.program) {
        for day in celebrated(payload.date.plus_days(i32::from(days_before))) {
            each_of(app, leased, Come::Yearly(date.clone()), day).await?;
        }
    }
    if live.program.waits_for(payload.date) {
        let today = (payload.date.month(), payload.date.day());
        each_of(app, leased, Come::Calendar, today).await?;
    }
    finish(app, leased, payload.date.plus_days(1)).await
}

/// What has come.
#[derive(Debug, Clone)]
enum Come {
    /// A yearly date of the member's, by name.
    Yearly(String),
    /// A day of the calendar, for everybody.
    Calendar,
}

impl Come {
    /// Its name in calls and facts.
    fn name(&self) -> &str {
        match self {
            Self::Yearly(date) => date,
            Self::Calendar => "calendar day",
        }
    }

    fn event(&self) -> Event {
        match self {
            Self::Yearly(date) => Event::Date { date: date.clone() },
            Self::Calendar => Event::Calendar,
        }
    }

    /// Members it comes for, by id: those whose date falls on this month and day, or everybody.
    fn members(
        &self,
        reader: &Reader<'_>,
        (month, day): (i32, i32),
        after: Option<MemberId>,
    ) -> Result<Vec<MemberId>> {
        Ok(match self {
            Self::Yearly(date) => reader.members_with_date(month, day, date, after, PAGE)?,
            Self::Calendar => reader.members_after(after, PAGE)?,
        })
    }
}

/// Gives everybody it comes for their due.
async fn each_of(app: &App, leased: &Job, come: Come, day: (i32, i32)) -> Result<()> {
    let mut after = None;
    loop {
        let asked = come.clone();
        let page = app
            .read(move |_, reader| asked.members(reader, day, after))
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

/// Dates the program's activities wait for, each with its lead.
fn dates(program: &Program) -> Vec<(String, u16)> {
    let mut dates: Vec<_> = program
        .activities
        .iter()
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
    let call = given_once(come.name(), owner, at);
    if reader.call(&call.scope, &call.key)?.is_some() {
        return Ok(None);
    }
    let live = app.programs().at(at);
    let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))? else {
        return Ok(None);
    };
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    let decision = ledger.decide(app, &come.event(), when, Cause::Time);
    if decision.refusal.is_some() || decision.effects.is_empty() {
        return Ok(None);
    }
    let (change, mut facts) = ledger.close(at);
    facts.push(Fact {
        at,
        kind: "date.came",
        owner: Some(owner),
        payload: serde_json::json!({"date": come.name()}).to_string(),
    });
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
