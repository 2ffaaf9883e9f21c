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
use super::figures::Sides;
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
}

/// What is known of some members while it is read.
struct Gathered {
    audience: Audience,
    facts: Facts,
    /// Days of custom events.
    told: BTreeMap<MemberId, Vec<i32>>,
}

/// Where at most one member in so many is asked for, they are read one by one; else passing over the others costs less.
const FEW: u64 = 8;

/// Reads what those asked did, and those laid beside, in one go; who did something is counted for each of these spans.
pub(super) fn facts_of(
    reader: &Reader<'_>,
    audiences: Sides<Audience>,
    program: &Program,
    step: Step,
    spans: &[(i32, i32)],
) -> Result<Sides<Facts>> {
    let zone = &program.zone;
    let mut sides = audiences.map(|audience| {
        let engaged = spans.iter().map(|span| (*span, Engaged::default()));
        let facts = Facts {
            engaged: engaged.collect(),
            ..Facts::default()
        };
        Ok(Gathered {
            audience,
            facts,
            told: BTreeMap::new(),
        })
    })?;
    let few = few(reader, &mut sides)?;
    reader.joined(|member, at| {
        of(&mut sides, member).for_each(|side| side.facts.on(zone, at).joined += 1);
    })?;
    reader.told_events(|member, at| {
        let day = day(zone, at);
        of(&mut sides, member).for_each(|side| side.told.entry(member).or_default().push(day));
    })?;
    spend(reader, few.as_deref(), &mut sides, step)?;
    reader.coupons_used(|member, at| {
        of(&mut sides, member).for_each(|side| side.facts.on(zone, at).coupons += 1);
    })?;
    climb(reader, &mut sides, program)?;
    post(reader, few.as_deref(), &mut sides, zone)?;
    sides.map(|side| Ok(side.facts))
}

/// The sides that a member is asked for.
fn of(sides: &mut Sides<Gathered>, member: MemberId) -> impl Iterator<Item = &mut Gathered> {
    { sides.iter_mut() }.filter(move |side| side.audience.has(member))
}

/// Everybody who is asked for, in order, where they are few.
fn few(reader: &Reader<'_>, sides: &mut Sides<Gathered>) -> Result<Option<Vec<MemberId>>> {
    let mut all = BTreeSet::new();
    for side in sides.iter_mut() {
        let Some(members) = side.audience.named() else {
            return Ok(None);
        };
        all.extend(members);
    }
    let asked = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let is_few = asked.saturating_mul(FEW) <= reader.counts()?.members;
    Ok(is_few.then(|| all.into_iter().collect()))
}

/// Purchases, and with the days of events who did something when.
fn spend(
    reader: &Reader<'_>,
    few: Option<&[MemberId]>,
    sides: &mut Sides<Gathered>,
    step: Step,
) -> Result<()> {
    let mut open: Option<(MemberId, Vec<i32>)> = None;
    reader.spent(few, |spent: Spent| {
        let day = spent.day.days();
        for side in of(sides, spent.member) {
            let sums = side.facts.days.entry(day).or_default();
            sums.discount += spent.discount.minor();
            sums.redeemed += spent.redeemed.minor();
            sums.kept += spent.kept.minor();
        }
        match &mut open {
            Some((member, days)) if *member == spent.member => days.push(day),
            _ => engage(sides, step, open.replace((spent.member, vec![day]))),
        }
    })?;
    engage(sides, step, open);
    for side in sides.iter_mut() {
        for days in std::mem::take(&mut side.told).into_values() {
            side.facts.engage(step, &days);
        }
    }
    Ok(())
}

/// Counts a member who bought on these days.
fn engage(sides: &mut Sides<Gathered>, step: Step, bought: Option<(MemberId, Vec<i32>)>) {
    let Some((member, bought)) = bought else {
        return;
    };
    for side in of(sides, member) {
        let mut days = side.told.remove(&member).unwrap_or_default();
        days.extend(&bought);
        side.facts.engage(step, &days);
    }
}

/// Levels, held against the one before in the program's order. A level the program no longer has is passed over.
fn climb(reader: &Reader<'_>, sides: &mut Sides<Gathered>, program: &Program) -> Result<()> {
    let ranks = ranks(program);
    let mut last: Option<((MemberId, SchemeId), usize)> = None;
    reader.levels_reached(|reached| {
        let Some(levels) = ranks.get(&reached.scheme) else {
            return;
        };
        let Some(rank) = levels.get(&reached.level) else {
            return;
        };
        let key = (reached.member, reached.scheme);
        let before = match &last {
            Some((of, before)) if *of == key => *before,
            _ => levels.values().min().copied().unwrap_or(0),
        };
        for side in of(sides, reached.member) {
            let day = side.facts.on(&program.zone, reached.since);
            day.up += i64::from(*rank > before);
            day.down += i64::from(*rank < before);
        }
        last = Some((key, *rank));
    })?;
    Ok(())
}

/// What became of points.
fn post(
    reader: &Reader<'_>,
    few: Option<&[MemberId]>,
    sides: &mut Sides<Gathered>,
    zone: &Zone,
) -> Result<()> {
    let mut owner = None;
    let mut born: BTreeMap<LotNumber, i32> = BTreeMap::new();
    reader.posted_sides(few, |posted| {
        if owner.replace(posted.member) != Some(posted.member) {
            born.clear();
        }
        let day = day(zone, posted.at);
        let birth = posted.lot.map(|lot| *born.entry(lot).or_insert(day));
        for side in of(sides, posted.member) {
            let days = side.facts.units.entry(posted.unit.clone()).or_default();
            flow(days.entry(day).or_default(), &posted);
            if let Some(birth) = birth {
                cohort(days.entry(birth).or_default(), &posted);
            }
        }
    })?;
    Ok(())
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
