//! What can be wrong with a date, time, zone or span that someone wrote.

use std::fmt;

use crate::language::Said;
use crate::said;

/// Why a text is not the date, time, zone or span it should be. The message says what would be
/// right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeError {
    /// Not an instant with its offset.
    NotAnInstant {
        /// What was written, shortened.
        text: String,
    },
    /// Not a date and time without an offset.
    NotALocalTime {
        /// What was written, shortened.
        text: String,
    },
    /// Not a date of the calendar.
    NotADate {
        /// What was written, shortened.
        text: String,
    },
    /// Not a day of the year.
    NotAMonthDay {
        /// What was written, shortened.
        text: String,
    },
    /// Not a time of day.
    NotATimeOfDay {
        /// What was written, shortened.
        text: String,
    },
    /// A zone the time zone database does not know.
    UnknownZone {
        /// What was written, shortened.
        name: String,
        /// The zone that was probably meant.
        near: Option<String>,
    },
    /// Not a length of time.
    NotASpan {
        /// What was written, shortened.
        text: String,
    },
    /// A length of time beyond a thousand years.
    SpanTooLong {
        /// What was written, shortened.
        text: String,
    },
    /// An expiry that says nothing, or two things, about when.
    BadExpiry,
}

impl TimeError {
    /// What is wrong and what would be right.
    pub fn said(&self) -> Said {
        match self {
            Self::NotAnInstant { text } => said!(
                "`{text}` is not an instant; write 2026-03-01T10:00:00Z or 2026-03-01T10:00:00+03:00",
                "`{text}` — не момент времени; напишите 2026-03-01T10:00:00Z или 2026-03-01T10:00:00+03:00"
            ),
            Self::NotALocalTime { text } => said!(
                "`{text}` is not a local date and time; write 2026-03-01T10:00 or 2026-03-01 10:00:00",
                "`{text}` — не местные дата и время; напишите 2026-03-01T10:00 или 2026-03-01 10:00:00"
            ),
            Self::NotADate { text } => said!(
                "`{text}` is not a date; write 2026-03-01",
                "`{text}` — не дата; напишите 2026-03-01"
            ),
            Self::NotAMonthDay { text } => said!(
                "`{text}` is not a day of the year; write month and day, like 12-31",
                "`{text}` — не день года; напишите месяц и день, например 12-31"
            ),
            Self::NotATimeOfDay { text } => said!(
                "`{text}` is not a time of day; write 09:00, 23:59:59 or 24:00",
                "`{text}` — не время суток; напишите 09:00, 23:59:59 или 24:00"
            ),
            Self::UnknownZone { name, near } => match near {
                Some(near) => said!(
                    "`{name}` is not a time zone; write a name like Europe/Moscow; did you mean {near}?",
                    "`{name}` — не часовой пояс; напишите имя вроде `Europe/Moscow`; может быть, `{near}`?"
                ),
                None => said!(
                    "`{name}` is not a time zone; write a name like Europe/Moscow",
                    "`{name}` — не часовой пояс; напишите имя вроде `Europe/Moscow`"
                ),
            },
            Self::NotASpan { text } => said!(
                "`{text}` is not a span; write 15min, 12h, 30d (30 × 24 hours), 30 days_local (between local midnights), \
                 1 month, 3 months or 1 year",
                "`{text}` — не длительность; напишите `15min`, `12h`, `30d` (30 × 24 часа), `30 days_local` (между местными \
                 полуночами), `1 month`, `3 months` или `1 year`"
            ),
            Self::SpanTooLong { text } => said!(
                "`{text}` is too long; the longest span is 1000 years",
                "`{text}` — слишком долго; можно не больше 1000 лет"
            ),
            Self::BadExpiry => said!(
                "an expiry needs exactly one of `after: 365d`, `on: 2026-12-31` and `never: true`",
                "для сгорания нужно ровно одно из `after: 365d`, `on: 2026-12-31` и `never: true`"
            ),
        }
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(out)
    }
}

impl std::error::Error for TimeError {}

impl From<TimeError> for Said {
    fn from(error: TimeError) -> Self {
        error.said()
    }
}
