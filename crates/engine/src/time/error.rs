//! What can be wrong with a date, time, zone or span that someone wrote.

/// Why a text is not the date, time, zone or span it should be. The message says what would be
/// right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not an instant with its offset.
    #[error("`{text}` is not an instant; write 2026-03-01T10:00:00Z or 2026-03-01T10:00:00+03:00")]
    NotAnInstant {
        /// What was written, shortened.
        text: String,
    },
    /// Not a date and time without an offset.
    #[error("`{text}` is not a local date and time; write 2026-03-01T10:00 or 2026-03-01 10:00:00")]
    NotALocalTime {
        /// What was written, shortened.
        text: String,
    },
    /// Not a date of the calendar.
    #[error("`{text}` is not a date; write 2026-03-01")]
    NotADate {
        /// What was written, shortened.
        text: String,
    },
    /// Not a day of the year.
    #[error("`{text}` is not a day of the year; write month and day, like 12-31")]
    NotAMonthDay {
        /// What was written, shortened.
        text: String,
    },
    /// Not a time of day.
    #[error("`{text}` is not a time of day; write 09:00, 23:59:59 or 24:00")]
    NotATimeOfDay {
        /// What was written, shortened.
        text: String,
    },
    /// A zone the time zone database does not know.
    #[error("`{name}` is not a time zone; write a name like Europe/Moscow{}", crate::number::nearest::hint(near.as_ref()))]
    UnknownZone {
        /// What was written, shortened.
        name: String,
        /// The zone that was probably meant.
        near: Option<String>,
    },
    /// Not a length of time.
    #[error(
        "`{text}` is not a span; write 15min, 12h, 30d (30 × 24 hours), 30 days_local (between local midnights), \
         1 month, 3 months or 1 year"
    )]
    NotASpan {
        /// What was written, shortened.
        text: String,
    },
    /// A length of time beyond a thousand years.
    #[error("`{text}` is too long; the longest span is 1000 years")]
    SpanTooLong {
        /// What was written, shortened.
        text: String,
    },
    /// An expiry that says nothing, or two things, about when.
    #[error("an expiry needs exactly one of `after: 365d`, `on: 2026-12-31` and `never: true`")]
    BadExpiry,
}
