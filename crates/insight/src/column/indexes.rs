//! Which purchases of a part hold which goods, where they were made, and when.

use std::ops::Range;

use regulars_engine::condition::Answers;
use regulars_engine::time::Window;

use super::coarse::{hour_number, hour_of_week};
use super::list::{index, place};
use super::part::Purchases;
use crate::segment::Bits;

/// The most hours between the first purchase of a part and the last for which they are kept by the hour: thirty years.
const HOURS_MAX: usize = 30 * 366 * 24;

/// Purchases of a part, listed by what questions ask for: whoever asks for a few need not read those of everybody.
/// Fourteen bytes for each purchase and four for each of its goods.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Indexes {
    /// By goods, each purchase once for each of its goods.
    pub goods: Index,
    /// By outlet.
    pub outlets: Index,
    /// By the hour at which they were made, unless that lies too far apart.
    pub hours: Option<Hours>,
    /// Of each purchase, the place of the member.
    pub owners: Vec<u16>,
}

/// Places of purchases by a number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Index {
    /// Where the purchases of each number end.
    ends: Vec<u32>,
    purchases: Vec<u32>,
    /// The places of their members, where those are wanted without reading anything of the purchase.
    owners: Vec<u16>,
}

/// Places of purchases by the hour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hours {
    /// The hour that has the number 0, counted from 1970-01-01T00Z.
    first: i64,
    index: Index,
}

impl Indexes {
    /// Of all purchases of a part; `None` if it has more members than parts have.
    pub fn of(purchases: &Purchases) -> Option<Self> {
        let mut owners = Vec::with_capacity(purchases.at.len());
        for member in 0..purchases.of.len() {
            let bought = purchases.of.range(member);
            owners.resize(bought.end, u16::try_from(member).ok()?);
        }
        let outlet = |n: usize| Some((index(purchases.outlet.get(n)?), n));
        Some(Self {
            goods: Index::of(|| goods(purchases)),
            outlets: Index::of(|| (0..purchases.outlet.len()).filter_map(outlet)).owned(&owners),
            hours: Hours::of(purchases, &owners),
            owners,
        })
    }

    /// Bytes they take.
    pub fn memory(&self) -> usize {
        let hours = self.hours.as_ref();
        self.goods.memory() + self.outlets.memory() + hours.map_or(0, |hours| hours.index.memory())
    }
}

impl Index {
    /// Of pairs of a number and the place of a purchase; they are made twice, places from the lowest on.
    fn of<I: Iterator<Item = (usize, usize)>>(pairs: impl Fn() -> I) -> Self {
        let mut ends = Vec::new();
        for (number, _) in pairs() {
            if ends.len() <= number {
                ends.resize(number + 1, 0);
            }
            if let Some(count) = ends.get_mut(number) {
                *count += 1;
            }
        }
        let mut all = 0;
        for end in &mut ends {
            // For now where they begin; filling moves it to where they end.
            all += std::mem::replace(end, all);
        }
        let mut purchases = vec![0; index(all)];
        for (number, purchase) in pairs() {
            if let Some(end) = ends.get_mut(number)
                && let Some(slot) = purchases.get_mut(index(*end))
            {
                *slot = place(purchase);
                *end += 1;
            }
        }
        Self {
            ends,
            purchases,
            owners: Vec::new(),
        }
    }

    fn owned(mut self, owners: &[u16]) -> Self {
        let owner = |place: &u32| owners.get(index(*place)).copied();
        self.owners = self.purchases.iter().filter_map(owner).collect();
        self
    }

    /// How many numbers there are: the highest and those below.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, numbers: Range<usize>) -> Range<usize> {
        let end = |number: usize| self.ends.get(number).copied().map_or(0, index);
        let end = |upto: usize| upto.checked_sub(1).map_or(0, end);
        end(numbers.start)..end(numbers.end.min(self.len()))
    }

    /// How many purchases a number has.
    pub fn count(&self, number: usize) -> usize {
        self.range(number..number + 1).len()
    }

    /// Places of the purchases of a number.
    pub fn places(&self, number: usize) -> impl Iterator<Item = usize> {
        let places = self.purchases.get(self.range(number..number + 1));
        let places = places.unwrap_or_default().iter();
        places.map(|place| index(*place))
    }

    /// Places of the members of those purchases, each as often as it has one.
    pub fn owners(&self, number: usize) -> impl Iterator<Item = usize> {
        let owners = self.owners.get(self.range(number..number + 1));
        owners.unwrap_or_default().iter().copied().map(usize::from)
    }

    /// Purchases of any of the numbers that answers are about; `None` if more than so many are listed.
    pub fn any(&self, wanted: &Answers, purchases: usize, most: usize) -> Option<Bits> {
        let wanted = || (0..self.len()).filter(|n| wanted.get(place(*n)));
        if wanted().map(|number| self.count(number)).sum::<usize>() > most {
            return None;
        }
        let mut found = Bits::empty(purchases);
        let places = wanted().flat_map(|number| self.places(number));
        places.for_each(|purchase| found.set(purchase));
        Some(found)
    }

    fn memory(&self) -> usize {
        (self.ends.capacity() + self.purchases.capacity()) * size_of::<u32>()
            + self.owners.capacity() * size_of::<u16>()
    }
}

impl Hours {
    fn of(purchases: &Purchases, owners: &[u16]) -> Option<Self> {
        let (first, last) = purchases.made()?;
        let (first, last) = (hour_number(first), hour_number(last));
        let from_first = |hour: i64| usize::try_from(hour - first).unwrap_or(usize::MAX);
        let at = || purchases.at.iter().enumerate();
        let pairs = || at().map(|(n, at)| (from_first(hour_number(*at)), n));
        (from_first(last) < HOURS_MAX).then(|| Self {
            first,
            index: Index::of(pairs).owned(owners),
        })
    }

    /// Hours that a window shares with these, and how many purchases were made in them.
    pub fn of_window(&self, window: Window) -> (Range<usize>, usize) {
        let number = |hour: i64| usize::try_from(hour.saturating_sub(self.first)).unwrap_or(0);
        let from = number(hour_number(window.from)).min(self.index.len());
        let to = number(hour_number(window.to).saturating_add(1)).min(self.index.len());
        let hours = from..to.max(from);
        (hours.clone(), self.index.range(hours).len())
    }

    /// The hour of the week of one of the hours, and whether only the instant tells on which side of the window a purchase
    /// of it lies.
    pub fn tell(&self, hour: usize, window: Window) -> (u8, bool) {
        let number = i64::try_from(hour)
            .unwrap_or(i64::MAX)
            .saturating_add(self.first);
        let is_edge = number == hour_number(window.from) || number == hour_number(window.to);
        (hour_of_week(number), is_edge)
    }

    /// Purchases by these hours.
    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// The goods of every purchase, each of them once.
fn goods(purchases: &Purchases) -> impl Iterator<Item = (usize, usize)> {
    /// Not bought yet.
    const NEVER: u32 = u32::MAX;
    let mut last = Vec::new();
    let of_line = |line: usize| purchases.goods.get(line).map(index);
    let of = move |purchase: usize| {
        let lines = purchases.lines.range(purchase);
        lines
            .filter_map(of_line)
            .map(move |goods| (goods, purchase))
    };
    let mut is_first = move |(goods, purchase): &(usize, usize)| {
        if last.len() <= *goods {
            last.resize(goods + 1, NEVER);
        }
        let last = last.get_mut(*goods);
        last.is_some_and(|last| std::mem::replace(last, place(*purchase)) != place(*purchase))
    };
    let pairs = (0..purchases.at.len()).flat_map(of);
    pairs.filter(move |pair| is_first(pair))
}
