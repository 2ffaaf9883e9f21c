//! From the receipt to the second purchase: who joined, who bought, who bought again, by where they came from.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use regulars_insight::kpi::share;
use regulars_insight::number::Percentiles;
use regulars_store::{Reader, Registration};
use serde::Serialize;

use super::base::{Audience, Base, Days, as_of, read};
use crate::app::App;
use crate::error::Result;
use crate::overview::Period;

/// What joining is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JoinedBy {
    /// By the source of registration.
    #[default]
    Source,
    /// By the store of registration.
    Store,
}

/// Nothing joining is told by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a funnel is not told by `{0}`; write source or store")]
pub struct UnknownJoinedBy(String);

impl FromStr for JoinedBy {
    type Err = UnknownJoinedBy;

    fn from_str(text: &str) -> std::result::Result<Self, UnknownJoinedBy> {
        match text {
            "source" => Ok(Self::Source),
            "store" => Ok(Self::Store),
            other => Err(UnknownJoinedBy(other.to_owned())),
        }
    }
}

impl JoinedBy {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Store => "store",
        }
    }

    fn of(self, joined: &Registration) -> Option<String> {
        match self {
            Self::Source => joined.source.clone(),
            Self::Store => joined.store.as_ref().map(ToString::to_string),
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct FunnelRequest {
    /// What joining is told by.
    pub by: JoinedBy,
    /// Who joined on which days.
    pub days: Days,
    /// Of whom; absent: of everybody.
    pub segment: Option<SegmentId>,
}

/// The way of those who joined from one source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelRow {
    /// The source or store; `null`: not said, or of all.
    pub name: Option<String>,
    /// Receipts of the days, with a member and without: of all and by store, `null` of a source and of a segment.
    pub visits: Option<i64>,
    /// Members who joined on the days.
    pub joined: i64,
    /// Of them those who have bought by now.
    pub first: i64,
    /// Of them those who have bought twice or more.
    pub second: i64,
    /// Joined / visits.
    pub joined_rate: Option<f64>,
    /// First / joined.
    pub first_rate: Option<f64>,
    /// Second / first.
    pub second_rate: Option<f64>,
    /// Days from joining to the first purchase: half of them took no more. A purchase before joining took none.
    pub days_to_first: Option<f64>,
    /// Days from the first purchase to the second: half of them took no more.
    pub days_to_second: Option<f64>,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelReport {
    /// As of when.
    pub as_of: String,
    /// What joining is told by.
    pub by: &'static str,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// The first day asked.
    pub from: Option<LocalDate>,
    /// The last day asked.
    pub to: Option<LocalDate>,
    /// Rows, that with most who joined first.
    pub rows: Vec<FunnelRow>,
    /// All of them.
    pub all: FunnelRow,
}

/// Makes the report.
///
/// # Errors
/// Days that are no period; no such segment; a store that cannot be read.
pub async fn funnel(app: &App, request: FunnelRequest) -> Result<FunnelReport> {
    let (from, to) = request.days.ends()?;
    read(app, move |app, reader| {
        let audience = Audience::read(app, reader, request.segment.as_ref())?;
        let zone = app.programs().at(app.now()).program.zone.clone();
        let period = Period {
            from: LocalDate::from_days(from),
            to: LocalDate::from_days(to),
        };
        let mut people: HashMap<MemberId, (Option<String>, i32)> = HashMap::new();
        reader.registrations(period.instants(&zone), |joined| {
            if audience.has(joined.member) {
                let day = zone.date(joined.at).days();
                people.insert(joined.member, (request.by.of(&joined), day));
            }
        })?;
        let mut ways = ways(app, reader, &audience, &people)?;
        if audience.is_everybody() {
            visit(reader, request.by, period, &mut ways)?;
        }
        let mut all = Way::default();
        ways.values().for_each(|way| all.add(way));
        if audience.is_everybody() && request.by == JoinedBy::Source {
            all.visits = Some(receipts(reader, period)?.values().sum());
        }
        let mut rows: Vec<FunnelRow> = ways.into_iter().map(|(name, way)| way.row(name)).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.joined, row.visits)));
        Ok(FunnelReport {
            as_of: as_of(app),
            by: request.by.word(),
            segment: request.segment,
            from: request.days.from,
            to: request.days.to,
            rows,
            all: all.row(None),
        })
    })
    .await
}

/// What became of those who joined by one way.
#[derive(Debug, Clone, Default)]
struct Way {
    visits: Option<i64>,
    joined: i64,
    to_first: Vec<i64>,
    to_second: Vec<i64>,
}

/// Ways by name, that without one first.
type Ways = BTreeMap<Option<String>, Way>;

impl Way {
    fn add(&mut self, other: &Self) {
        self.visits = match (self.visits, other.visits) {
            (None, None) => None,
            (one, other) => Some(one.unwrap_or(0) + other.unwrap_or(0)),
        };
        self.joined += other.joined;
        self.to_first.extend(&other.to_first);
        self.to_second.extend(&other.to_second);
    }

    fn row(self, name: Option<String>) -> FunnelRow {
        let count = |days: &[i64]| i64::try_from(days.len()).unwrap_or(i64::MAX);
        let (first, second) = (count(&self.to_first), count(&self.to_second));
        let median = |days: Vec<i64>| Percentiles::of(days).map(|days| days.p50);
        FunnelRow {
            name,
            visits: self.visits,
            joined: self.joined,
            first,
            second,
            joined_rate: self.visits.and_then(|visits| share(self.joined, visits)),
            first_rate: share(first, self.joined),
            second_rate: share(second, first),
            days_to_first: median(self.to_first),
            days_to_second: median(self.to_second),
        }
    }
}

/// The ways of everybody who joined, with the name of the way and the day.
fn ways(
    app: &App,
    reader: &Reader<'_>,
    audience: &Audience,
    people: &HashMap<MemberId, (Option<String>, i32)>,
) -> Result<Ways> {
    let mut ways = Ways::new();
    for (name, _) in people.values() {
        ways.entry(name.clone()).or_default().joined += 1;
    }
    let base = Base::load(app, reader, audience)?;
    for (member, purchases) in base.each() {
        let Some((name, joined)) = people.get(&member) else {
            continue;
        };
        let way = ways.entry(name.clone()).or_default();
        let mut days = purchases.iter().map(|purchase| purchase.day);
        let Some(first) = days.next() else { continue };
        way.to_first.push(i64::from((first - joined).max(0)));
        if let Some(second) = days.next() {
            way.to_second.push(i64::from(second - first));
        }
    }
    Ok(ways)
}

/// Receipts by store; a store in which nobody joined has a row too.
fn visit(reader: &Reader<'_>, by: JoinedBy, period: Period, ways: &mut Ways) -> Result<()> {
    if by == JoinedBy::Store {
        for (store, visits) in receipts(reader, period)? {
            ways.entry(store).or_default().visits = Some(visits);
        }
    }
    Ok(())
}

fn receipts(reader: &Reader<'_>, period: Period) -> Result<BTreeMap<Option<String>, i64>> {
    let mut stores = BTreeMap::new();
    for (_, place, receipts) in reader.receipts_by_store(period.ends())? {
        let store = place.store.map(|store| store.to_string());
        *stores.entry(store).or_default() += receipts.receipts;
    }
    Ok(stores)
}
