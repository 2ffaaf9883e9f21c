//! The best few for a member or a basket.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::together::{Together, Visit};
use crate::number::{count, percentile, real};

/// Why a good is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The member buys it again and again, and it is time.
    Again,
    /// Buyers of what the member has, or of what lies in the basket, take it too.
    Together,
    /// Many buy it.
    Popular,
}

/// A good and how likely it is to be taken next, as far as the signal can tell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Suggestion {
    /// The good.
    pub good: u32,
    /// 0..1; comparable within one list only.
    pub score: f64,
    /// The signal it comes from.
    pub why: Why,
}

/// Latest goods whose neighbours are asked.
const ASKED_MOST: usize = 20;

/// The best `most` for a member on a day, from its visits so far: what it buys again, what goes with what it took
/// lately, and, where these do not fill the list, what is popular. A member without visits gets what is popular.
pub fn for_member(model: &Together, visits: &[Visit], on: i32, most: usize) -> Vec<Suggestion> {
    let mut found = again(visits, on);
    let owned: BTreeSet<u32> = visits
        .iter()
        .flat_map(|visit| visit.goods.clone())
        .collect();
    let lately = visits.iter().rev().flat_map(|visit| &visit.goods).copied();
    let with = together(model, lately.take(ASKED_MOST), &owned);
    found.extend(with);
    fill(model, found, &BTreeSet::new(), most)
}

/// The best `most` to go with a basket, without what is in it.
pub fn for_basket(model: &Together, basket: &[u32], most: usize) -> Vec<Suggestion> {
    let inside: BTreeSet<u32> = basket.iter().copied().collect();
    let found = together(model, basket.iter().copied(), &inside);
    fill(model, found, &inside, most)
}

/// The `most` popular, for everybody: the baseline.
pub fn popular(model: &Together, most: usize) -> Vec<Suggestion> {
    fill(model, Vec::new(), &BTreeSet::new(), most)
}

/// What a member buys again: the share of its visits that took the good, times how far its usual gap has run; of one
/// taken once a whole gap of the member's visits is taken for usual.
pub(super) fn again(visits: &[Visit], on: i32) -> Vec<Suggestion> {
    let mut days: BTreeMap<u32, Vec<i32>> = BTreeMap::new();
    for visit in visits {
        for good in &visit.goods {
            days.entry(*good).or_default().push(visit.day);
        }
    }
    let all: Vec<i32> = visits.iter().map(|visit| visit.day).collect();
    let usual = middle_gap(&all);
    let score = |(good, days): (u32, Vec<i32>)| {
        let share = count(days.len()) / count(visits.len());
        let since = days.last().map_or(0.0, |last| f64::from(on - last));
        let gap = middle_gap(&days).or(usual).filter(|gap| *gap > 0.0);
        let run = gap.map_or(1.0, |gap| (since / gap).clamp(0.0, 1.0));
        Suggestion {
            good,
            score: share * run,
            why: Why::Again,
        }
    };
    days.into_iter().map(score).collect()
}

/// The middle gap between days; `None` of fewer than two.
fn middle_gap(days: &[i32]) -> Option<f64> {
    let gaps = days.iter().zip(days.iter().skip(1));
    let mut gaps: Vec<i64> = gaps.map(|(one, other)| i64::from(other - one)).collect();
    gaps.sort_unstable();
    percentile(&gaps, 0.5)
}

/// What goes with some goods and is not among `without`: the mean over them of how much more their buyers take it.
pub(super) fn together(
    model: &Together,
    goods: impl Iterator<Item = u32>,
    without: &BTreeSet<u32>,
) -> Vec<Suggestion> {
    let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
    let mut asked = 0_i64;
    for good in goods {
        asked += 1;
        for (other, share) in model.near(good) {
            if !without.contains(other) {
                *shares.entry(*other).or_default() += share;
            }
        }
    }
    let mean = |(good, sum): (u32, f64)| Suggestion {
        good,
        score: sum / real(asked.max(1)),
        why: Why::Together,
    };
    shares.into_iter().map(mean).collect()
}

/// The best of what was found, the best first, then what is popular and not among them or `without`.
fn fill(
    model: &Together,
    mut found: Vec<Suggestion>,
    without: &BTreeSet<u32>,
    most: usize,
) -> Vec<Suggestion> {
    found.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then(one.good.cmp(&other.good))
    });
    found.truncate(most);
    let taken: BTreeSet<u32> = found.iter().map(|one| one.good).collect();
    let missing = most - found.len();
    let more = model
        .popular()
        .iter()
        .filter(|good| !taken.contains(good) && !without.contains(good));
    found.extend(more.take(missing).map(|good| Suggestion {
        good: *good,
        score: model.popularity(*good),
        why: Why::Popular,
    }));
    found
}
