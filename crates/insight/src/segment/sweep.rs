//! Counting past purchases of many members in one go.
//!
//! What counts is the engine's to say ([`Tally`]); here it is only looked up for whole columns at a time. Of each purchase
//! it is first asked what its day, its hour of the week and its outlet tell, a byte each; where that leaves it open,
//! its instant is read.

use std::ops::Range;

use regulars_engine::condition::{Adds, Condition, Tally};

use super::bits::ones;
use super::select::Asked;
use super::tables::{IN, Tables, UNSURE, both, of_day};
use crate::column::{Part, Purchases, week_fits};

/// A count over the purchases of a part.
#[derive(Debug)]
pub(super) struct Sweep<'p> {
    pub(super) tally: Tally<'p>,
    pub(super) tables: &'p Tables,
    pub(super) asked: &'p Asked<'p>,
    pub(super) part: &'p Part,
    /// Whether all purchases here were made in the window.
    pub(super) is_inside: bool,
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

    pub(super) fn purchases(&self) -> &'p Purchases {
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
}

/// The sum of bytes that are 0 or 1.
#[inline]
fn ones_of(eight: u64) -> u32 {
    u32::try_from(eight.wrapping_mul(ONES) >> 56).unwrap_or_default()
}

/// Whether the instant of the purchase at a place is one that counts; its outlet is.
pub(super) fn is_in(
    tally: &Tally<'_>,
    asked: &Asked<'_>,
    purchases: &Purchases,
    place: usize,
) -> bool {
    let at = purchases.at.get(place).copied();
    let week = |week| week_fits(asked.frame(), asked.words(), purchases, (week, place));
    at.is_some_and(|at| tally.window().contains(at))
        && tally.week.is_none_or(|filter| week(filter) == Some(true))
}
