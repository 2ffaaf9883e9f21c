//! Days that come every year.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::date::{LocalDate, days_in_month, read_digits};
use super::error::TimeError;
use crate::number::{serde_as_text, shown};

/// The day on which `date` is celebrated in a year; 29 February on 28 February in a common year.
pub fn anniversary(date: LocalDate, year: i32) -> LocalDate {
    MonthDay::of(date).in_year(year)
}

/// The anniversary of `date` that has the day `on` within so many days before and after it, both
/// included.
///
/// The turn of the year is no border: a birthday on 2 January is near on 30 December. If two are
/// near, the earlier one. The date itself counts as an anniversary, and so do years before it; who
/// minds compares the answer with the date.
pub fn anniversary_near(
    date: LocalDate,
    on: LocalDate,
    days_before: i32,
    days_after: i32,
) -> Option<LocalDate> {
    let reach = |days: i32| days.clamp(0, 10 * 366);
    let (first, last) = (
        on.plus_days(-reach(days_after)),
        on.plus_days(reach(days_before)),
    );
    let celebrated = (first.year()..=last.year()).map(|year| anniversary(date, year));
    celebrated
        .into_iter()
        .find(|day| (first..=last).contains(day))
}

/// True if the day `on` is within so many days before and after an anniversary of `date`, both
/// included.
pub fn within_anniversary(
    date: LocalDate,
    on: LocalDate,
    days_before: i32,
    days_after: i32,
) -> bool {
    anniversary_near(date, on, days_before, days_after).is_some()
}

/// A day of every year: month and day, written and serialised as `12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i32,
    day: i32,
}

impl MonthDay {
    /// The day with this month (1 to 12) and day of month, if there is one in a leap year.
    pub fn new(month: i32, day: i32) -> Option<Self> {
        LocalDate::new(LEAP_YEAR, month, day).map(Self::of)
    }

    /// Month and day of a date.
    pub const fn of(date: LocalDate) -> Self {
        let (_, month, day) = date.civil();
        Self { month, day }
    }

    /// The month: 1 to 12.
    pub const fn month(self) -> i32 {
        self.month
    }

    /// The day of the month: 1 to 31.
    pub const fn day(self) -> i32 {
        self.day
    }

    /// This day in a year (held within 1 to 9999); 29 February is 28 February in a common year.
    pub fn in_year(self, year: i32) -> LocalDate {
        let year = year.clamp(1, 9999);
        let day = self.day.min(days_in_month(year, self.month));
        LocalDate::new(year, self.month, day).unwrap_or(LocalDate::MIN)
    }
}

const LEAP_YEAR: i32 = 2_000;

impl FromStr for MonthDay {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let parts = text
            .split_once('-')
            .and_then(|(month, day)| read_digits(month, 2).zip(read_digits(day, 2)));
        let month_day = parts.and_then(|(month, day)| Self::new(month, day));
        month_day.ok_or_else(|| TimeError::NotAMonthDay { text: shown(text) })
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}-{:02}", self.month, self.day)
    }
}

serde_as_text!(
    MonthDay,
    crate::both!("a day of the year, like 12-31", "день года, например 12-31")
);

impl JsonSchema for MonthDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MonthDay".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day of every year: month and day, like 12-31.",
            "pattern": "^[0-9]{2}-[0-9]{2}$"
        })
    }
}

/// From a day of every year up to, not including, another: `{ from: 12-20, to: 01-10 }`.
///
/// It wraps the year if it ends before it starts, and is the whole year if it ends where it starts.
/// A 29 February stands for 28 February in a common year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearlyWindow {
    /// The first day inside.
    pub from: MonthDay,
    /// The first day after it.
    pub to: MonthDay,
}

impl YearlyWindow {
    /// True for a day inside.
    pub fn contains(self, date: LocalDate) -> bool {
        let (from, to) = (self.from.in_year(date.year()), self.to.in_year(date.year()));
        if self.from < self.to {
            return from <= date && date < to;
        }
        from <= date || date < to
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_day_is_celebrated_on_the_28th_in_common_years() {
        assert_eq!(anniversary(date("2000-02-29"), 2024), date("2024-02-29"));
        assert_eq!(anniversary(date("2000-02-29"), 2025), date("2025-02-28"));
        assert_eq!(anniversary(date("2000-02-29"), 2100), date("2100-02-28"));
        assert_eq!(anniversary(date("1990-06-15"), 2026), date("2026-06-15"));
    }

    fn check(born: &str, on: &str, before: i32, after: i32, expected: Option<&str>) {
        assert_eq!(
            anniversary_near(date(born), date(on), before, after),
            expected.map(date),
            "{born} on {on}"
        );
    }

    #[test]
    fn days_around_an_anniversary_count() {
        check("1990-06-15", "2026-06-15", 0, 0, Some("2026-06-15"));
        check("1990-06-15", "2026-06-08", 7, 7, Some("2026-06-15"));
        check("1990-06-15", "2026-06-07", 7, 7, None);
        check("1990-06-15", "2026-06-22", 7, 7, Some("2026-06-15"));
        check("1990-06-15", "2026-06-23", 7, 7, None);
        check("2000-02-29", "2025-02-28", 0, 0, Some("2025-02-28"));
        check("2000-02-29", "2025-03-01", 0, 0, None);
        check("2000-02-29", "2024-02-28", 0, 0, None);
        check("1990-06-15", "2026-06-15", -1, -1, Some("2026-06-15"));
    }

    #[test]
    fn the_turn_of_the_year_is_no_border() {
        check("1990-01-02", "2025-12-30", 7, 0, Some("2026-01-02"));
        check("1990-12-30", "2026-01-03", 0, 7, Some("2025-12-30"));
        check("1990-12-30", "2026-01-03", 0, 3, None);
        assert!(within_anniversary(
            date("1990-01-02"),
            date("2025-12-30"),
            7,
            7
        ));
    }

    fn check_yearly(from: &str, to: &str, on: &str, inside: bool) {
        let window = YearlyWindow {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        };
        assert_eq!(window.contains(date(on)), inside, "{on} in {from}..{to}");
    }

    #[test]
    fn yearly_windows_are_half_open_and_wrap_the_year() {
        check_yearly("06-01", "09-01", "2026-06-01", true);
        check_yearly("06-01", "09-01", "2026-08-31", true);
        check_yearly("06-01", "09-01", "2026-09-01", false);
        check_yearly("12-20", "01-10", "2026-12-20", true);
        check_yearly("12-20", "01-10", "2026-12-31", true);
        check_yearly("12-20", "01-10", "2026-01-09", true);
        check_yearly("12-20", "01-10", "2026-01-10", false);
        check_yearly("12-20", "01-10", "2026-12-19", false);
        check_yearly("03-01", "03-01", "2026-02-01", true);
        check_yearly("02-29", "03-05", "2025-02-28", true);
        check_yearly("02-29", "03-05", "2024-02-28", false);
        check_yearly("02-20", "02-29", "2024-02-28", true);
        check_yearly("02-20", "02-29", "2025-02-28", false);
    }

    #[test]
    fn a_month_and_day_is_written_as_such() {
        assert_eq!("02-29".parse::<MonthDay>().unwrap().to_string(), "02-29");
        for text in ["02-30", "13-01", "2-1", "", "0229", "00-10"] {
            let message = text.parse::<MonthDay>().unwrap_err().to_string();
            assert_eq!(
                message,
                format!("`{text}` is not a day of the year; write month and day, like 12-31")
            );
        }
    }

    proptest! {
        #[test]
        fn each_anniversary_is_near_itself(
            born in -20_000..20_000,
            year in 1_900..2_200,
            before in 0_i32..400,
            after in 0_i32..400,
        ) {
            let born = LocalDate::from_days(born);
            let day = anniversary(born, year);
            prop_assert_eq!(anniversary_near(born, day, 0, 0), Some(day));
            prop_assert!(within_anniversary(born, day.plus_days(-before), before, 0));
            prop_assert!(within_anniversary(born, day.plus_days(after), 0, after));
        }
    }
}
