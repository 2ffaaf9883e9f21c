//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::error::TimeError;
use super::weekday::Weekday;
use crate::number::{serde_as_text, shown};

/// A day of the calendar from 0001-01-01 to 9999-12-31, apart from any zone.
///
/// Kept as days since 1970-01-01; written and serialised as `2026-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(i32);

impl LocalDate {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);

    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The day of a year (1 to 9999), month (1 to 12) and day of month, if there is such a day.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then(|| Self(days_from_civil(year, month, day)))
    }

    /// The day that many days after 1970-01-01, held within [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    pub fn from_days(days: i32) -> Self {
        Self(days).clamp(Self::MIN, Self::MAX)
    }

    /// Days since 1970-01-01, below zero before it.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1 to 12) and day of month.
    pub const fn civil(self) -> (i32, i32, i32) {
        civil_from_days(self.0)
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.civil().0
    }

    /// The month: 1 to 12.
    pub const fn month(self) -> i32 {
        self.civil().1
    }

    /// The day of the month: 1 to 31.
    pub const fn day(self) -> i32 {
        self.civil().2
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::from_index(self.0 + 3)
    }

    /// The day that many days later, or earlier below zero.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self::from_days(self.0.saturating_add(days))
    }

    /// The same day of the month that many months later (or earlier), clamped to the month's end:
    /// one month after 31 January is 28 or 29 February.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.civil();
        let since_year_0 = (year * 12 + month - 1).saturating_add(months);
        let (year, month) = (since_year_0.div_euclid(12), since_year_0.rem_euclid(12) + 1);
        if year < 1 {
            return Self::MIN;
        }
        Self::new(year, month, day.min(days_in_month(year, month))).unwrap_or(Self::MAX)
    }

    /// The same day of the year that many years later (or earlier); 29 February becomes 28 February in a
    /// common year.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.plus_days(1 - self.day())
    }

    /// The first of January.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        Self(days_from_civil(self.year(), 1, 1))
    }

    /// How many days from `earlier` to this day.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

/// True for a year with a 29 February.
pub(super) const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
pub(super) const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const DAYS_PER_400_YEARS: i32 = 146_097;

/// Days from 0000-03-01 to 1970-01-01. Years that begin in March have their leap day last.
const DAYS_TO_1970: i32 = 719_468;

const fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let months_since_march = (month + 9) % 12;
    let day_of_year = (153 * months_since_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_400_YEARS + day_of_era - DAYS_TO_1970
}

const fn civil_from_days(days: i32) -> (i32, i32, i32) {
    let days = days + DAYS_TO_1970;
    let era = days.div_euclid(DAYS_PER_400_YEARS);
    let day_of_era = days.rem_euclid(DAYS_PER_400_YEARS);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month = (months_since_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

/// Reads exactly `digits` digits.
pub(super) fn read_digits(text: &str, digits: usize) -> Option<i32> {
    let only_digits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if only_digits { text.parse().ok() } else { None }
}

impl FromStr for LocalDate {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let mut parts = text.splitn(3, '-');
        let mut read = |digits| parts.next().and_then(|part| read_digits(part, digits));
        let (year, month, day) = (read(4), read(2), read(2));
        let date = year
            .zip(month)
            .zip(day)
            .and_then(|((year, month), day)| Self::new(year, month, day));
        date.ok_or_else(|| TimeError::NotADate { text: shown(text) })
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

serde_as_text!(LocalDate, "a date, like 2026-03-01");

impl JsonSchema for LocalDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A day, like 2026-03-01." })
    }
}
