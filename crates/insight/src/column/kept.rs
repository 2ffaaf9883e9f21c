//! Kept purchases of members, as reports read them: by the day and the hour at the place of the sale.

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
        (from, to): (LocalDate, LocalDate),
        who: impl Fn(MemberId) -> bool + Sync,
    ) -> BuyerColumns {
        let found = threads::each(&self.stretches(), |_, stretch| {
            let mut buyers = BuyerColumns::default();
            stretch.each(|part, n| {
                if let Some(member) = part.ids.get(n).filter(|member| who(**member)) {
                    self.add_buyer(&mut buyers, *member, &part.purchases, n, (from, to));
                }
            });
            buyers
        });
        let mut all = BuyerColumns::default();
        found.into_iter().for_each(|buyers| all.append(buyers));
        all
    }

    fn add_buyer(
        &self,
        buyers: &mut BuyerColumns,
        member: MemberId,
        purchases: &Purchases,
        n: usize,
        (from, to): (LocalDate, LocalDate),
    ) {
        let places = purchases.of.range(n);
        let times = purchases.times(places.clone());
        let (first, end) = (midnight(from), midnight(to).plus_ms(DAY_MS));
        let before = |bound: Instant| places.start + times.partition_point(|at| *at < bound);
        // Far from both ends no clock has to be read.
        let sure = before(first.plus_ms(CLOCKS_MS))..before(end.plus_ms(-CLOCKS_MS));
        let near = before(first.plus_ms(-CLOCKS_MS))..before(end.plus_ms(CLOCKS_MS));
        let is_sure = |place: &usize| sure.contains(place);
        let counts = |place: &usize| {
            is_sure(place) || (from..=to).contains(&day(self.local_ms(purchases, *place)))
        };
        let Some(last) = self.last_day(purchases, places.start..near.end, to) else {
            return;
        };
        let (mut frequency, mut monetary) = (0, 0);
        for place in near.filter(counts) {
            frequency += 1;
            monetary += purchases.net.get(place);
        }
        buyers.members.push(member);
        buyers.last_day.push(i64::from(last.days()));
        buyers.frequency.push(frequency);
        buyers.monetary.push(monetary);
    }

    /// The day of the last of some purchases, in order of instant, that was made by the end of a day.
    fn last_day(
        &self,
        purchases: &Purchases,
        places: std::ops::Range<usize>,
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

/// The day of a clock.
pub(super) fn day(local_ms: i64) -> LocalDate {
    let day = i32::try_from(local_ms.div_euclid(DAY_MS));
    LocalDate::from_days(day.unwrap_or_default())
}

/// Where a day begins in UTC.
fn midnight(day: LocalDate) -> Instant {
    Instant::from_ms(i64::from(day.days()) * DAY_MS)
}
