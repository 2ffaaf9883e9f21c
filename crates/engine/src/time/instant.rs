//! Instants in UTC and offsets from it.

use std::fmt;
use std::str::FromStr;

use jiff::fmt::temporal::Pieces;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::LocalDate;
use super::error::TimeError;
use super::time_of_day::LocalTime;
use crate::number::shown;

const MS_PER_SECOND: i64 = 1_000;
const MS_PER_DAY: i64 = 86_400 * MS_PER_SECOND;

/// An instant: milliseconds since 1970-01-01T00:00Z. Serialised as that integer, written as RFC
/// 3339.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// Before everything: 0001-01-01T00:00Z.
    pub const MIN: Self = Self(-62_135_596_800_000);

    /// After everything: 9999-12-31T00:00Z. Stands for "for ever" as the end of a window.
    pub const MAX: Self = Self(253_402_214_400_000);

    /// The instant that many milliseconds after 1970-01-01T00:00Z, held within [`MIN`](Self::MIN)
    /// and [`MAX`](Self::MAX).
    pub fn from_ms(ms: i64) -> Self {
        Self(ms).clamp(Self::MIN, Self::MAX)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The instant that many milliseconds later, or earlier below zero.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_ms(self.0.saturating_add(ms))
    }

    /// The instant that many seconds later, or earlier below zero.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_ms(seconds.saturating_mul(MS_PER_SECOND))
    }

    /// Milliseconds from `earlier` to this instant; below zero if it is later.
    pub const fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads `2026-03-01T10:00:00+03:00` with the offset it was written under (zero for `Z`).
    ///
    /// # Errors
    /// Anything but a date, a time and an offset. Parts finer than a millisecond are cut off.
    pub fn parse_with_offset(text: &str) -> Result<(Self, UtcOffset), TimeError> {
        read_with_offset(text).ok_or_else(|| TimeError::NotAnInstant { text: shown(text) })
    }

    /// Writes the instant as a wall clock under an offset shows it: `2026-03-01T10:00:00+03:00`.
    ///
    /// The text names exactly this instant; seconds of a historic offset are cut off, since RFC
    /// 3339 has none.
    pub fn format_at(self, offset: UtcOffset) -> String {
        let offset = UtcOffset(offset.0 / 60 * 60);
        format!("{}{offset}", WallClock::of(self, offset))
    }

    /// The date and time of a wall clock under an offset.
    pub fn wall_clock(self, offset: UtcOffset) -> (LocalDate, LocalTime) {
        let WallClock { date, time } = WallClock::of(self, offset);
        (date, time)
    }

    /// The instant at which a wall clock under a fixed offset shows this.
    pub fn from_wall_clock(date: LocalDate, time: LocalTime, offset: UtcOffset) -> Self {
        let ms = i64::from(date.days()) * MS_PER_DAY + i64::from(time.ms());
        Self::from_ms(ms - i64::from(offset.0) * MS_PER_SECOND)
    }
}

fn read_with_offset(text: &str) -> Option<(Instant, UtcOffset)> {
    let pieces = Pieces::parse(text)
        .ok()
        .filter(|pieces| pieces.time_zone_annotation().is_none())?;
    let offset = pieces.to_numeric_offset()?;
    let timestamp = offset
        .to_timestamp(pieces.date().to_datetime(pieces.time()?))
        .ok()?;
    Some((
        Instant(timestamp.as_millisecond()),
        UtcOffset(offset.seconds()),
    ))
    .filter(|(at, _)| at.in_range())
}

impl Instant {
    fn in_range(self) -> bool {
        (Self::MIN..=Self::MAX).contains(&self)
    }
}

/// What a wall clock shows.
struct WallClock {
    date: LocalDate,
    time: LocalTime,
}

impl WallClock {
    fn of(at: Instant, offset: UtcOffset) -> Self {
        let ms = at.0 + i64::from(offset.0) * MS_PER_SECOND;
        let days = i32::try_from(ms.div_euclid(MS_PER_DAY)).unwrap_or(i32::MAX);
        let time = i32::try_from(ms.rem_euclid(MS_PER_DAY)).unwrap_or(0);
        Self {
            date: LocalDate::from_days(days),
            time: LocalTime::from_ms(time),
        }
    }
}

impl fmt::Display for WallClock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, time } = self;
        write!(
            out,
            "{date}T{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        )?;
        if time.millisecond() != 0 {
            write!(out, ".{:03}", time.millisecond())?;
        }
        Ok(())
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::parse_with_offset(text).map(|(at, _)| at)
    }
}

/// Writes `2026-03-01T07:00:00Z`, with milliseconds where there are any.
impl fmt::Display for Instant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}Z", WallClock::of(*self, UtcOffset::ZERO))
    }
}

/// Seconds a wall clock is ahead of UTC, below zero behind it. Serialised as that integer.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct UtcOffset(i32);

impl UtcOffset {
    /// UTC itself.
    pub const ZERO: Self = Self(0);

    /// So many seconds ahead of UTC, held within 26 hours.
    pub fn from_seconds(seconds: i32) -> Self {
        const MOST: i32 = 26 * 3_600;
        Self(seconds.clamp(-MOST, MOST))
    }

    /// Seconds ahead of UTC.
    pub const fn seconds(self) -> i32 {
        self.0
    }
}

/// Writes `+03:00`.
impl fmt::Display for UtcOffset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs() / 60;
        write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, ms: i64, written: &str) {
        let at: Instant = text.parse().unwrap();
        assert_eq!((at.ms(), at.to_string().as_str()), (ms, written), "{text}");
    }

    #[test]
    fn rfc_3339_is_read_and_written() {
        check("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z");
        check(
            "2026-03-01T10:00:00+03:00",
            1_772_348_400_000,
            "2026-03-01T07:00:00Z",
        );
        check(
            "2026-03-01T10:00:00.250-01:30",
            1_772_364_600_250,
            "2026-03-01T11:30:00.250Z",
        );
        check(
            "2026-03-01T10:00:00.0009Z",
            1_772_359_200_000,
            "2026-03-01T10:00:00Z",
        );
        check(
            "2026-03-01T10:00Z",
            1_772_359_200_000,
            "2026-03-01T10:00:00Z",
        );
        check(
            "2026-03-01 10:00:00Z",
            1_772_359_200_000,
            "2026-03-01T10:00:00Z",
        );
        check("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-03-01",
            "2026-03-01T10:00:00",
            "yesterday",
            "1772359200",
            "2026-02-29T10:00:00Z",
            "2026-03-01T25:00:00Z",
            "2026-03-01T10:00:00+03:00[Europe/Moscow]",
            "-000044-03-15T00:00:00Z",
        ] {
            let message = text.parse::<Instant>().unwrap_err().to_string();
            assert!(
                message.contains("is not an instant; write 2026-03-01T10:00:00Z or"),
                "{message}"
            );
        }
    }

    #[test]
    fn an_offset_is_kept_and_written() {
        let (at, offset) = Instant::parse_with_offset("2026-03-01T10:00:00+03:00").unwrap();
        assert_eq!(
            (offset.seconds(), offset.to_string().as_str()),
            (10_800, "+03:00")
        );
        assert_eq!(at.format_at(offset), "2026-03-01T10:00:00+03:00");
        assert_eq!(
            at.format_at(UtcOffset::from_seconds(-9_000)),
            "2026-03-01T04:30:00-02:30"
        );
        assert_eq!(
            at.format_at(UtcOffset::from_seconds(9_017)),
            "2026-03-01T09:30:00+02:30"
        );
        assert_eq!(at.format_at(UtcOffset::ZERO), "2026-03-01T07:00:00+00:00");
    }

    #[test]
    fn the_ends_of_time_are_where_they_say() {
        assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Instant::MAX.to_string(), "9999-12-31T00:00:00Z");
        assert_eq!(Instant::MAX.plus_ms(i64::MAX), Instant::MAX);
        assert_eq!(Instant::MIN.plus_seconds(i64::MIN), Instant::MIN);
    }

    proptest! {
        #[test]
        fn text_and_instant_go_both_ways(
            ms in Instant::MIN.ms()..=Instant::MAX.ms(),
            minutes in -720..840,
        ) {
            let (at, offset) = (Instant::from_ms(ms), UtcOffset::from_seconds(minutes * 60));
            prop_assert_eq!(at.to_string().parse(), Ok(at));
            let (date, time) = at.wall_clock(offset);
            prop_assume!(date > LocalDate::MIN && date < LocalDate::MAX);
            prop_assert_eq!(Instant::parse_with_offset(&at.format_at(offset)), Ok((at, offset)));
            prop_assert_eq!(Instant::from_wall_clock(date, time, offset), at);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,32}") {
            let _ = text.parse::<Instant>();
        }
    }
}
