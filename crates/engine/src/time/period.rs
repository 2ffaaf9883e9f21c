//! Periods of the calendar: one row of a limit or a counter is one of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::LocalDate;
use super::instant::Instant;
use super::window::Window;
use super::zone::Zone;

/// A kind of calendar period. A period is named by its first day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A local day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// The first day of the period a day lies in: the period's key.
    pub fn start(self, date: LocalDate) -> LocalDate {
        match self {
            Self::Day => date,
            Self::Week => date.plus_days(-date.weekday().index()),
            Self::Month => date.first_of_month(),
            Self::Quarter => date.first_of_month().plus_months(-((date.month() - 1) % 3)),
            Self::Year => date.first_of_year(),
        }
    }

    /// The first day of the next period.
    pub fn end(self, date: LocalDate) -> LocalDate {
        let start = self.start(date);
        match self {
            Self::Day => start.plus_days(1),
            Self::Week => start.plus_days(7),
            Self::Month => start.plus_months(1),
            Self::Quarter => start.plus_months(3),
            Self::Year => start.plus_years(1),
        }
    }

    /// The key of the period an instant lies in.
    pub fn key(self, at: Instant, zone: &Zone) -> LocalDate {
        self.start(zone.date(at))
    }

    /// The window of the period a day lies in.
    pub fn window(self, date: LocalDate, zone: &Zone) -> Window {
        Window {
            from: zone.start_of_day(self.start(date)),
            to: zone.start_of_day(self.end(date)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Period; 5] = [
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Quarter,
        Period::Year,
    ];

    fn check(period: Period, day: &str, start: &str, end: &str) {
        let day: LocalDate = day.parse().unwrap();
        assert_eq!(
            (
                period.start(day).to_string().as_str(),
                period.end(day).to_string().as_str()
            ),
            (start, end)
        );
    }

    #[test]
    fn each_period_has_its_first_day() {
        check(Period::Day, "2026-03-01", "2026-03-01", "2026-03-02");
        check(Period::Week, "2026-03-01", "2026-02-23", "2026-03-02");
        check(Period::Week, "2026-03-02", "2026-03-02", "2026-03-09");
        check(Period::Month, "2026-12-31", "2026-12-01", "2027-01-01");
        check(Period::Quarter, "2026-03-31", "2026-01-01", "2026-04-01");
        check(Period::Quarter, "2026-12-31", "2026-10-01", "2027-01-01");
        check(Period::Year, "2024-02-29", "2024-01-01", "2025-01-01");
    }

    #[test]
    fn a_period_is_that_of_the_local_day() {
        let at: Instant = "2026-02-28T22:00:00Z".parse().unwrap();
        let key = |name: &str| {
            Period::Month
                .key(at, &Zone::parse(name).unwrap())
                .to_string()
        };
        assert_eq!(key("Europe/Moscow"), "2026-03-01");
        assert_eq!(key("Europe/London"), "2026-02-01");
    }

    proptest! {
        #[test]
        fn periods_tile_the_calendar(days in -100_000..100_000) {
            let zone = Zone::parse("America/Sao_Paulo").unwrap();
            let day = LocalDate::from_days(days);
            for period in ALL {
                prop_assert!(period.start(day) <= day && day < period.end(day));
                prop_assert_eq!(period.start(period.end(day)), period.end(day));
                prop_assert_eq!(period.end(period.start(day)), period.end(day));
                let window = period.window(day, &zone);
                prop_assert!(window.contains(zone.start_of_day(day)));
                prop_assert_eq!(period.window(period.end(day), &zone).from, window.to);
            }
        }
    }
}
