//! Reads the overview in one snapshot.

use std::sync::Arc;

use regulars_engine::language::Said;
use regulars_engine::name::{SchemeId, StoreId, TierId};
use regulars_engine::program::TierScheme;
use regulars_engine::said;
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_store::{Left, Reader, TierCount, Weekly};

use super::attention::{self, Attention};
use super::buyers::{Activity, activity};
use super::period::{Day, Figures, Period, days, sum};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::live::LiveProgram;
use crate::report::after_the_last;

/// Days of an overview when nobody says.
const USUAL_DAYS: i32 = 30;

/// The most days of an overview: ten years.
const DAYS_MAX: i32 = 3_660;

/// Points that burn within so long are told apart.
const EXPIRING_MS: i64 = 30 * 86_400_000;

/// Which days, and of which store.
#[derive(Debug, Clone, Default)]
pub struct OverviewRequest {
    /// The first day; absent: the 30 days up to the last.
    pub from: Option<LocalDate>,
    /// The last day; absent: today in the program's zone.
    pub to: Option<LocalDate>,
    /// One store; absent: all.
    pub store: Option<StoreId>,
}

/// Members at a level of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCount {
    /// The scheme.
    pub scheme: SchemeId,
    /// The level; `None` below the first threshold.
    pub level: Option<TierId>,
    /// How many, as of the last posting.
    pub members: u64,
}

/// What a period brought, beside the one before it and today.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The days it is about.
    pub period: Period,
    /// As of when.
    pub as_of: Instant,
    /// The program that decides now.
    pub live: Arc<LiveProgram>,
    /// Today, in the program's zone; lost are those who bought yesterday and not today.
    pub today: Figures,
    /// The period.
    pub current: Figures,
    /// The period before it, of the same length.
    pub previous: Figures,
    /// The period day by day.
    pub days: Vec<Day>,
    /// The period's purchases by hour of the week; hours without any are left out.
    pub hours: Vec<Weekly>,
    /// Members by level, in the program's order. Of all stores.
    pub tiers: Vec<LevelCount>,
    /// What members have, by unit, and what burns within 30 days. Of all stores.
    pub liability: Vec<Left>,
    /// Members; with a store, those who call it their home store.
    pub members: u64,
    /// What somebody should look at.
    pub attention: Vec<Attention>,
}

/// Reads the overview.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn read(app: &App, request: OverviewRequest) -> Result<Overview> {
    app.read(move |app, reader| {
        let now = app.now();
        let live = app.programs().at(now);
        let today = live.program.zone.date(now);
        let period = period(&request, today)?;
        View {
            reader,
            zone: &live.program.zone,
            store: request.store.as_ref(),
        }
        .overview(app, &live, now, period)
    })
    .await
}

fn period(request: &OverviewRequest, today: LocalDate) -> Result<Period> {
    let to = request.to.unwrap_or(today);
    let from = request.from.unwrap_or_else(|| to.plus_days(1 - USUAL_DAYS));
    let wrong = |message: Said| Err(AppError::field("from", message));
    if from > to {
        return wrong(after_the_last(from, to));
    }
    let period = Period { from, to };
    if period.days() > DAYS_MAX {
        return wrong(said!(
            "these are {} days; {DAYS_MAX} are the most",
            "дней в периоде: {}; можно не больше {DAYS_MAX}",
            period.days()
        ));
    }
    Ok(period)
}

/// A snapshot, and whose figures are wanted.
struct View<'v> {
    reader: &'v Reader<'v>,
    zone: &'v Zone,
    store: Option<&'v StoreId>,
}

impl View<'_> {
    fn overview(
        &self,
        app: &App,
        live: &Arc<LiveProgram>,
        now: Instant,
        period: Period,
    ) -> Result<Overview> {
        let date = self.zone.date(now);
        let days = self.days(period)?;
        let before = self.days(period.previous())?;
        let this_day = Period {
            from: date,
            to: date,
        };
        let today = self.days(this_day)?;
        let active = self.activity(period, 2)?;
        let members = self.reader.counts()?.members;
        let tiers = levels(&live.program.schemes, &self.reader.tier_counts()?, members);
        Ok(Overview {
            period,
            as_of: now,
            live: Arc::clone(live),
            today: with(sum(&today), self.activity(this_day, 1)?.first()),
            current: with(sum(&days), active.first()),
            previous: with(sum(&before), active.get(1)),
            days,
            hours: self.reader.busy_hours(period.ends(), self.store)?,
            tiers,
            liability: self.reader.points_left(now.plus_ms(EXPIRING_MS))?,
            members: self.members_of_store(members)?,
            attention: attention::find(app, self.reader, now, date)?,
        })
    }

    fn days(&self, period: Period) -> Result<Vec<Day>> {
        days(self.reader, period, self.zone, self.store)
    }

    fn activity(&self, period: Period, count: usize) -> Result<Vec<Activity>> {
        activity(self.reader, period, count, self.store)
    }

    fn members_of_store(&self, all: u64) -> Result<u64> {
        match self.store {
            None => Ok(all),
            Some(store) => Ok(self.reader.members_of(store)?),
        }
    }
}

fn with(figures: Figures, activity: Option<&Activity>) -> Figures {
    let activity = activity.copied().unwrap_or_default();
    Figures {
        members_active: activity.active,
        members_lost: activity.lost,
        ..figures
    }
}

/// Members by level of the program's schemes. Those that no posting has moved yet are at the level everybody has.
fn levels(schemes: &[TierScheme], counts: &[TierCount], members: u64) -> Vec<LevelCount> {
    schemes
        .iter()
        .flat_map(|scheme| levels_of(scheme, counts, members))
        .collect()
}

fn levels_of(scheme: &TierScheme, counts: &[TierCount], members: u64) -> Vec<LevelCount> {
    let of_scheme = || counts.iter().filter(|count| count.scheme == scheme.id);
    let moved: u64 = of_scheme().map(|count| count.members).sum();
    let unmoved = members.saturating_sub(moved);
    let start = scheme.start().map(|level| level.id.clone());
    let places = scheme.levels.iter().map(|level| Some(level.id.clone()));
    let below = start.is_none().then_some(None);
    below
        .into_iter()
        .chain(places)
        .map(|level| {
            let held: u64 = of_scheme()
                .filter(|count| count.level == level)
                .map(|count| count.members)
                .sum();
            let start = if level == start { unmoved } else { 0 };
            LevelCount {
                scheme: scheme.id.clone(),
                members: held + start,
                level,
            }
        })
        .collect()
}
