//! Windows of time: from an instant to an instant, and the same hours of every week.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::instant::Instant;
use super::span::Span;
use super::time_of_day::LocalTime;
use super::weekday::Weekday;
use super::zone::{Local, Zone};

/// From an instant up to, not including, another. Empty if it ends where it starts or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// The first instant inside.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
}

impl Window {
    /// All time.
    pub const ALWAYS: Self = Self {
        from: Instant::MIN,
        to: Instant::MAX,
    };

    /// The window of this length that ends at `at`; `at` itself is outside.
    pub fn last(span: Span, at: Instant, zone: &Zone) -> Self {
        Self {
            from: span.before(at, zone),
            to: at,
        }
    }

    /// The window of this length that starts at `at`.
    pub fn next(span: Span, at: Instant, zone: &Zone) -> Self {
        Self {
            from: at,
            to: span.after(at, zone),
        }
    }

    /// True for an instant inside.
    pub fn contains(self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }

    /// True if no instant is inside.
    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }

    /// What two windows share; may be empty.
    #[must_use]
    pub fn overlap(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }
}

/// The same hours on some days of every week, by the wall clock: `{ weekdays: [fri], hours: ["22:00", "02:00"] }`.
///
/// Hours past midnight belong to the weekday they began on: the example covers Saturday 01:00. Hours that
/// end where they start are 24 hours long. No weekdays means every day, no hours the whole day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekHours {
    /// The days on which the hours begin; none for every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// From a time up to, not including, another; `None` for the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<(LocalTime, LocalTime)>,
}

impl WeekHours {
    /// True if a wall clock that shows this is inside.
    pub fn contains(&self, local: &Local) -> bool {
        let Some((from, to)) = self.hours else {
            return self.begins_on(local.weekday);
        };
        if from < to {
            return self.begins_on(local.weekday) && from <= local.time && local.time < to;
        }
        let tonight = from <= local.time && self.begins_on(local.weekday);
        let last_night = local.time < to && self.begins_on(local.weekday.yesterday());
        tonight || last_night
    }

    fn begins_on(&self, weekday: Weekday) -> bool {
        self.weekdays.is_empty() || self.weekdays.contains(&weekday)
    }
}
