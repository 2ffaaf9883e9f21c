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

/// The same hours on some days of every week, by the wall clock: `{ weekdays: [fri], hours:
/// ["22:00", "02:00"] }`.
///
/// Hours past midnight belong to the weekday they began on: the example covers Saturday 01:00.
/// Hours that end where they start are 24 hours long. No weekdays means every day, no hours the
/// whole day.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn moscow() -> Zone {
        Zone::parse("Europe/Moscow").unwrap()
    }

    #[test]
    fn a_window_holds_its_start_and_not_its_end() {
        let at = moscow().parse_local("2026-03-31T12:00").unwrap();
        let window = Window::last(Span::Days(30), at, &moscow());
        assert_eq!(
            window.from,
            moscow().parse_local("2026-03-01T12:00").unwrap()
        );
        assert!(window.contains(window.from));
        assert!(!window.contains(window.from.plus_ms(-1)));
        assert!(window.contains(at.plus_ms(-1)));
        assert!(!window.contains(at));
        assert_eq!(Window::next(Span::Days(30), window.from, &moscow()), window);
    }

    #[test]
    fn windows_overlap_where_both_are() {
        let window = |from, to| Window {
            from: Instant::from_ms(from),
            to: Instant::from_ms(to),
        };
        assert_eq!(window(0, 10).overlap(window(5, 20)), window(5, 10));
        assert!(window(0, 10).overlap(window(10, 20)).is_empty());
        assert!(!window(0, 10).overlap(Window::ALWAYS).is_empty());
    }

    /// `hours` is a pair of times or empty; 2026-03-06 is a Friday.
    fn check(weekdays: &[Weekday], hours: &str, at: &str, inside: bool) {
        let hours = hours
            .split_once('-')
            .map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap()));
        let week_hours = WeekHours {
            weekdays: weekdays.to_vec(),
            hours,
        };
        let local = moscow().local(moscow().parse_local(at).unwrap());
        assert_eq!(
            week_hours.contains(&local),
            inside,
            "{at} in {week_hours:?}"
        );
    }

    #[test]
    fn hours_and_weekdays_are_read_on_the_wall_clock() {
        let fri = &[Weekday::Fri];
        check(fri, "09:00-12:00", "2026-03-06T09:00", true);
        check(fri, "09:00-12:00", "2026-03-06T11:59:59.999", true);
        check(fri, "09:00-12:00", "2026-03-06T12:00", false);
        check(fri, "09:00-12:00", "2026-03-07T09:00", false);
        check(fri, "", "2026-03-06T00:00", true);
        check(fri, "", "2026-03-07T00:00", false);
        check(&[], "09:00-12:00", "2026-03-07T09:00", true);
        check(&[], "", "2026-03-07T09:00", true);
        check(fri, "18:00-24:00", "2026-03-06T23:59", true);
        check(fri, "18:00-24:00", "2026-03-07T00:00", false);
    }

    #[test]
    fn hours_past_midnight_belong_to_the_weekday_they_began_on() {
        let fri = &[Weekday::Fri];
        check(fri, "22:00-02:00", "2026-03-06T22:00", true);
        check(fri, "22:00-02:00", "2026-03-07T01:00", true);
        check(fri, "22:00-02:00", "2026-03-07T02:00", false);
        check(fri, "22:00-02:00", "2026-03-06T01:00", false);
        check(fri, "22:00-02:00", "2026-03-07T22:00", false);
        check(&[Weekday::Sun], "22:00-02:00", "2026-03-09T01:00", true);
        check(fri, "22:00-00:00", "2026-03-06T23:59", true);
        check(fri, "22:00-00:00", "2026-03-07T00:00", false);
        check(fri, "06:00-06:00", "2026-03-07T05:59", true);
        check(fri, "06:00-06:00", "2026-03-07T06:00", false);
    }

    #[test]
    fn week_hours_are_written_as_in_a_program() {
        let text = r#"{"weekdays":["mon","tue"],"hours":["09:00","12:00"]}"#;
        let week_hours: WeekHours = serde_json::from_str(text).unwrap();
        assert_eq!(week_hours.weekdays, [Weekday::Mon, Weekday::Tue]);
        assert_eq!(serde_json::to_string(&week_hours).unwrap(), text);
        assert!(serde_json::from_str::<WeekHours>(r#"{"weekday":["mon"]}"#).is_err());
    }
}
