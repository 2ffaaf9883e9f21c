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

serde_as_text!(
    Span,
    crate::both!(
        "a span of time, like 30d, 12h or 1 month",
        "длительность, например `30d`, `12h` или `1 month`"
    )
);

impl JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A length of time: 15min, 12h, 30d (30 × 24 hours), \
                30 days_local (between local midnights), 1 month, 1 year.",
            "pattern": "^[0-9]+( ?(min|m|h|d)| (days?_local|months?|years?))$"
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_text(text: &str, span: Span, written: &str) {
        assert_eq!(text.parse(), Ok(span), "{text}");
        assert_eq!(span.to_string(), written);
    }

    #[test]
    fn spans_are_read_as_people_write_them() {
        check_text("30d", Span::Days(30), "30d");
        check_text("30 d", Span::Days(30), "30d");
        check_text("12h", Span::Hours(12), "12h");
        check_text("15min", Span::Minutes(15), "15min");
        check_text("15 min", Span::Minutes(15), "15min");
        check_text("15m", Span::Minutes(15), "15min");
        check_text("30 days_local", Span::LocalDays(30), "30 days_local");
        check_text("1 month", Span::Months(1), "1 month");
        check_text("3 months", Span::Months(3), "3 months");
        check_text("1 year", Span::Years(1), "1 year");
        check_text("2 years", Span::Years(2), "2 years");
        check_text("0d", Span::Days(0), "0d");
    }

    #[test]
    fn other_forms_are_refused_with_the_right_ones() {
        for text in [
            "", "30", "d", "30 days", "30D", "-1d", "1.5h", "1month", "1  month", "P1M", "30d ",
            "one day",
        ] {
            let message = text.parse::<Span>().unwrap_err().to_string();
            assert!(
                message.contains("is not a span; write 15min, 12h, 30d (30 × 24 hours)"),
                "{message}"
            );
        }
        for text in ["1001 years", "99999999999999999999d", "4294967295 months"] {
            let message = text.parse::<Span>().unwrap_err().to_string();
            assert!(
                message.ends_with("is too long; the longest span is 1000 years"),
                "{message}"
            );
        }
    }

    fn check(name: &str, at: &str, span: &str, before: &str, after: &str) {
        let zone = Zone::parse(name).unwrap();
        let (at, span) = (zone.parse_local(at).unwrap(), span.parse::<Span>().unwrap());
        let local = |at: Instant| {
            let local = zone.local(at);
            format!("{} {}", local.date, local.time)
        };
        assert_eq!(local(span.before(at, &zone)), before, "{span} before");
        assert_eq!(local(span.after(at, &zone)), after, "{span} after");
    }

    #[test]
    fn days_are_24_hours_and_local_days_end_at_midnight() {
        let berlin = "Europe/Berlin";
        check(
            berlin,
            "2026-03-29T12:00",
            "1d",
            "2026-03-28 11:00",
            "2026-03-30 12:00",
        );
        check(
            berlin,
            "2026-03-29T12:00",
            "1 days_local",
            "2026-03-28 00:00",
            "2026-03-30 00:00",
        );
        check(
            berlin,
            "2026-03-29T12:00",
            "0 days_local",
            "2026-03-29 00:00",
            "2026-03-29 00:00",
        );
        check(
            berlin,
            "2026-03-29T12:00",
            "12h",
            "2026-03-28 23:00",
            "2026-03-30 00:00",
        );
        check(
            berlin,
            "2026-03-29T12:00",
            "15min",
            "2026-03-29 11:45",
            "2026-03-29 12:15",
        );
        check(
            "America/Sao_Paulo",
            "2018-11-03T12:00",
            "1 days_local",
            "2018-11-02 00:00",
            "2018-11-04 01:00",
        );
    }

    #[test]
    fn months_keep_the_local_time_and_clamp() {
        let berlin = "Europe/Berlin";
        check(
            berlin,
            "2026-03-31T09:30",
            "1 month",
            "2026-02-28 09:30",
            "2026-04-30 09:30",
        );
        check(
            berlin,
            "2024-01-31T09:30",
            "1 month",
            "2023-12-31 09:30",
            "2024-02-29 09:30",
        );
        check(
            berlin,
            "2024-02-29T09:30",
            "1 year",
            "2023-02-28 09:30",
            "2025-02-28 09:30",
        );
        check(
            berlin,
            "2026-01-31T09:30:15.250",
            "3 months",
            "2025-10-31 09:30:15.250",
            "2026-04-30 09:30:15.250",
        );
        // 02:30 does not exist on 29 March.
        check(
            berlin,
            "2026-02-28T02:30",
            "1 month",
            "2026-01-28 02:30",
            "2026-03-28 02:30",
        );
        check(
            berlin,
            "2026-04-29T02:30",
            "1 month",
            "2026-03-29 03:00",
            "2026-05-29 02:30",
        );
    }

    proptest! {
        #[test]
        fn spans_lead_back_and_on(
            count in 1_u32..=1_000,
            unit in prop::sample::select(vec!["min", "h", "d", " days_local", " months", " years"]),
            ms in 0_i64..4_000_000_000_000,
        ) {
            let span: Span = format!("{count}{unit}").parse().unwrap();
            let (zone, at) = (Zone::parse("America/Sao_Paulo").unwrap(), Instant::from_ms(ms));
            prop_assert!(span.before(at, &zone) < at);
            prop_assert!(span.after(at, &zone) > at);
            prop_assert_eq!(span.to_string().parse(), Ok(span));
        }

        #[test]
        fn any_text_is_answered(text in "[0-9]{0,12} ?[a-z_]{0,12}") {
            let _ = text.parse::<Span>();
        }
    }
}
