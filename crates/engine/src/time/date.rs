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

    /// The day that many days after 1970-01-01, held within [`MIN`](Self::MIN) and
    /// [`MAX`](Self::MAX).
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

    /// The same day of the year that many years later (or earlier); 29 February becomes 28 February
    /// in a common year.
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

serde_as_text!(
    LocalDate,
    crate::both!("a date, like 2026-03-01", "дата, например 2026-03-01")
);

impl JsonSchema for LocalDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A day, like 2026-03-01." })
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
    fn days_are_counted_from_1970() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2026-03-01", 20_513),
            ("0001-01-01", LocalDate::MIN.days()),
            ("9999-12-31", LocalDate::MAX.days()),
        ] {
            assert_eq!(
                (
                    date(text).days(),
                    LocalDate::from_days(days).to_string().as_str()
                ),
                (days, text)
            );
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026",
            "2026-3-1",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "0000-01-01",
            "01.03.2026",
            "2026-03-01T00:00",
            "-001-01-01",
            "+026-01-01",
            "2026-03-0１",
        ] {
            let message = text.parse::<LocalDate>().unwrap_err().to_string();
            assert_eq!(message, format!("`{text}` is not a date; write 2026-03-01"));
        }
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(date("1970-01-01").weekday(), Weekday::Thu);
        assert_eq!(date("2026-03-01").weekday(), Weekday::Sun);
        assert_eq!(date("0001-01-01").weekday(), Weekday::Mon);
    }

    fn check_months(from: &str, months: i32, expected: &str) {
        assert_eq!(
            date(from).plus_months(months).to_string(),
            expected,
            "{from} and {months} months"
        );
    }

    #[test]
    fn months_clamp_to_their_end() {
        check_months("2026-01-31", 1, "2026-02-28");
        check_months("2024-01-31", 1, "2024-02-29");
        check_months("2026-03-31", -1, "2026-02-28");
        check_months("2026-12-15", 1, "2027-01-15");
        check_months("2026-01-15", -1, "2025-12-15");
        check_months("2024-02-29", 12, "2025-02-28");
        check_months("2024-02-29", 48, "2028-02-29");
        check_months("2024-02-29", -1_200, "1924-02-29");
        check_months("2026-01-01", i32::MAX, "9999-12-31");
        check_months("2026-01-01", i32::MIN, "0001-01-01");
        assert_eq!(date("2024-02-29").plus_years(1), date("2025-02-28"));
    }

    #[test]
    fn it_is_serialised_as_iso_text() {
        assert_eq!(
            serde_json::to_string(&date("2026-03-01")).unwrap(),
            "\"2026-03-01\""
        );
        assert!(serde_json::from_str::<LocalDate>("20513").is_err());
    }

    proptest! {
        #[test]
        fn dates_agree_with_the_library(days in LocalDate::MIN.days()..=LocalDate::MAX.days()) {
            let date = LocalDate::from_days(days);
            let epoch = jiff::civil::date(1970, 1, 1);
            let other = epoch.checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(date.to_string(), other.to_string());
            prop_assert_eq!(date.to_string().parse(), Ok(date));
            let weekday = i32::from(other.weekday().to_monday_zero_offset());
            prop_assert_eq!(date.weekday().index(), weekday);
        }

        #[test]
        fn months_agree_with_the_library(days in -680_000..2_900_000, months in -1_000..1_000) {
            let date = LocalDate::from_days(days);
            let other: jiff::civil::Date = date.to_string().parse().unwrap();
            let later = other + jiff::Span::new().months(months);
            prop_assert_eq!(date.plus_months(months).to_string(), later.to_string());
        }
    }
}
