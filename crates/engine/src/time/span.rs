//! Lengths of time as people write them.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::error::TimeError;
use super::instant::Instant;
use super::zone::Zone;
use crate::number::{serde_as_text, shown};

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

/// A length of time, to be counted back from or on from an instant. Written and serialised as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Span {
    /// `15min`.
    Minutes(u32),
    /// `12h`.
    Hours(u32),
    /// `30d`: that many times 24 hours, whatever clocks do.
    Days(u32),
    /// `30 days_local`: to the local midnight that many calendar days away.
    LocalDays(u32),
    /// `1 month`: to the same local time and day of the month, clamped to the month's end.
    Months(u32),
    /// `1 year`: twelve months.
    Years(u32),
}

impl Span {
    /// The instant this long before `at`.
    pub fn before(self, at: Instant, zone: &Zone) -> Instant {
        self.away(at, zone, -1)
    }

    /// The instant this long after `at`.
    pub fn after(self, at: Instant, zone: &Zone) -> Instant {
        self.away(at, zone, 1)
    }

    /// How many days it has, for a span that is written in days.
    pub fn as_days(self) -> Option<i32> {
        match self {
            Self::Days(days) | Self::LocalDays(days) => i32::try_from(days).ok(),
            _ => None,
        }
    }

    /// How many months it has, for a span that is written in months or years.
    pub fn as_months(self) -> Option<i32> {
        match self {
            Self::Months(months) => i32::try_from(months).ok(),
            Self::Years(years) => i32::try_from(years).ok()?.checked_mul(12),
            _ => None,
        }
    }

    fn away(self, at: Instant, zone: &Zone, sign: i32) -> Instant {
        let ms = |count: u32, unit: i64| at.plus_ms(i64::from(count) * unit * i64::from(sign));
        let signed = |count: u32| i32::try_from(count).unwrap_or(i32::MAX) * sign;
        match self {
            Self::Minutes(minutes) => ms(minutes, MS_PER_MINUTE),
            Self::Hours(hours) => ms(hours, MS_PER_HOUR),
            Self::Days(days) => ms(days, MS_PER_DAY),
            Self::LocalDays(days) => zone.start_of_day(zone.date(at).plus_days(signed(days))),
            Self::Months(months) => months_away(at, zone, signed(months)),
            Self::Years(years) => months_away(at, zone, signed(years).saturating_mul(12)),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let unit_at = text.find(|letter: char| !letter.is_ascii_digit())?;
        let (digits, unit) = text.split_at(unit_at);
        let count = digits
            .parse()
            .ok()
            .or_else(|| digits.bytes().next().map(|_| u32::MAX))?;
        let spaced = unit.starts_with(' ');
        match unit.strip_prefix(' ').unwrap_or(unit) {
            "min" | "m" => Some(Self::Minutes(count)),
            "h" => Some(Self::Hours(count)),
            "d" => Some(Self::Days(count)),
            "days_local" | "day_local" if spaced => Some(Self::LocalDays(count)),
            "month" | "months" if spaced => Some(Self::Months(count)),
            "year" | "years" if spaced => Some(Self::Years(count)),
            _ => None,
        }
    }

    /// True up to a thousand years.
    fn is_sane(self) -> bool {
        const YEARS_MAX: u64 = 1_000;
        let (count, per_year) = match self {
            Self::Minutes(minutes) => (minutes, 60 * 24 * 366),
            Self::Hours(hours) => (hours, 24 * 366),
            Self::Days(days) | Self::LocalDays(days) => (days, 366),
            Self::Months(months) => (months, 12),
            Self::Years(years) => (years, 1),
        };
        u64::from(count) <= YEARS_MAX * per_year
    }
}

fn months_away(at: Instant, zone: &Zone, months: i32) -> Instant {
    let local = zone.local(at);
    zone.instant(local.date.plus_months(months), local.time)
}

impl FromStr for Span {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let span = Self::read(text).ok_or_else(|| TimeError::NotASpan { text: shown(text) })?;
        if span.is_sane() {
            Ok(span)
        } else {
            Err(TimeError::SpanTooLong { text: shown(text) })
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) => write!(out, "{minutes}min"),
            Self::Hours(hours) => write!(out, "{hours}h"),
            Self::Days(days) => write!(out, "{days}d"),
            Self::LocalDays(days) => write!(out, "{days} days_local"),
            Self::Months(1) => out.write_str("1 month"),
            Self::Months(months) => write!(out, "{months} months"),
            Self::Years(1) => out.write_str("1 year"),
            Self::Years(years) => write!(out, "{years} years"),
        }
    }
}

serde_as_text!(Span, "a span of time, like 30d, 12h or 1 month");

impl JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A length of time: 15min, 12h, 30d (30 × 24 hours), 30 days_local (between local midnights), 1 month, 1 year.",
            "pattern": "^[0-9]+( ?(min|m|h|d)| (days?_local|months?|years?))$"
        })
    }
}
