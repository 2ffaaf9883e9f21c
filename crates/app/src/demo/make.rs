//! Makes a demo base: opens the folder, publishes the program, plays two years, and leaves nothing undone.

use std::path::Path;
use std::sync::Arc;

use regulars_engine::time::Instant;
use regulars_store::{Actor, Changeset, Job, Lane, Options, Store};

use super::advertising::advertise;
use super::calendar::Calendar;
use super::chain::Chain;
use super::clock::PlayedClock;
use super::goods::Menu;
use super::play::{Play, Stage};
use super::{Made, PROGRAM, Plan, SCENARIOS, Watch, unavailable};
use crate::app::{App, Commit, Settings};
use crate::bulk::{Bulk, Catalogue};
use crate::error::{AppError, Result};
use crate::{job, place, product, program};

/// Jobs looked at together.
const JOBS: usize = 16;

/// Plays two years up to `now` into a folder without a database.
///
/// # Errors
/// A folder that cannot be used or is used by somebody else, no room.
pub(super) fn make(folder: &Path, plan: Plan, now: Instant, watch: Watch<'_>) -> Result<Made> {
    let waiting = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| unavailable(format!("the machine gives no threads: {error}")))?;
    let clock = Arc::new(PlayedClock::at(now));
    let app = open(folder, clock.clone())?;
    let stage = waiting.block_on(set(&app, &clock, plan, now))?;
    let live = app.programs().at(app.now());
    let catalogue = Catalogue::load(&app)?;
    Play::new(&stage, Bulk::new(&app, &live, &catalogue)).run(watch)?;
    clock.set(now);
    waiting.block_on(catch_up(&app, &stage.calendar))?;
    waiting.block_on(advertise(&app, &stage.calendar, plan))?;
    app.settle()?;
    let counts = app.read_here(|reader| Ok(reader.counts()?))?;
    Ok(Made {
        members: counts.members,
        purchases: counts.purchases,
    })
}

/// A server's store: its ids do not depend on the process that makes them.
fn open(folder: &Path, clock: Arc<PlayedClock>) -> Result<App> {
    let store = Store::open(folder, Options::making()).map_err(unavailable)?;
    App::start(store, clock, Settings::default())
}

/// Puts up shops, goods and the program on the first day.
async fn set<'a>(
    app: &'a App,
    clock: &'a PlayedClock,
    plan: Plan,
    now: Instant,
) -> Result<Stage<'a>> {
    let rules = regulars_engine::program::Program::read(PROGRAM).map_err(AppError::BadFile)?;
    let calendar = Calendar::of(now, &rules.zone);
    let (chain, menu) = (
        Chain::open()?,
        Menu::of(rules.zone.date(now).year(), rules.currency),
    );
    clock.set(rules.zone.start_of_day(calendar.first()));
    place::put(app, Actor::Machine, chain.rows()).await?;
    product::put(app, Actor::Machine, menu.rows()).await?;
    let stored = program::put(app, Actor::Machine, None, PROGRAM.to_owned(), None).await?;
    program::publish(app, Actor::Machine, stored.outcome, None).await?;
    program::put_scenarios(app, Actor::Machine, rules.id.clone(), SCENARIOS.to_owned()).await?;
    Ok(Stage {
        app,
        clock,
        calendar,
        chain,
        menu,
        plan,
    })
}

/// Puts the jobs where they would be, had they run all the time: the program has no yearly dates, so the days in
/// between have nothing to give.
async fn catch_up(app: &App, calendar: &Calendar) -> Result<()> {
    let now = app.now();
    let lanes = [
        Lane::Transactional,
        Lane::Triggered,
        Lane::Bulk,
        Lane::Maintenance,
    ];
    let jobs = app.store().lease_jobs(&lanes, now, now, JOBS)?;
    let changeset = Changeset {
        posted_at: now,
        finished_jobs: jobs.iter().map(Job::leased).collect(),
        jobs: vec![job::date_job(app, calendar.date(calendar.last_day()), now)],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => {}
        Commit::Again | Commit::Replayed => {
            return Err(AppError::Internal("jobs have no owner to move".to_owned()));
        }
    }
    let ran = job::run_due(app).await?;
    if ran.failed > 0 {
        return Err(AppError::Internal(format!(
            "{} jobs of the demo failed",
            ran.failed
        )));
    }
    Ok(())
}
