//! Counting past purchases that are looked up: by their goods, by where or by when they were made.

use regulars_engine::condition::{Adds, Answers};

use super::bits::{Bits, ones};
use super::sweep::{Sweep, is_in};
use super::tables::{IN, UNSURE, both};
use crate::column::{HOURS, Indexes, Narrow};

/// What it takes to begin with a member, and with a purchase that is looked up, in lines that are read.
const A_MEMBER: usize = 50;
const A_PURCHASE: usize = 4;
/// What it takes to look a purchase up, in purchases that are swept.
const LOOKED_UP: usize = 2;

/// What counts of each member of a part.
struct Counted {
    purchases: Vec<u32>,
    /// What is added up; empty if nothing is.
    sums: Vec<i64>,
}

impl Sweep<'_> {
    /// Those of some members for whom it holds; `None` if it is less work to go through what they have bought.
    pub(super) fn look_up(&self, of: &Bits) -> Option<Bits> {
        match self.tally.goods {
            Some(goods) => self.with_goods(goods, of),
            None => self.where_and_when(of),
        }
    }

    fn with_goods(&self, goods: &Answers, of: &Bits) -> Option<Bits> {
        let lines = self.purchases().goods.len() / self.part.len().max(1);
        let most = of.count() * (lines + A_MEMBER) / A_PURCHASE;
        let held = self.part.with_goods(goods, most)?;
        let mut found = match self.tally.holds(0, 0) {
            true => of.clone(),
            false => Bits::empty(self.part.len()),
        };
        let mut settle = |member: usize, counted: (usize, i64)| {
            if !self.tally.holds(counted.0, counted.1) {
                found.remove(member);
            } else if of.contains(member) {
                found.set(member);
            }
        };
        let (mut member, mut counted) = (0, (0, 0));
        for place in held.iter() {
            let owner = self.purchases().owner(place, member);
            if owner != member {
                settle(member, std::mem::take(&mut counted));
                member = owner;
            }
            if of.contains(member) && self.counts(place) {
                counted.0 += 1;
                counted.1 += self.sum_of_lines(goods, place);
            }
        }
        settle(member, counted);
        Some(found)
    }

    /// By the hour or by the outlet, whichever lists fewer.
    fn where_and_when(&self, of: &Bits) -> Option<Bits> {
        let indexes = self.part.indexes()?;
        let (then, there) = (self.made_then(indexes), self.made_there(indexes));
        let asked = self.part.purchases() * of.count() / self.part.len().max(1);
        if then.min(there) > asked / LOOKED_UP {
            return None;
        }
        let mut counted = Counted::none(self.part.len(), self.tally.adds);
        let net = &self.purchases().net;
        let count = |place: usize| {
            let owner = indexes.owners.get(place).copied().map(usize::from);
            counted.add(owner.unwrap_or(usize::MAX), || net.get(place));
        };
        match then < there {
            true => self.each_then(indexes, count),
            false => self.each_there(indexes, count),
        }
        Some(of.by_word(|first, word| {
            ones(word).fold(0, |found, bit| {
                let (purchases, sum) = counted.of(first + bit);
                found | u64::from(self.tally.holds(purchases, sum)) << bit
            })
        }))
    }

    /// How many purchases, about, were made at hours that may count.
    fn made_then(&self, indexes: &Indexes) -> usize {
        let all = self.part.purchases();
        let window = self.tally.window();
        let made = indexes
            .hours
            .as_ref()
            .map(|hours| hours.of_window(window).1);
        let share = self.tables.hours.map_or(usize::from(HOURS), |hours| {
            hours.iter().filter(|hour| **hour != 0).count()
        });
        made.map_or(all, |made| made * share / usize::from(HOURS))
    }

    /// How many purchases were made at outlets that count.
    fn made_there(&self, indexes: &Indexes) -> usize {
        let outlets = &indexes.outlets;
        let Some(counts) = &self.tables.outlets else {
            return self.part.purchases();
        };
        let counts = counts.iter().take(outlets.len()).enumerate();
        counts
            .filter(|(_, counts)| **counts != 0)
            .map(|(outlet, _)| outlets.count(outlet))
            .sum()
    }

    /// Tells of purchases that count, hour by hour. Those of an hour that says nothing for certain are asked one by one.
    fn each_then(&self, indexes: &Indexes, mut tell: impl FnMut(usize)) {
        let Some(index) = &indexes.hours else { return };
        let (week, window) = (self.tables.hours.as_ref(), self.tally.window());
        let sure = if self.tables.outlets.is_none() {
            IN
        } else {
            IN | UNSURE
        };
        for hour in index.of_window(window).0 {
            let (of_week, is_edge) = index.tell(hour, window);
            let edge = if is_edge { IN | UNSURE } else { sure };
            let told = week.map_or(edge, |week| both(edge, week[usize::from(of_week)]));
            let places = index.places(hour);
            match told {
                IN => places.for_each(&mut tell),
                _ if told & IN == 0 => {}
                _ => places
                    .filter(|place| self.counts(*place))
                    .for_each(&mut tell),
            }
        }
    }

    /// Tells of purchases that count, outlet by outlet.
    fn each_there(&self, indexes: &Indexes, mut tell: impl FnMut(usize)) {
        let is_sure = self.is_inside && self.tables.hours.is_none();
        let index = &indexes.outlets;
        let counts = self.tables.outlets.iter().flatten().take(index.len());
        for (outlet, _) in counts.enumerate().filter(|(_, counts)| **counts != 0) {
            let places = index.places(outlet);
            match is_sure {
                true => places.for_each(&mut tell),
                false => places
                    .filter(|place| self.counts(*place))
                    .for_each(&mut tell),
            }
        }
    }

    /// Whether the purchase at a place counts, if its lines do.
    fn counts(&self, place: usize) -> bool {
        let purchases = self.purchases();
        let day = purchases.day.get(place).copied().unwrap_or_default();
        let mut counts = self.tables.of_day(day);
        if let Some(outlets) = &self.tables.outlets {
            let counts = std::slice::from_mut(&mut counts);
            purchases.outlet.keep(place..place + 1, outlets, counts);
        }
        if let Some(hours) = &self.tables.hours {
            let hour = purchases.hour.get(place).copied().unwrap_or_default();
            counts = both(counts, hours[usize::from(hour)]);
        }
        match counts {
            IN => true,
            _ if counts & IN == 0 => false,
            _ => is_in(&self.tally, self.asked, purchases, place),
        }
    }

    /// What is added up of the lines with goods of the purchase at a place.
    fn sum_of_lines(&self, goods: &Answers, place: usize) -> i64 {
        let purchases = self.purchases();
        let added: &Narrow = match self.tally.adds {
            Adds::Nothing => return 0,
            Adds::Money => &purchases.amount,
            Adds::Units => &purchases.quantity,
        };
        let lines = purchases.lines.range(place);
        let is_of = |line: &usize| purchases.goods.get(*line).is_some_and(|n| goods.get(n));
        lines.filter(is_of).map(|line| added.get(line)).sum()
    }
}

impl Counted {
    fn none(members: usize, adds: Adds) -> Self {
        let sums = if adds == Adds::Nothing { 0 } else { members };
        Self {
            purchases: vec![0; members],
            sums: vec![0; sums],
        }
    }

    /// Counts a purchase of the member at a place.
    #[inline]
    fn add(&mut self, member: usize, paid: impl Fn() -> i64) {
        if let Some(purchases) = self.purchases.get_mut(member) {
            *purchases += 1;
        }
        if let Some(sum) = self.sums.get_mut(member) {
            *sum += paid();
        }
    }

    #[inline]
    fn of(&self, member: usize) -> (usize, i64) {
        let purchases = self.purchases.get(member).copied().unwrap_or_default();
        let sum = self.sums.get(member).copied().unwrap_or_default();
        (usize::try_from(purchases).unwrap_or(usize::MAX), sum)
    }
}
