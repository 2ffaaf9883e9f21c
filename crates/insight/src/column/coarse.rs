//! Instants made coarse: a day in two bytes, an hour of the week in one.
//!
//! Most filters of time are plain from these; the instant itself is read only of what lies at the edge of one.

use regulars_engine::time::Instant;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// 1970-01-05T00Z, a Monday.
const MONDAY: i64 = 4 * 24;

/// Hours of a week.
pub(crate) const HOURS: u8 = 168;

/// The day in UTC, counted from 1970-01-01. The first and the last number stand for all days before and behind, too, so that
/// of two instants the later never has the smaller one.
pub(crate) fn day_of(at: Instant) -> u16 {
    let days = at.ms().div_euclid(DAY_MS).max(0);
    u16::try_from(days).unwrap_or(u16::MAX)
}

/// The hour of the week in UTC, from 0 on Monday to 167.
pub(crate) fn hour_of(at: Instant) -> u8 {
    hour_of_week(hour_number(at))
}

/// The hour in UTC, counted from 1970-01-01.
pub(crate) fn hour_number(at: Instant) -> i64 {
    at.ms().div_euclid(HOUR_MS)
}

/// The hour of the week that such an hour is.
pub(crate) fn hour_of_week(hour: i64) -> u8 {
    u8::try_from((hour - MONDAY).rem_euclid(i64::from(HOURS))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_are_those_of_utc() {
        let check = |at: &str, day: u16, hour: u8| {
            let at = Instant::parse_with_offset(at).unwrap().0;
            assert_eq!((day_of(at), hour_of(at)), (day, hour), "{at}");
        };
        check("1970-01-01T00:59:59Z", 0, 72);
        check("1970-01-05T00:00:00Z", 4, 0);
        check("1969-12-28T23:59:59Z", 0, 167);
        check("2026-03-01T23:00:00+03:00", 20_513, 164);
        check("2200-01-01T00:00:00Z", u16::MAX, 48);
    }
}
