//! What the members of a segment did, out of what is stored of them.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::points::LotNumber;
use regulars_store::{LevelMoves, Reader, Sales, Spent};

use super::base::Audience;
use super::program_days::Facts;
use crate::error::Result;

/// Where at most one member in so many is asked for, they are read one by one; else passing over the others costs less.
const FEW: u64 = 8;

/// Reads what these members did.
pub(super) fn of_members(
    reader: &Reader<'_>,
    audience: &Audience,
    mut facts: Facts,
) -> Result<Facts> {
    let members = audience.named().unwrap_or_default();
    let asked = u64::try_from(members.len()).unwrap_or(u64::MAX);
    let is_few = asked.saturating_mul(FEW) <= reader.counts()?.members;
    let few = is_few.then_some(members);
    reader.joined(few, |member, at| {
        if audience.has(member) {
            facts.join(at, 1);
        }
    })?;
    reader.coupons_used(|member, at| {
        if audience.has(member) {
            facts.use_coupons(at, 1);
        }
    })?;
    spend(reader, few, audience, &mut facts)?;
    climb(reader, few, audience, &mut facts)?;
    post(reader, few, audience, &mut facts)?;
    Ok(facts)
}

/// Purchases, and with the days of events who did something when.
fn spend(
    reader: &Reader<'_>,
    few: Option<&[MemberId]>,
    audience: &Audience,
    facts: &mut Facts,
) -> Result<()> {
    let mut days: BTreeMap<MemberId, Vec<i32>> = BTreeMap::new();
    reader.told_events(few, |member, at| {
        if audience.has(member) {
            days.entry(member).or_default().push(facts.day(at));
        }
    })?;
    reader.spent(few, |spent: Spent| {
        if audience.has(spent.member) {
            let sales = Sales {
                identified_discount: spent.discount,
                identified_redeemed: spent.redeemed,
                identified_kept: spent.kept,
                ..Sales::default()
            };
            facts.spend(spent.day, sales);
            days.entry(spent.member).or_default().push(spent.day.days());
        }
    })?;
    days.into_values()
        .for_each(|mut days| facts.engage(&mut days));
    Ok(())
}

/// Levels, each held against the one before.
fn climb(
    reader: &Reader<'_>,
    few: Option<&[MemberId]>,
    audience: &Audience,
    facts: &mut Facts,
) -> Result<()> {
    let mut last = None;
    reader.levels_reached(few, |reached| {
        let key = (reached.member, reached.scheme.clone());
        let before = last.replace((key.clone(), reached.level.clone()));
        let from = before.filter(|(of, _)| *of == key);
        if audience.has(reached.member) {
            facts.climb(&LevelMoves {
                hour: reached.since,
                scheme: reached.scheme,
                from: from.and_then(|(_, level)| level),
                to: reached.level,
                moves: 1,
            });
        }
    })?;
    Ok(())
}

/// What became of points. A lot is born with the first posting of it.
fn post(
    reader: &Reader<'_>,
    few: Option<&[MemberId]>,
    audience: &Audience,
    facts: &mut Facts,
) -> Result<()> {
    let mut owner = None;
    let mut born: BTreeMap<LotNumber, i32> = BTreeMap::new();
    reader.posted_sides(few, |side| {
        if !audience.has(side.member) {
            return;
        }
        if owner.replace(side.member) != Some(side.member) {
            born.clear();
        }
        let day = facts.day(side.at);
        let moved = facts.on_unit(&side.unit, day);
        moved.flow(side.account, side.lot, side.points);
        if let Some(lot) = side.lot {
            let birth = *born.entry(lot).or_insert(day);
            let fate = facts.on_unit(&side.unit, birth);
            fate.fate(side.kind, side.points);
        }
    })?;
    Ok(())
}
