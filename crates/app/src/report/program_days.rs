//! What members did and what became of their points, day by day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::points::{Account, LotNumber, PostingKind};
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, Zone};
use regulars_insight::cohort::Step;
use regulars_store::{Reader, Side, Spent};

use super::base::Audience;
use crate::error::Result;

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

/// What became of a unit on a day, in its scale.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moved {
    /// Given by rules, less what was taken back.
    pub issued: i64,
    /// Spent, less what was given back.
    pub redeemed: i64,
    /// Burned.
    pub expired: i64,
    /// What lots gained.
    pub left: i64,
    /// Of the lots born on the day: given, less what was taken back of them by now.
    pub cohort_issued: i64,
    /// Spent of them by now.
    pub cohort_redeemed: i64,
    /// Burned of them by now.
    pub cohort_expired: i64,
}

impl std::ops::AddAssign for Moved {
    fn add_assign(&mut self, other: Self) {
        self.issued += other.issued;
        self.redeemed += other.redeemed;
        self.expired += other.expired;
        self.left += other.left;
        self.cohort_issued += other.cohort_issued;
        self.cohort_redeemed += other.cohort_redeemed;
        self.cohort_expired += other.cohort_expired;
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

/// Everything some members did, by day.
#[derive(Debug, Default)]
pub(super) struct Facts {
    days: BTreeMap<i32, DayOf>,
    units: BTreeMap<UnitId, BTreeMap<i32, Moved>>,
    engaged: Vec<((i32, i32), Engaged)>,
}

impl Facts {
    /// Reads it; who did something is counted for each of these spans.
    pub(super) fn read(
        reader: &Reader<'_>,
        audience: &Audience,
        program: &Program,
        step: Step,
        spans: &[(i32, i32)],
    ) -> Result<Self> {
        let mut facts = Self {
            engaged: spans
                .iter()
                .map(|span| (*span, Engaged::default()))
                .collect(),
            ..Self::default()
        };
        let zone = &program.zone;
        let mut told: BTreeMap<MemberId, Vec<i32>> = BTreeMap::new();
        reader.joined(|member, at| {
            if audience.has(member) {
                facts.on(zone, at).joined += 1;
            }
        })?;
        reader.told_events(|member, at| {
            if audience.has(member) {
                told.entry(member).or_default().push(day(zone, at));
            }
        })?;
        facts.spend(reader, audience, step, told)?;
        reader.coupons_used(|member, at| {
            if audience.has(member) {
                facts.on(zone, at).coupons += 1;
            }
        })?;
        facts.climb(reader, audience, program)?;
        facts.post(reader, audience, zone)?;
        Ok(facts)
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
    pub(super) fn moved(&self, unit: &UnitId, span: (i32, i32)) -> Moved {
        let mut sum = Moved::default();
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

    fn on(&mut self, zone: &Zone, at: Instant) -> &mut DayOf {
        self.days.entry(day(zone, at)).or_default()
    }

    /// Purchases, and with the days of events (`told`) who did something when.
    fn spend(
        &mut self,
        reader: &Reader<'_>,
        audience: &Audience,
        step: Step,
        mut told: BTreeMap<MemberId, Vec<i32>>,
    ) -> Result<()> {
        let mut open: Option<(MemberId, Vec<i32>)> = None;
        reader.spent(|spent: Spent| {
            if !audience.has(spent.member) {
                return;
            }
            let day = spent.day.days();
            let sums = self.days.entry(day).or_default();
            sums.discount += spent.discount.minor();
            sums.redeemed += spent.redeemed.minor();
            sums.kept += spent.kept.minor();
            match &mut open {
                Some((member, days)) if *member == spent.member => days.push(day),
                _ => {
                    let own = told.remove(&spent.member).unwrap_or_default();
                    let before = open.replace((spent.member, own));
                    self.engage(step, &before.map(|(_, days)| days).unwrap_or_default());
                    open.iter_mut().for_each(|(_, days)| days.push(day));
                }
            }
        })?;
        self.engage(step, &open.map(|(_, days)| days).unwrap_or_default());
        for days in told.values() {
            self.engage(step, days);
        }
        Ok(())
    }

    /// Counts a member who did something on these days.
    fn engage(&mut self, step: Step, days: &[i32]) {
        for (span, engaged) in &mut self.engaged {
            let inside = days.iter().filter(|day| within(*span).contains(day));
            let periods: BTreeSet<i32> = inside.map(|day| step.of(*day)).collect();
            engaged.all += i64::from(!periods.is_empty());
            for period in periods {
                *engaged.by_period.entry(period).or_default() += 1;
            }
        }
    }

    /// Levels, held against the one before in the program's order. A level the program no longer has is passed over.
    fn climb(&mut self, reader: &Reader<'_>, audience: &Audience, program: &Program) -> Result<()> {
        let ranks = ranks(program);
        let mut last: Option<((MemberId, SchemeId), usize)> = None;
        reader.levels_reached(|reached| {
            let Some(levels) = ranks.get(&reached.scheme) else {
                return;
            };
            if !audience.has(reached.member) {
                return;
            }
            let Some(rank) = levels.get(&reached.level) else {
                return;
            };
            let key = (reached.member, reached.scheme);
            let before = match &last {
                Some((of, before)) if *of == key => *before,
                _ => levels.values().min().copied().unwrap_or(0),
            };
            let day = self.on(&program.zone, reached.since);
            day.up += i64::from(*rank > before);
            day.down += i64::from(*rank < before);
            last = Some((key, *rank));
        })?;
        Ok(())
    }

    fn post(&mut self, reader: &Reader<'_>, audience: &Audience, zone: &Zone) -> Result<()> {
        let mut born: Option<(MemberId, BTreeMap<LotNumber, i32>)> = None;
        reader.posted_sides(|side| {
            if !audience.has(side.member) {
                return;
            }
            if born
                .as_ref()
                .is_none_or(|(member, _)| *member != side.member)
            {
                born = Some((side.member, BTreeMap::new()));
            }
            let Some((_, lots)) = &mut born else {
                return;
            };
            let day = day(zone, side.at);
            let birth = side.lot.map(|lot| *lots.entry(lot).or_insert(day));
            let days = self.units.entry(side.unit.clone()).or_default();
            flow(days.entry(day).or_default(), &side);
            if let Some(birth) = birth {
                cohort(days.entry(birth).or_default(), &side);
            }
        })?;
        Ok(())
    }
}

fn within((from, to): (i32, i32)) -> RangeInclusive<i32> {
    from..=to
}

fn day(zone: &Zone, at: Instant) -> i32 {
    zone.date(at).days()
}

/// What a side moved on its day. An account that gives stands below zero.
fn flow(moved: &mut Moved, side: &Side) {
    let points = side.points.raw();
    match side.account {
        Account::Issued | Account::Reversed => moved.issued -= points,
        Account::Redeemed => moved.redeemed += points,
        Account::Expired => moved.expired += points,
        Account::Available | Account::Pending if side.lot.is_some() => moved.left += points,
        _ => {}
    }
}

/// What a side did to the lot it moved, told of the day the lot was born on.
fn cohort(moved: &mut Moved, side: &Side) {
    let points = side.points.raw();
    match side.kind {
        PostingKind::Earn | PostingKind::Opening | PostingKind::Adjust | PostingKind::Reverse => {
            moved.cohort_issued += points;
        }
        PostingKind::Redeem | PostingKind::Restore => moved.cohort_redeemed -= points,
        PostingKind::Expire => moved.cohort_expired -= points,
        _ => {}
    }
}

/// Places of levels in their scheme, below the first threshold 0.
fn ranks(program: &Program) -> BTreeMap<SchemeId, BTreeMap<Option<TierId>, usize>> {
    let schemes = program.schemes.iter().map(|scheme| {
        let levels = scheme.levels.iter().map(|level| Some(level.id.clone()));
        let below = std::iter::once(None).filter(|_| scheme.start().is_none());
        let ranked = below.chain(levels).enumerate();
        let ranked = ranked.map(|(rank, level)| (level, rank)).collect();
        (scheme.id.clone(), ranked)
    });
    schemes.collect()
}
