//! The filter that says at which hours of the week purchases that count were made.

use std::sync::Arc;

use super::prepare::Answers;
use crate::time::{Instant, Local, LocalTime, UtcOffset, WeekHours};

const MINUTE_MS: i64 = 60_000;
/// Minutes of a week.
const MINUTES: i64 = 7 * 24 * 60;
/// 1970-01-05, a Monday.
const MONDAY_MS: i64 = 4 * 24 * 60 * MINUTE_MS;

/// A filter of the hours of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekWhere {
    hours: WeekHours,
    /// Whether each minute of the week is inside, once it is prepared.
    of_minutes: Option<Arc<Answers>>,
}

impl WeekWhere {
    /// A filter that is yet to be prepared.
    pub(super) fn new(hours: WeekHours) -> Self {
        Self {
            hours,
            of_minutes: None,
        }
    }

    /// Whether it is about purchases at which a wall clock showed this.
    pub fn fits(&self, local: &Local) -> bool {
        self.hours.contains(local)
    }

    /// The same of a clock so far ahead of UTC, if it is prepared; else `None`.
    pub fn fits_at(&self, at: Instant, offset: UtcOffset) -> Option<bool> {
        let local_ms = at.ms() + i64::from(offset.seconds()) * 1_000;
        let minute = (local_ms - MONDAY_MS)
            .div_euclid(MINUTE_MS)
            .rem_euclid(MINUTES);
        let known = self.of_minutes.as_ref()?;
        Some(known.get(u32::try_from(minute).unwrap_or_default()))
    }

    /// Whether every minute of the week has been answered for beforehand.
    pub(super) fn is_prepared(&self) -> bool {
        self.of_minutes.is_some()
    }

    /// Whether it is about all of an hour of the week in UTC, from Monday's first on, or about nothing of it, on a clock so
    /// far ahead; `None` if about some of it, or not prepared.
    pub fn fits_hour(&self, hour: u8, offset: UtcOffset) -> Option<bool> {
        let begins = Instant::from_ms(MONDAY_MS + i64::from(hour) * 60 * MINUTE_MS);
        // A clock that is off by seconds shows one minute more.
        let minutes =
            (0..=60).map(|minute| begins.plus_ms(minute * MINUTE_MS - i64::from(minute == 60)));
        let mut fits = minutes.map(|at| self.fits_at(at, offset));
        let first = fits.next()??;
        fits.all(|fits| fits == Some(first)).then_some(first)
    }

    /// Answers for every minute of the week beforehand, if its hours begin and end on the minute.
    pub(super) fn answer(&mut self) {
        let is_whole = |time: LocalTime| i64::from(time.ms()) % MINUTE_MS == 0;
        let hours = self.hours.hours;
        if hours.is_some_and(|(from, to)| !is_whole(from) || !is_whole(to)) {
            return;
        }
        let minutes = (0..MINUTES).map(|minute| {
            let at = Instant::from_ms(MONDAY_MS + minute * MINUTE_MS);
            self.hours.contains(&Local::at_offset(at, UtcOffset::ZERO))
        });
        self.of_minutes = Some(Arc::new(minutes.collect()));
    }
}
