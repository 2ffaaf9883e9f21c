//! What members did and what became of their points, day by day.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_insight::cohort::Step;
use regulars_store::{LevelMoves, Reader, Sales, UnitMoved};

use crate::error::Result;
use crate::overview::day_of;

/// What a day brought.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DayOf {
    /// Members who joined.
    pub joined: i64,
    /// What rules took off, in minor units.
    pub discount: i64,
    /// What points paid, in minor units.
    pub redeemed: i64,
    /// What money paid and was kept, in minor units.
    pub kept: i64,
    /// Coupons used.
    pub coupons: i64,
    /// Climbs to a higher level.
    pub up: i64,
    /// Falls to a lower one.
    pub down: i64,
}

impl std::ops::AddAssign for DayOf {
    fn add_assign(&mut self, other: Self) {
        self.joined += other.joined;
        self.discount += other.discount;
        self.redeemed += other.redeemed;
        self.kept += other.kept;
        self.coupons += other.coupons;
        self.up += other.up;
        self.down += other.down;
    }
}

/// Distinct members who did something in a span.
#[derive(Debug, Clone, Default)]
pub(super) struct Engaged {
    /// By period.
    pub by_period: BTreeMap<i32, i64>,
    /// In all of it.
    pub all: i64,
}

/// Places of levels in their scheme, below the first threshold 0.
type Ranks = BTreeMap<SchemeId, BTreeMap<Option<TierId>, usize>>;

/// Everything some members did, by day.
#[derive(Debug)]
pub(super) struct Facts {
    zone: Zone,
    step: Step,
    ranks: Ranks,
    days: BTreeMap<i32, DayOf>,
    units: BTreeMap<UnitId, BTreeMap<i32, UnitMoved>>,
    engaged: Vec<((i32, i32), Engaged)>,
}

impl Facts {
    /// Nothing yet; who did something will be counted for each of these spans.
    pub(super) fn new(program: &Program, step: Step, spans: &[(i32, i32)]) -> Self {
        let engaged = spans.iter().map(|span| (*span, Engaged::default()));
        Self {
            zone: program.zone.clone(),
            step,
            ranks: ranks(program),
            days: BTreeMap::new(),
            units: BTreeMap::new(),
            engaged: engaged.collect(),
        }
    }

    /// The first day on which anything happened.
    pub(super) fn first_day(&self) -> Option<i32> {
        let days = self.days.keys().next();
        let points = self.units.values().filter_map(|days| days.keys().next());
        days.into_iter().chain(points).min().copied()
    }

    /// What these days brought.
    pub(super) fn sum(&self, span: (i32, i32)) -> DayOf {
        let mut sum = DayOf::default();
        for (_, day) in self.days.range(within(span)) {
            sum += *day;
        }
        sum
    }

    /// Members who had joined by the end of a day.
    pub(super) fn members_by(&self, day: i32) -> i64 {
        self.sum((i32::MIN, day)).joined
    }

    /// What became of a unit on these days.
    pub(super) fn moved(&self, unit: &UnitId, span: (i32, i32)) -> UnitMoved {
        let mut sum = UnitMoved::default();
        for (_, moved) in
            { self.units.get(unit).into_iter() }.flat_map(|days| days.range(within(span)))
        {
            sum += *moved;
        }
        sum
    }

    /// Who did something in a span that was asked.
    pub(super) fn engaged(&self, span: (i32, i32)) -> Engaged {
        let found = self.engaged.iter().find(|(asked, _)| *asked == span);
        found
            .map(|(_, engaged)| engaged.clone())
            .unwrap_or_default()
    }

    /// The day of something that happened, by the hour it happened in: as hours are what sums are kept by.
    pub(super) fn day(&self, at: Instant) -> i32 {
        day_of(&self.zone, at).days()
    }

    /// Counts members who joined.
    pub(super) fn join(&mut self, at: Instant, members: i64) {
        self.on(at).joined += members;
    }

    /// Counts uses of coupons.
    pub(super) fn use_coupons(&mut self, at: Instant, uses: i64) {
        self.on(at).coupons += uses;
    }

    /// Counts kept purchases of members.
    pub(super) fn spend(&mut self, day: LocalDate, sales: Sales) {
        let sums = self.days.entry(day.days()).or_default();
        sums.discount += sales.identified_discount.minor();
        sums.redeemed += sales.identified_redeemed.minor();
        sums.kept += sales.identified_kept.minor();
    }

    /// Counts climbs and falls, in the program's order of levels. One from or to a level the program no longer has is neither.
    pub(super) fn climb(&mut self, moved: &LevelMoves) {
        let rank = |level: &Option<TierId>| {
            let levels = self.ranks.get(&moved.scheme)?;
            let rank = levels.get(level).copied();
            rank.or(level.is_none().then_some(0))
        };
        let (Some(before), Some(after)) = (rank(&moved.from), rank(&moved.to)) else {
            return;
        };
        let day = self.on(moved.hour);
        day.up += if after > before { moved.moves } else { 0 };
        day.down += if after < before { moved.moves } else { 0 };
    }

    /// Adds to what became of a unit.
    pub(super) fn on_unit(&mut self, unit: &UnitId, day: i32) -> &mut UnitMoved {
        let days = self.units.entry(unit.clone()).or_default();
        days.entry(day).or_default()
    }

    /// Counts a member who did something on these days, in any order.
    pub(super) fn engage(&mut self, days: &mut [i32]) {
        days.sort_unstable();
        for ((from, to), engaged) in &mut self.engaged {
            let first = days.partition_point(|day| day < from);
            let end = days.partition_point(|day| day <= to);
            let mut last = None;
            for day in days.get(first..end).unwrap_or_default() {
                let period = self.step.of(*day);
                if last.replace(period) != Some(period) {
                    *engaged.by_period.entry(period).or_default() += 1;
                }
            }
            engaged.all += i64::from(last.is_some());
        }
    }

    fn on(&mut self, at: Instant) -> &mut DayOf {
        self.days.entry(self.day(at)).or_default()
    }
}

/// What everybody did: sums that the store keeps, and who did something in the days that are asked.
pub(super) fn of_everybody(reader: &Reader<'_>, mut facts: Facts) -> Result<Facts> {
    let ever = (Instant::MIN, Instant::MAX);
    for (hour, members) in reader.members_joined(ever, None)? {
        facts.join(hour, members);
    }
    for (day, sales) in reader.sales((LocalDate::MIN, LocalDate::MAX), None)? {
        if sales.identified_purchases != 0 {
            facts.spend(day, sales);
        }
    }
    for (hour, uses) in reader.coupon_hours()? {
        facts.use_coupons(hour, uses);
    }
    for moved in reader.level_moves()? {
        facts.climb(&moved);
    }
    reader.units_moved(|hour, unit, moved| {
        if moved != UnitMoved::default() {
            *facts.on_unit(&unit, facts.day(hour)) += moved;
        }
    })?;
    engage(reader, &mut facts)?;
    Ok(facts)
}

/// Counts who bought, or of whom an event was told, on the days that are asked.
fn engage(reader: &Reader<'_>, facts: &mut Facts) -> Result<()> {
    let spans = || facts.engaged.iter().map(|(span, _)| span);
    let first = spans().map(|(from, _)| *from).min();
    let last = spans().map(|(_, to)| *to).max();
    let Some((first, last)) = first.zip(last) else {
        return Ok(());
    };
    let mut active: Vec<(MemberId, i32)> = Vec::new();
    let ends = (LocalDate::from_days(first), LocalDate::from_days(last));
    reader.buyers(ends, None, |visit| {
        active.push((visit.member, visit.day.days()));
    })?;
    reader.told_events(None, |member, at| active.push((member, facts.day(at))))?;
    active.sort_unstable();
    for of_member in active.chunk_by(|one, other| one.0 == other.0) {
        let mut days: Vec<i32> = of_member.iter().map(|(_, day)| *day).collect();
        facts.engage(&mut days);
    }
    Ok(())
}

fn within((from, to): (i32, i32)) -> RangeInclusive<i32> {
    from..=to
}

fn ranks(program: &Program) -> Ranks {
    let schemes = program.schemes.iter().map(|scheme| {
        let levels = scheme.levels.iter().map(|level| Some(level.id.clone()));
        let below = std::iter::once(None).filter(|_| scheme.start().is_none());
        let ranked = below.chain(levels).enumerate();
        let ranked = ranked.map(|(rank, level)| (level, rank)).collect();
        (scheme.id.clone(), ranked)
    });
    schemes.collect()
}
