//! Which goods are bought by the same members.

use std::collections::{BTreeSet, HashMap};

use crate::number::{count, real};

/// What a member took on a day: goods by their number, in order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Local day.
    pub day: i32,
    /// Goods.
    pub goods: Vec<u32>,
}

/// Of a member so many latest distinct goods are paired; wholesalers who take everything would pair all with all.
const PAIRED_MOST: usize = 100;
/// Neighbours kept of each good.
const NEAR_MOST: usize = 50;
/// Buyers added to the divisor, so that a pair seen once is no certainty.
const SHRINK: f64 = 5.0;

/// How many members bought each good, and what they bought besides.
#[derive(Debug, Clone, Default)]
pub struct Together {
    /// Members with any purchase.
    members: usize,
    /// Buyers of each good.
    buyers: Vec<i64>,
    /// Of each good the others that its buyers take more than everybody does, with how much more, the largest first.
    near: Vec<Vec<(u32, f64)>>,
    /// Goods by buyers, the most first.
    popular: Vec<u32>,
}

impl Together {
    /// Counts members' visits; goods are numbered from 0. Nothing of nobody.
    pub fn of<'m>(members: impl Iterator<Item = &'m [Visit]>) -> Self {
        let mut found = Self::default();
        let mut pairs: HashMap<(u32, u32), i64> = HashMap::new();
        for visits in members.filter(|visits| !visits.is_empty()) {
            found.members += 1;
            let goods = latest(visits);
            for one in &goods {
                found.add_buyer(*one);
                for other in goods.iter().filter(|other| *other != one) {
                    *pairs.entry((*one, *other)).or_default() += 1;
                }
            }
        }
        found.near = vec![Vec::new(); found.buyers.len()];
        for ((one, other), both) in pairs {
            let share = real(both) / (real(found.buyers_of(one)) + SHRINK);
            let more = share - found.popularity(other);
            if let Some(near) = place(one).and_then(|place| found.near.get_mut(place))
                && more > 0.0
            {
                near.push((other, more));
            }
        }
        for near in &mut found.near {
            near.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            near.truncate(NEAR_MOST);
        }
        found.rank();
        found
    }

    /// Buyers of a good; 0 of one nobody bought.
    pub fn buyers_of(&self, good: u32) -> i64 {
        let buyers = place(good).and_then(|place| self.buyers.get(place));
        buyers.copied().unwrap_or(0)
    }

    /// The share of members that bought a good; 0 of nobody.
    pub fn popularity(&self, good: u32) -> f64 {
        real(self.buyers_of(good)) / count(self.members.max(1))
    }

    /// Goods by buyers, the most first, then by number.
    pub fn popular(&self) -> &[u32] {
        &self.popular
    }

    /// What buyers of a good take more than everybody does: by how much the share of them that took it is above the share
    /// of all members, the largest first.
    pub fn near(&self, good: u32) -> &[(u32, f64)] {
        place(good)
            .and_then(|place| self.near.get(place))
            .map_or(&[], Vec::as_slice)
    }

    fn add_buyer(&mut self, good: u32) {
        let Some(place) = place(good) else { return };
        if place >= self.buyers.len() {
            self.buyers.resize(place + 1, 0);
        }
        if let Some(buyers) = self.buyers.get_mut(place) {
            *buyers += 1;
        }
    }

    fn rank(&mut self) {
        let all = u32::try_from(self.buyers.len()).unwrap_or(u32::MAX);
        let mut goods: Vec<u32> = (0..all).filter(|good| self.buyers_of(*good) > 0).collect();
        goods.sort_by_key(|good| (std::cmp::Reverse(self.buyers_of(*good)), *good));
        self.popular = goods;
    }
}

/// A member's latest distinct goods, in order of number.
fn latest(visits: &[Visit]) -> BTreeSet<u32> {
    let mut goods = BTreeSet::new();
    for good in visits.iter().rev().flat_map(|visit| &visit.goods) {
        if goods.len() == PAIRED_MOST {
            break;
        }
        goods.insert(*good);
    }
    goods
}

fn place(good: u32) -> Option<usize> {
    usize::try_from(good).ok()
}
