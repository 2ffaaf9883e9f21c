//! What is learned of members' visits, once a day.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use parking_lot::Mutex;
use regulars_engine::id::MemberId;
use regulars_engine::time::{Instant, LocalDate};
use regulars_insight::column::Columns;
use regulars_insight::recommend::{Together, Visit};
use regulars_store::Reader;

use crate::app::App;
use crate::error::Result;
use crate::insight;

/// Of so many lines it is learned, roughly. Of more, every second member is asked, or every third: enough to tell what goes
/// together, and told in seconds.
const LINES_MOST: usize = 1_000_000;

/// A base that has grown by a tenth is learned anew before the day is over.
const GROWN: usize = 10;

/// What was last learned.
pub(crate) type Cached = Mutex<Option<Arc<Learned>>>;

/// What goes together, and what is popular.
pub(crate) struct Learned {
    /// When it was learned.
    pub(crate) as_of: Instant,
    /// That day by the program's clock.
    pub(crate) day: LocalDate,
    /// Lines there were.
    lines: usize,
    /// Members' visits it was learned of.
    pub(crate) visits: Vec<Vec<Visit>>,
    /// What goes together.
    pub(crate) together: Together,
    goods: Goods,
}

/// Goods as numbers.
#[derive(Default)]
struct Goods {
    skus: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// What is learned of everybody's visits, today or when there were nearly as many.
pub(crate) fn learned(app: &App, reader: &Reader<'_>) -> Result<Arc<Learned>> {
    let now = app.now();
    let day = app.programs().at(now).program.zone.date(now);
    let lines = insight::read(app, reader, Columns::lines)?;
    // Who comes while it is being learned waits for it.
    let mut cached = app.insight().learned.lock();
    if let Some(known) = &*cached
        && known.day == day
        && lines <= known.lines + known.lines / GROWN
    {
        return Ok(known.clone());
    }
    let learned = insight::read(app, reader, |columns| Learned::of(columns, lines, now, day))?;
    Ok(cached.insert(Arc::new(learned)).clone())
}

impl Learned {
    fn of(columns: &Columns, lines: usize, as_of: Instant, day: LocalDate) -> Self {
        let every = lines.div_ceil(LINES_MOST).max(1);
        let (mut goods, mut all) = (Goods::default(), Vec::new());
        let (mut last, mut members) = (None, 0_usize);
        columns.each_kept_line(|kept, sku| {
            if last != Some(kept.member) {
                (last, members) = (Some(kept.member), members + 1);
                if members % every == 0 {
                    all.push(Vec::new());
                }
            }
            if members % every == 0
                && let Some(visits) = all.last_mut()
            {
                add(visits, kept.day, goods.number(sku));
            }
        });
        all.iter_mut().for_each(|visits| settle(visits));
        Self {
            as_of,
            day,
            lines,
            together: Together::of(all.iter().map(Vec::as_slice)),
            visits: all,
            goods,
        }
    }

    /// A member's visits so far, with the goods that are known.
    pub(crate) fn visits_of(&self, columns: &Columns, member: MemberId) -> Vec<Visit> {
        let mut visits = Vec::new();
        columns.each_kept_line_of(member, |kept, sku| {
            if let Some(good) = self.number(sku) {
                add(&mut visits, kept.day, good);
            }
        });
        settle(&mut visits);
        visits
    }

    /// The number of goods, if anybody has bought them.
    pub(crate) fn number(&self, sku: &str) -> Option<u32> {
        self.goods.numbers.get(sku).copied()
    }

    /// Goods by their number.
    pub(crate) fn sku(&self, good: u32) -> Option<&str> {
        let place = usize::try_from(good).ok()?;
        self.goods.skus.get(place).map(String::as_str)
    }
}

impl std::fmt::Debug for Learned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Learned").finish_non_exhaustive()
    }
}

impl Goods {
    fn number(&mut self, sku: &str) -> u32 {
        if let Some(number) = self.numbers.get(sku) {
            return *number;
        }
        let number = u32::try_from(self.skus.len()).unwrap_or(u32::MAX);
        self.skus.push(sku.to_owned());
        self.numbers.insert(sku.to_owned(), number);
        number
    }
}

/// Adds goods of a day; lines come in order of time.
fn add(visits: &mut Vec<Visit>, day: LocalDate, good: u32) {
    let day = day.days();
    match visits.last_mut() {
        Some(visit) if visit.day >= day => visit.goods.push(good),
        _ => visits.push(Visit {
            day,
            goods: vec![good],
        }),
    }
}

/// Goods of each visit in order, each once.
fn settle(visits: &mut [Visit]) {
    for visit in visits {
        let goods: BTreeSet<u32> = visit.goods.drain(..).collect();
        visit.goods = goods.into_iter().collect();
    }
}
