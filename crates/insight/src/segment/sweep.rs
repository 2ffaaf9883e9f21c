//! Counting past purchases of many members in one go.
//!
//! What counts is the engine's to say ([`Tally`]); here it is only looked up for whole columns at a time. Of each purchase
//! it is first asked what its day, its hour of the week and its outlet tell, a byte each; where that leaves it open,
//! its instant is read.

use std::ops::Range;

use regulars_engine::condition::{Adds, Answers, Condition, Tally};

use super::bits::{Bits, ones};
use super::select::Asked;
use super::tables::{IN, Tables, UNSURE, of_day};
use crate::column::{Narrow, Part, Purchases, week_fits};

/// What it takes to begin with a member, and with a purchase that is looked up, in lines that are read.
const A_MEMBER: usize = 50;
const A_PURCHASE: usize = 4;

/// A count over the purchases of a part.
#[derive(Debug)]
pub(super) struct Sweep<'p> {
    tally: Tally<'p>,
    tables: &'p Tables,
    asked: &'p Asked<'p>,
    part: &'p Part,
    /// Whether all purchases here were made in the window.
    is_inside: bool,
    /// For each purchase of the members that are being asked, what is known of it: [`IN`] and [`UNSURE`].
    counts: Vec<u8>,
    /// The same eight by eight, once it is settled: a byte of 1 for each that counts.
    eights: Vec<u64>,
    /// How many count before each eight.
    before: Vec<u32>,
    /// What is added up before each purchase.
    sums: Vec<i64>,
}

/// A 1 in each byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);

impl<'p> Sweep<'p> {
    /// A count for a leaf that can be counted so.
    pub(super) fn of(
        condition: &'p Condition,
        tables: &'p Tables,
        asked: &'p Asked<'p>,
        part: &'p Part,
    ) -> Option<Self> {
        let tally = Tally::of(condition)?;
        Some(Self {
            tally,
            tables,
            asked,
            part,
            is_inside: part.purchases.lie_in(tally.window()),
            counts: Vec::new(),
            eights: Vec::new(),
            before: Vec::new(),
            sums: Vec::new(),
        })
    }

    fn purchases(&self) -> &'p Purchases {
        &self.part.purchases
    }

    /// Those of 64 members for whom it holds: the first of them, and a bit for each who is asked.
    pub(super) fn ask(&mut self, first: usize, members: u64) -> u64 {
        let of = &self.purchases().of;
        let bought = of.ranges(first..of.len().min(first + 64));
        self.mark(bought.clone());
        self.settle(bought.start);
        if self.tally.adds != Adds::Nothing {
            self.add_up(bought.clone());
        }
        ones(members).fold(0, |found, bit| {
            let own = of.range(first + bit);
            let (from, to) = (own.start - bought.start, own.end - bought.start);
            let counted = self.counted(to).saturating_sub(self.counted(from));
            let holds = self.tally.holds(counted, self.sum(to) - self.sum(from));
            found | u64::from(holds) << bit
        })
    }

    /// How many purchases count before the n-th.
    fn counted(&self, n: usize) -> usize {
        let before = self.before.get(n / 8).copied().unwrap_or_default();
        let eight = self.eights.get(n / 8).copied().unwrap_or_default();
        // Those of the eight before it: the lower bytes.
        let behind = u32::try_from(64 - n % 8 * 8).unwrap_or_default();
        let eight = eight.checked_shl(behind).unwrap_or_default();
        usize::try_from(before + ones_of(eight)).unwrap_or_default()
    }

    /// What is added up of purchases before the n-th; 0 if nothing is.
    fn sum(&self, n: usize) -> i64 {
        self.sums.get(n).copied().unwrap_or_default()
    }

    /// Marks what days, hours and outlets tell of purchases.
    fn mark(&mut self, bought: Range<usize>) {
        let purchases = self.purchases();
        self.counts.clear();
        if self.is_inside {
            self.counts.resize(bought.len(), IN);
        } else {
            let (from, to) = self.tables.days;
            let span = to.wrapping_sub(from);
            let days = purchases.day.get(bought.clone()).unwrap_or_default();
            self.counts
                .extend(days.iter().map(|day| of_day(*day, from, span)));
        }
        if let Some(outlets) = &self.tables.outlets {
            let counts = &mut self.counts;
            purchases.outlet.keep(bought.clone(), outlets, counts);
        }
        if let Some(hours) = &self.tables.hours {
            let at = purchases.hour.get(bought).unwrap_or_default();
            for (counts, hour) in self.counts.iter_mut().zip(at) {
                *counts = both(*counts, hours[usize::from(*hour)]);
            }
        }
    }

    /// Reads the instants of purchases that only those tell about, and counts.
    fn settle(&mut self, first: usize) {
        let (tally, asked, purchases) = (self.tally, self.asked, self.purchases());
        self.counts.resize(self.counts.len().next_multiple_of(8), 0);
        self.eights.clear();
        self.before.clear();
        let mut count = 0;
        let (eights, _) = self.counts.as_chunks_mut::<8>();
        for (n, counts) in eights.iter_mut().enumerate() {
            let mut eight = u64::from_le_bytes(*counts);
            if eight & (eight >> 1) & ONES != 0 {
                for (counts, place) in counts.iter_mut().zip(first + n * 8..) {
                    if *counts == IN | UNSURE {
                        *counts = u8::from(is_in(&tally, asked, purchases, place));
                    }
                }
                eight = u64::from_le_bytes(*counts);
            }
            self.eights.push(eight & ONES);
            self.before.push(count);
            count += ones_of(eight & ONES);
        }
        self.before.push(count);
    }

    /// Adds up the money of purchases that count.
    fn add_up(&mut self, bought: Range<usize>) {
        let net = &self.purchases().net;
        let counts = self.counts.iter().map(|counts| -i64::from(counts & IN));
        let mut sum = 0;
        self.sums.clear();
        self.sums.push(0);
        match net.small(bought.clone()) {
            Some(small) => self
                .sums
                .extend(small.iter().zip(counts).map(|(paid, is_in)| {
                    sum += i64::from(*paid) & is_in;
                    sum
                })),
            None => self.sums.extend(bought.zip(counts).map(|(n, is_in)| {
                sum += net.get(n) & is_in;
                sum
            })),
        }
    }

    /// Those of some members for whom it holds, of a tally of goods; `None` if it is less work to ask each.
    pub(super) fn ask_for_goods(&self, of: &Bits) -> Option<Bits> {
        let (goods, purchases) = (self.tally.goods?, self.purchases());
        let lines = purchases.goods.len() / self.part.len().max(1);
        let each = of.count() * (lines + A_MEMBER) / A_PURCHASE;
        let held = self.part.with_goods(goods, each)?;
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
        for place in held.iter() {
            let owner = purchases.owner(place, member);
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

/// The sum of bytes that are 0 or 1.
#[inline]
fn ones_of(eight: u64) -> u32 {
    u32::try_from(eight.wrapping_mul(ONES) >> 56).unwrap_or_default()
}

/// What two filters say together.
#[inline]
fn both(one: u8, two: u8) -> u8 {
    (one & two & IN) | ((one | two) & UNSURE)
}

/// Whether the instant of the purchase at a place is one that counts; its outlet is.
fn is_in(tally: &Tally<'_>, asked: &Asked<'_>, purchases: &Purchases, place: usize) -> bool {
    let at = purchases.at.get(place).copied();
    let week = |week| week_fits(asked.frame(), asked.words(), purchases, (week, place));
    at.is_some_and(|at| tally.window().contains(at))
        && tally.week.is_none_or(|filter| week(filter) == Some(true))
}
