//! Counting past purchases that are looked up: by their goods, by where or by when they were made.

use regulars_engine::condition::{Adds, Answers};

use super::bits::Bits;
use super::sweep::{Sweep, is_in};
use super::tables::{IN, UNSURE, both};
use crate::column::{HOURS, Indexes, Narrow};

/// What it takes to begin with a member, and with a purchase that is looked up, in lines that are read.
const A_MEMBER: usize = 50;
const A_PURCHASE: usize = 4;
/// What it takes to look a purchase up, in purchases that are swept.
const LOOKED_UP: usize = 2;

/// Purchases that may count, and all that do.
struct Listed {
    purchases: Bits,
    /// Whether they all do.
    is_settled: bool,
}

impl Sweep<'_> {
    /// Those of some members for whom it holds; `None` if it is less work to go through what they have bought.
    pub(super) fn look_up(&self, of: &Bits) -> Option<Bits> {
        let listed = match self.tally.goods {
            Some(goods) => self.with_goods(goods, of)?,
            None => self.where_and_when(of)?,
        };
        let nothing = self.tally.holds(0, 0);
        let mut found = if nothing {
            of.clone()
        } else {
            Bits::empty(self.part.len())
        };
        let mut settle = |member: usize, counted: (usize, i64)| {
            if !self.tally.holds(counted.0, counted.1) {
                found.remove(member);
            } else if of.contains(member) {
                found.set(member);
            }
        };
        let (mut member, mut counted) = (0, (0, 0));
        for place in listed.purchases.iter() {
            let owner = self.purchases().owner(place, member);
            if owner != member {
                settle(member, std::mem::take(&mut counted));
                member = owner;
            }
            if listed.is_settled || of.contains(member) && self.counts(place) {
                counted.0 += 1;
                counted.1 += self.added(place);
            }
        }
        settle(member, counted);
        Some(found)
    }

    fn with_goods(&self, goods: &Answers, of: &Bits) -> Option<Listed> {
        let lines = self.purchases().goods.len() / self.part.len().max(1);
        let most = of.count() * (lines + A_MEMBER) / A_PURCHASE;
        Some(Listed {
            purchases: self.part.with_goods(goods, most)?,
            is_settled: false,
        })
    }

    /// By the hour or by the outlet, whichever lists fewer.
    fn where_and_when(&self, of: &Bits) -> Option<Listed> {
        let indexes = self.part.indexes()?;
        let asked = self.part.purchases() * of.count() / self.part.len().max(1);
        let most = asked / LOOKED_UP;
        if self.made_then(indexes) < most.min(self.made_there(indexes)) {
            return self.at_hours(indexes);
        }
        let outlets = &indexes.outlets;
        Some(Listed {
            purchases: outlets.any(self.tally.outlets?, self.part.purchases(), most)?,
            is_settled: self.is_inside && self.tables.hours.is_none(),
        })
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

    /// Purchases at hours that count. Those of an hour that tells nothing for certain are asked one by one.
    fn at_hours(&self, indexes: &Indexes) -> Option<Listed> {
        let (index, window) = (indexes.hours.as_ref()?, self.tally.window());
        let (hours, _) = index.of_window(window);
        let mut purchases = Bits::empty(self.part.purchases());
        for hour in hours {
            let (of_week, is_edge) = index.tell(hour, window);
            let edge = if is_edge { IN | UNSURE } else { IN };
            let week = self.tables.hours.as_ref();
            let told = week.map_or(edge, |week| both(edge, week[usize::from(of_week)]));
            let places = index.places(hour);
            match told {
                IN => places.for_each(|place| purchases.set(place)),
                _ if told & IN == 0 => {}
                _ => {
                    let is_in =
                        |place: &usize| is_in(&self.tally, self.asked, self.purchases(), *place);
                    places.filter(is_in).for_each(|place| purchases.set(place));
                }
            }
        }
        Some(Listed {
            purchases,
            is_settled: self.tables.outlets.is_none(),
        })
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

    /// What is added up of the purchase at a place: all of it, or its lines with the goods that are asked for.
    fn added(&self, place: usize) -> i64 {
        let purchases = self.purchases();
        let added: &Narrow = match (self.tally.adds, self.tally.goods) {
            (Adds::Nothing, _) => return 0,
            (Adds::Money, None) => return purchases.net.get(place),
            (Adds::Money, Some(_)) => &purchases.amount,
            (Adds::Units, _) => &purchases.quantity,
        };
        let lines = purchases.lines.range(place);
        let is_of = |line: &usize| {
            let goods = purchases.goods.get(*line);
            goods.is_some_and(|n| self.tally.goods.is_none_or(|goods| goods.get(n)))
        };
        lines.filter(is_of).map(|line| added.get(line)).sum()
    }
}
