//! Figures of one period: the formulas.

use std::collections::BTreeMap;

use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::Money;
use regulars_engine::time::{Instant, LocalDate, Zone};
use regulars_store::{PointsMoved, Reader, Sales};

use crate::error::Result;

/// Half an hour: the middle of an hour tells its day, also where clocks are half an hour off.
const HALF_HOUR_MS: i64 = 1_800_000;

/// Days of the calendar, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: LocalDate,
    /// The last; not before the first.
    pub to: LocalDate,
}

impl Period {
    /// How many days.
    pub fn days(self) -> i32 {
        self.to.days_since(self.from) + 1
    }

    /// The period of the same length that ends the day before.
    #[must_use]
    pub fn previous(self) -> Self {
        let to = self.from.plus_days(-1);
        Self {
            from: to.plus_days(1 - self.days()),
            to,
        }
    }

    /// Whether a day lies in it.
    pub fn has(self, day: LocalDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Its first and last day.
    pub(crate) fn ends(self) -> (LocalDate, LocalDate) {
        (self.from, self.to)
    }

    /// From its first instant to the first after it.
    pub(crate) fn instants(self, zone: &Zone) -> (Instant, Instant) {
        let end = self.to.plus_days(1);
        (zone.start_of_day(self.from), zone.start_of_day(end))
    }
}

/// What a period brought. Formulas are those of the product's table of metrics.
///
/// Sales are counted on the day of the sale at its place; points on the day their posting happened and members on the
/// day they joined, in the program's zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Money and purchases. Revenue is `sales`: paid and kept, returns taken off the day of the sale. Program share is
    /// `identified_sales / sales`, identification `identified_purchases / purchases`.
    pub sales: Sales,
    /// Members who joined; with a store, those who call it their home store now.
    pub members_new: i64,
    /// Active members: distinct members with a purchase in the period of which something was kept.
    pub members_active: i64,
    /// Lost members: active in the period before, of the same length, and not in this one.
    pub members_lost: i64,
    /// What became of points, by unit.
    pub points: BTreeMap<UnitId, PointsMoved>,
}

impl Figures {
    /// Average basket: revenue / purchases, to the minor unit; `None` without purchases.
    pub fn average_basket(&self) -> Option<Money> {
        rounded(self.sales.sales.minor(), self.sales.purchases).map(Money::from_minor)
    }

    /// Purchase frequency in hundredths: identified purchases / active members; `None` without any.
    pub fn frequency_hundredths(&self) -> Option<i64> {
        let purchases = self.sales.identified_purchases.saturating_mul(100);
        rounded(purchases, self.members_active)
    }

    fn add(&mut self, day: &Day) {
        self.sales += day.sales;
        self.members_new += day.members_new;
        for (unit, moved) in &day.points {
            *self.points.entry(unit.clone()).or_default() += *moved;
        }
    }
}

/// A quotient to the nearest whole, halves up; `None` by nothing.
fn rounded(sum: i64, by: i64) -> Option<i64> {
    (by > 0).then(|| (sum.saturating_mul(2).saturating_add(by)).div_euclid(by.saturating_mul(2)))
}

/// What a day brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: LocalDate,
    /// Money and purchases.
    pub sales: Sales,
    /// Members who joined.
    pub members_new: i64,
    /// What became of points, by unit.
    pub points: BTreeMap<UnitId, PointsMoved>,
}

/// Every day of a period, also those that brought nothing.
pub(crate) fn days(
    reader: &Reader<'_>,
    period: Period,
    zone: &Zone,
    store: Option<&StoreId>,
) -> Result<Vec<Day>> {
    let mut days = Calendar::of(period);
    for (date, sales) in reader.sales(period.ends(), store)? {
        days.on(date, |day| day.sales += sales);
    }
    let instants = period.instants(zone);
    for (hour, unit, moved) in reader.points_moved(instants, store)? {
        days.on(day_of(zone, hour), |day| {
            *day.points.entry(unit).or_default() += moved
        });
    }
    for (hour, members) in reader.members_joined(instants, store)? {
        days.on(day_of(zone, hour), |day| day.members_new += members);
    }
    Ok(days.0)
}

/// The day of the hour of UTC in which something happened: sums are kept by it.
pub(crate) fn day_of(zone: &Zone, at: Instant) -> LocalDate {
    let hour = at.plus_ms(-at.ms().rem_euclid(2 * HALF_HOUR_MS));
    zone.date(hour.plus_ms(HALF_HOUR_MS))
}

/// The sums of some days.
pub(crate) fn sum<'d>(days: impl IntoIterator<Item = &'d Day>) -> Figures {
    let mut figures = Figures::default();
    days.into_iter().for_each(|day| figures.add(day));
    figures
}

/// Days in order, none left out.
struct Calendar(Vec<Day>);

impl Calendar {
    fn of(period: Period) -> Self {
        let empty = |days| Day {
            date: period.from.plus_days(days),
            sales: Sales::default(),
            members_new: 0,
            points: BTreeMap::new(),
        };
        Self((0..period.days()).map(empty).collect())
    }

    /// Changes a day; one that is not there has nothing to change.
    fn on(&mut self, date: LocalDate, change: impl FnOnce(&mut Day)) {
        let first = self.0.first().map_or(date, |day| day.date);
        let place = usize::try_from(date.days_since(first)).ok();
        if let Some(day) = place.and_then(|place| self.0.get_mut(place)) {
            change(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn the_previous_period_is_as_long_and_ends_the_day_before() {
        let check = |of: (&str, &str), previous: (&str, &str)| {
            assert_eq!(
                period(of.0, of.1).previous(),
                period(previous.0, previous.1)
            );
        };
        check(("2026-03-10", "2026-03-10"), ("2026-03-09", "2026-03-09"));
        check(("2026-03-01", "2026-03-31"), ("2026-01-29", "2026-02-28"));
        check(("2025-01-01", "2025-12-31"), ("2024-01-02", "2024-12-31"));
    }

    #[test]
    fn quotients_are_rounded_to_the_nearest() {
        for (sum, by, expected) in [
            (10, 4, Some(3)),
            (9, 4, Some(2)),
            (-10, 4, Some(-2)),
            (-11, 4, Some(-3)),
            (0, 1, Some(0)),
            (5, 0, None),
        ] {
            assert_eq!(rounded(sum, by), expected, "{sum} / {by}");
        }
    }
}
