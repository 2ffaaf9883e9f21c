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

/// The anniversary of `date` that has the day `on` within so many days before and after it, both included.
///
/// The turn of the year is no border: a birthday on 2 January is near on 30 December. If two are near, the
/// earlier one. The date itself counts as an anniversary, and so do years before it; who minds compares the
/// answer with the date.
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

/// True if the day `on` is within so many days before and after an anniversary of `date`, both included.
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

serde_as_text!(MonthDay, "a day of the year, like 12-31");

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
/// It wraps the year if it ends before it starts, and is the whole year if it ends where it starts. A
/// 29 February stands for 28 February in a common year.
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
