//! Times of day on a wall clock.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::date::read_digits;
use super::error::TimeError;
use crate::number::{serde_as_text, shown};

const MS_PER_SECOND: i32 = 1_000;
const MS_PER_MINUTE: i32 = 60 * MS_PER_SECOND;
const MS_PER_HOUR: i32 = 60 * MS_PER_MINUTE;

/// A time on the wall clock, to the millisecond; `24:00` is the end of the day.
///
/// Written and serialised as `09:00`, with seconds and milliseconds where they are not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(i32);

impl LocalTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self(0);

    /// 12:00.
    pub const NOON: Self = Self(12 * MS_PER_HOUR);

    /// 24:00, the end of the day.
    pub const END_OF_DAY: Self = Self(24 * MS_PER_HOUR);

    /// The time at an hour (0 to 23) and minute (0 to 59), if there is one.
    pub fn new(hour: i32, minute: i32) -> Option<Self> {
        let exists = (0..24).contains(&hour) && (0..60).contains(&minute);
        exists.then_some(Self(hour * MS_PER_HOUR + minute * MS_PER_MINUTE))
    }

    /// The time that many milliseconds after 00:00 on the wall clock, held within the day.
    pub fn from_ms(ms: i32) -> Self {
        Self(ms).clamp(Self::MIDNIGHT, Self::END_OF_DAY)
    }

    /// Milliseconds after 00:00 on the wall clock.
    pub const fn ms(self) -> i32 {
        self.0
    }

    /// The hour: 0 to 23, or 24 at the end of the day.
    pub const fn hour(self) -> i32 {
        self.0 / MS_PER_HOUR
    }

    /// The minute: 0 to 59.
    pub const fn minute(self) -> i32 {
        self.0 % MS_PER_HOUR / MS_PER_MINUTE
    }

    /// The second: 0 to 59.
    pub const fn second(self) -> i32 {
        self.0 % MS_PER_MINUTE / MS_PER_SECOND
    }

    /// The millisecond: 0 to 999.
    pub const fn millisecond(self) -> i32 {
        self.0 % MS_PER_SECOND
    }

    fn read(text: &str) -> Option<Self> {
        if text == "24:00" || text == "24:00:00" {
            return Some(Self::END_OF_DAY);
        }
        let mut parts = text.splitn(3, ':');
        let hour = read_digits(parts.next()?, 2)?;
        let minute = read_digits(parts.next()?, 2)?;
        let second = parts
            .next()
            .map_or(Some(0), |part| read_digits(part, 2))
            .filter(|second| *second < 60)?;
        Some(Self(Self::new(hour, minute)?.0 + second * MS_PER_SECOND))
    }
}

impl FromStr for LocalTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::read(text).ok_or_else(|| TimeError::NotATimeOfDay { text: shown(text) })
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.hour(), self.minute())?;
        if self.0 % MS_PER_MINUTE != 0 {
            write!(out, ":{:02}", self.second())?;
        }
        if self.millisecond() != 0 {
            write!(out, ".{:03}", self.millisecond())?;
        }
        Ok(())
    }
}

serde_as_text!(
    LocalTime,
    crate::both!("a time of day, like 09:00", "время суток, например 09:00")
);

impl JsonSchema for LocalTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeOfDay".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A time of day, 00:00 to 24:00.",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$|^24:00$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, ms: i32, written: &str) {
        let time: LocalTime = text.parse().unwrap();
        assert_eq!((time.ms(), time.to_string().as_str()), (ms, written));
    }

    #[test]
    fn times_are_read_and_written() {
        check("00:00", 0, "00:00");
        check("09:05", 32_700_000, "09:05");
        check("09:05:00", 32_700_000, "09:05");
        check("23:59:59", 86_399_000, "23:59:59");
        check("24:00", 86_400_000, "24:00");
        assert_eq!(LocalTime::from_ms(250).to_string(), "00:00:00.250");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "9:00",
            "24:01",
            "12:60",
            "12:00:60",
            "12",
            "12.00",
            "12:00:00:00",
            "-1:00",
        ] {
            let message = text.parse::<LocalTime>().unwrap_err().to_string();
            assert_eq!(
                message,
                format!("`{text}` is not a time of day; write 09:00, 23:59:59 or 24:00")
            );
        }
    }
}
