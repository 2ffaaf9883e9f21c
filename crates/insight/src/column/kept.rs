//! Kept purchases of members, as reports read them: by the day and the hour at the place of the sale.

use std::ops::Range;

use regulars_engine::id::MemberId;
use regulars_engine::time::{Instant, LocalDate};

use super::columns::Columns;
use super::part::Purchases;
use crate::history::{Histories, Purchase};
use crate::rfm::Buyers;
use crate::threads;

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;

/// No clock is further from another: two days whatever their offsets are.
const CLOCKS_MS: i64 = 2 * DAY_MS + 4 * HOUR_MS;

/// A purchase of which something was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Who bought.
    pub member: MemberId,
    /// The day at the place of the sale.
    pub day: LocalDate,
    /// The hour there, 0 to 23.
    pub hour: u8,
    /// Paid and kept, in minor units.
    pub amount: i64,
}

/// Members who have bought, with what scores are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuyerColumns {
    /// Who, in order.
    pub members: Vec<MemberId>,
    /// The day of the last purchase.
    pub last_day: Vec<i64>,
    /// Purchases in the window.
    pub frequency: Vec<i64>,
    /// Paid and kept in the window, in minor units.
    pub monetary: Vec<i64>,
}

impl BuyerColumns {
    /// As scores read them.
    pub fn lent(&self) -> Buyers<'_> {
        Buyers {
            last_day: &self.last_day,
            frequency: &self.frequency,
            monetary: &self.monetary,
        }
    }

    fn with_capacity(members: usize) -> Self {
        Self {
            members: Vec::with_capacity(members),
            last_day: Vec::with_capacity(members),
            frequency: Vec::with_capacity(members),
            monetary: Vec::with_capacity(members),
        }
    }

    fn append(&mut self, mut other: Self) {
        self.members.append(&mut other.members);
        self.last_day.append(&mut other.last_day);
        self.frequency.append(&mut other.frequency);
        self.monetary.append(&mut other.monetary);
    }
}

impl Columns {
    /// Tells of every kept purchase of some members, in order of member and instant.
    pub fn each_kept(&self, who: impl Fn(MemberId) -> bool, mut tell: impl FnMut(Kept)) {
        for stretch in self.stretches() {
            stretch.each(|part, n| {
                let Some(member) = part.ids.get(n).copied().filter(|member| who(*member)) else {
                    return;
                };
                for place in part.purchases.of.range(n) {
                    tell(self.kept(member, &part.purchases, place));
                }
            });
        }
    }

    /// The purchase of a member at a place of the part.
    pub(super) fn kept(&self, member: MemberId, purchases: &Purchases, place: usize) -> Kept {
        let local = self.local_ms(purchases, place);
        Kept {
            member,
            day: day(local),
            hour: u8::try_from(local.rem_euclid(DAY_MS) / HOUR_MS).unwrap_or_default(),
            amount: purchases.net.get(place),
        }
    }

    /// Those of some members who have bought, in order, and their purchases by day.
    pub fn histories(&self, who: impl Fn(MemberId) -> bool + Sync) -> (Vec<MemberId>, Histories) {
        let found = threads::each(&self.stretches(), |_, stretch| {
            let (mut members, mut histories) = (Vec::new(), Histories::default());
            let mut bought = Vec::new();
            stretch.each(|part, n| {
                let member = part.ids.get(n).filter(|member| who(**member));
                let places = part.purchases.of.range(n);
                let Some(member) = member.filter(|_| !places.is_empty()) else {
                    return;
                };
                bought.extend(places.map(|place| Purchase {
                    day: day(self.local_ms(&part.purchases, place)).days(),
                    amount: part.purchases.net.get(place),
                }));
                // They stand in order of instant; places in other zones may have had another day.
                bought.sort_by_key(|purchase| purchase.day);
                bought
                    .drain(..)
                    .for_each(|purchase| histories.push(purchase));
                histories.end_member();
                members.push(*member);
            });
            (members, histories)
        });
        let mut all = (Vec::new(), Histories::default());
        for (mut members, histories) in found {
            all.0.append(&mut members);
            all.1.append(&histories);
        }
        all
    }

    /// Those of some members who had bought by the end of a day, in order, with what scores are made of; what was bought
    /// from the first day to the last, both included, counts.
    pub fn buyers(
        &self,
        days: (LocalDate, LocalDate),
        who: impl Fn(MemberId) -> bool + Sync,
    ) -> BuyerColumns {
        let window = Window::of(days);
        let found = threads::each(&self.stretches(), |_, stretch| {
            let mut buyers = BuyerColumns::with_capacity(stretch.most());
            stretch.each(|part, n| {
                if let Some(member) = part.ids.get(n).filter(|member| who(**member)) {
                    self.add_buyer(&mut buyers, *member, &part.purchases, n, &window);
                }
            });
            buyers
        });
        let everybody = found.iter().map(|buyers| buyers.members.len()).sum();
        let mut all = BuyerColumns::with_capacity(everybody);
        found.into_iter().for_each(|buyers| all.append(buyers));
        all
    }

    fn add_buyer(
        &self,
        buyers: &mut BuyerColumns,
        member: MemberId,
        purchases: &Purchases,
        n: usize,
        window: &Window,
    ) {
        let places = purchases.of.range(n);
        let times = purchases.times(places.clone());
        let (till_end, counted) = if window.is_sure_of(times) {
            (places.clone(), (places.len(), purchases.net.sum(places)))
        } else {
            self.counted(purchases, places, window)
        };
        let Some(last) = self.last_day(purchases, till_end, window.days.1) else {
            return;
        };
        let (frequency, monetary) = counted;
        buyers.members.push(member);
        buyers.last_day.push(i64::from(last.days()));
        buyers
            .frequency
            .push(i64::try_from(frequency).unwrap_or(i64::MAX));
        buyers.monetary.push(monetary);
    }

    /// Purchases up to where the last day may end on some clock; how many of them count, and their money.
    fn counted(
        &self,
        purchases: &Purchases,
        places: Range<usize>,
        window: &Window,
    ) -> (Range<usize>, (usize, i64)) {
        let times = purchases.times(places.clone());
        let from = |bound: Instant| places.start + times.partition_point(|at| *at < bound);
        let sure = from(window.sure.start)..from(window.sure.end);
        let near = from(window.near.start)..from(window.near.end);
        let counts = |place: &usize| {
            sure.contains(place) || window.has(day(self.local_ms(purchases, *place)))
        };
        let (mut frequency, mut monetary) = (0, 0);
        for place in near.clone().filter(counts) {
            frequency += 1;
            monetary += purchases.net.get(place);
        }
        (places.start..near.end, (frequency, monetary))
    }

    /// The day of the last of some purchases, in order of instant, that was made by the end of a day.
    fn last_day(
        &self,
        purchases: &Purchases,
        places: Range<usize>,
        to: LocalDate,
    ) -> Option<LocalDate> {
        let mut last: Option<(Instant, LocalDate)> = None;
        for place in places.rev() {
            let at = purchases.at.get(place).copied()?;
            if last.is_some_and(|(found, _)| found.ms_since(at) > CLOCKS_MS) {
                break;
            }
            let day = day(self.local_ms(purchases, place));
            if day <= to {
                let latest = last.map_or(day, |(_, latest)| latest.max(day));
                last = Some((last.map_or(at, |(found, _)| found), latest));
            }
        }
        last.map(|(_, day)| day)
    }

    /// What the clock at the place showed, as milliseconds since the beginning of 1970 there.
    pub(super) fn local_ms(&self, purchases: &Purchases, place: usize) -> i64 {
        let at = purchases.at.get(place).map_or(0, |at| at.ms());
        let outlet = purchases.outlet.get(place);
        let outlet = outlet.and_then(|outlet| self.words().outlet_at(outlet));
        let offset = outlet.map_or(0, |outlet| outlet.offset.seconds());
        at + i64::from(offset) * 1_000
    }
}

/// Days whose purchases count, and what they are in UTC whatever clock a shop goes by.
struct Window {
    days: (LocalDate, LocalDate),
    /// Within these no clock has to be read.
    sure: Range<Instant>,
    /// Outside of these neither.
    near: Range<Instant>,
}

impl Window {
    fn of((from, to): (LocalDate, LocalDate)) -> Self {
        let (first, end) = (midnight(from), midnight(to).plus_ms(DAY_MS));
        Self {
            days: (from, to),
            sure: first.plus_ms(CLOCKS_MS)..end.plus_ms(-CLOCKS_MS),
            near: first.plus_ms(-CLOCKS_MS)..end.plus_ms(CLOCKS_MS),
        }
    }

    /// Whether purchases of these instants, oldest first, all count on every clock.
    fn is_sure_of(&self, times: &[Instant]) -> bool {
        times.first().is_some_and(|first| self.sure.start <= *first)
            && times.last().is_some_and(|last| *last < self.sure.end)
    }

    fn has(&self, day: LocalDate) -> bool {
        (self.days.0..=self.days.1).contains(&day)
    }
}

/// The day of a clock.
pub(super) fn day(local_ms: i64) -> LocalDate {
    let day = i32::try_from(local_ms.div_euclid(DAY_MS));
    LocalDate::from_days(day.unwrap_or_default())
}

/// Where a day begins in UTC.
fn midnight(day: LocalDate) -> Instant {
    Instant::from_ms(i64::from(day.days()) * DAY_MS)
}
