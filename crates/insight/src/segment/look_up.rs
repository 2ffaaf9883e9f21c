//! Counting past purchases that are looked up: by their goods, by where or by when they were made.

use regulars_engine::condition::Adds;

use super::bits::{Bits, ones};
use super::sweep::{Sweep, is_in};
use super::tables::{IN, both};
use crate::column::{HOURS, Index, Indexes, Narrow};

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

/// What purchases are looked up by.
enum By {
    /// They hold goods that count, each once.
    Goods(Bits),
    Hours,
    Outlets,
}

impl Sweep<'_> {
    /// Those of some members for whom it holds; `None` if it is less work to go through what they have bought.
    pub(super) fn look_up(&self, of: &Bits) -> Option<Bits> {
        let indexes = self.part.indexes()?;
        let mut counted = Counted::none(self.part.len(), self.tally.adds);
        let listed = match self.by(indexes, of)? {
            By::Goods(held) => held,
            By::Hours => self.made_at_hours(indexes, &mut counted),
            By::Outlets => self.made_at_outlets(indexes, &mut counted),
        };
        let all_count = self.is_sure_of_time() && self.tables.outlets.is_none();
        for place in listed.iter() {
            let owner = indexes.owners.get(place).copied().map_or(0, usize::from);
            if of.contains(owner) && (all_count || self.counts(place)) {
                counted.add(owner, || self.added(place));
            }
        }
        Some(of.by_word(|first, word| {
            ones(word).fold(0, |found, bit| {
                let (purchases, sum) = counted.of(first + bit);
                found | u64::from(self.tally.holds(purchases, sum)) << bit
            })
        }))
    }

    /// What lists few enough.
    fn by(&self, indexes: &Indexes, of: &Bits) -> Option<By> {
        if let Some(goods) = self.tally.goods {
            let lines = self.purchases().goods.len() / self.part.len().max(1);
            let most = of.count() * (lines + A_MEMBER) / A_PURCHASE;
            return self.part.with_goods(goods, most).map(By::Goods);
        }
        let (then, there) = (self.made_then(indexes), self.made_there(indexes));
        let asked = self.part.purchases() * of.count() / self.part.len().max(1);
        match then < there {
            _ if then.min(there) > asked / LOOKED_UP => None,
            true => Some(By::Hours),
            false => Some(By::Outlets),
        }
    }

    /// Whether all purchases of the part were made at a time that counts.
    fn is_sure_of_time(&self) -> bool {
        self.is_inside && self.tables.hours.is_none()
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

    /// Counts purchases of hours that are sure to count, and lists those of hours that may.
    fn made_at_hours(&self, indexes: &Indexes, counted: &mut Counted) -> Bits {
        let mut listed = Bits::empty(self.part.purchases());
        let Some(hours) = &indexes.hours else {
            return listed;
        };
        let (week, window) = (self.tables.hours.as_ref(), self.tally.window());
        for hour in hours.of_window(window).0 {
            let (of_week, is_edge) = hours.tell(hour, window);
            let told = week.map_or(IN, |week| week[usize::from(of_week)]);
            if told & IN != 0 {
                let is_sure = told == IN && !is_edge && self.tables.outlets.is_none();
                self.take((hours.index(), hour), is_sure, counted, &mut listed);
            }
        }
        listed
    }

    /// The same by outlet.
    fn made_at_outlets(&self, indexes: &Indexes, counted: &mut Counted) -> Bits {
        let mut listed = Bits::empty(self.part.purchases());
        let index = &indexes.outlets;
        let counts = self.tables.outlets.iter().flatten().take(index.len());
        for (outlet, _) in counts.enumerate().filter(|(_, counts)| **counts != 0) {
            self.take(
                (index, outlet),
                self.is_sure_of_time(),
                counted,
                &mut listed,
            );
        }
        listed
    }

    /// Counts the purchases of a number, or lists them to be read in order: something of them is asked or added up.
    fn take(
        &self,
        (index, number): (&Index, usize),
        is_sure: bool,
        counted: &mut Counted,
        listed: &mut Bits,
    ) {
        match is_sure && self.tally.adds == Adds::Nothing {
            true => index
                .owners(number)
                .for_each(|owner| counted.add(owner, || 0)),
            false => index.places(number).for_each(|place| listed.set(place)),
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

    /// What is added up of the purchase at a place: all of it, or its lines with the goods that are asked for.
    fn added(&self, place: usize) -> i64 {
        let purchases = self.purchases();
        let Some(goods) = self.tally.goods else {
            return purchases.net.get(place);
        };
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
