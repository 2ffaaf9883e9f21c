//! Time zones: between instants and what wall clocks show.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::date::LocalDate;
use super::error::TimeError;
use super::instant::{Instant, UtcOffset};
use super::time_of_day::LocalTime;
use super::weekday::Weekday;
use super::window::Window;
use crate::number::nearest::nearest;
use crate::number::{serde_as_text, shown};

/// A time zone by its IANA name, with the rules that come with the program. Cheap to clone.
///
/// Two zones are equal if their names are. Serialised as the name.
#[derive(Debug, Clone)]
pub struct Zone {
    name: std::sync::Arc<str>,
    rules: TimeZone,
}

/// What a wall clock and a calendar show at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// The day.
    pub date: LocalDate,
    /// The time of day.
    pub time: LocalTime,
    /// The day of the week.
    pub weekday: Weekday,
    /// How far the clock is ahead of UTC.
    pub offset: UtcOffset,
}

impl Local {
    /// The wall clock under a fixed offset: how an event that stored its offset is read, whatever the
    /// zone's rules have become.
    pub fn at_offset(at: Instant, offset: UtcOffset) -> Self {
        let (date, time) = at.wall_clock(offset);
        Self {
            date,
            time,
            weekday: date.weekday(),
            offset,
        }
    }
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self {
            name: "UTC".into(),
            rules: TimeZone::UTC,
        }
    }

    /// The zone of an IANA name: `Europe/Moscow`.
    ///
    /// # Errors
    /// An unknown name; the error suggests the one that was probably meant.
    pub fn parse(name: &str) -> Result<Self, TimeError> {
        let rules = bundled().get(name).map_err(|_| unknown_zone(name))?;
        let name = rules.iana_name().ok_or_else(|| unknown_zone(name))?.into();
        Ok(Self { name, rules })
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How far wall clocks are ahead of UTC at an instant.
    pub fn offset_at(&self, at: Instant) -> UtcOffset {
        UtcOffset::from_seconds(self.rules.to_offset(timestamp(at)).seconds())
    }

    /// What wall clocks show at an instant.
    pub fn local(&self, at: Instant) -> Local {
        Local::at_offset(at, self.offset_at(at))
    }

    /// The day on the calendar at an instant.
    pub fn date(&self, at: Instant) -> LocalDate {
        self.local(at).date
    }

    /// The instant at which wall clocks show this. Of a time that comes twice it is the first; for a time
    /// that is left out, the first instant after the gap.
    pub fn instant(&self, date: LocalDate, time: LocalTime) -> Instant {
        let (date, time) = if time == LocalTime::END_OF_DAY {
            (date.plus_days(1), LocalTime::MIDNIGHT)
        } else {
            (date, time)
        };
        let offset = match self
            .rules
            .to_ambiguous_timestamp(date_time(date, time))
            .offset()
        {
            AmbiguousOffset::Unambiguous { offset }
            | AmbiguousOffset::Fold { before: offset, .. } => offset,
            AmbiguousOffset::Gap { after, .. } => {
                let before_gap = Instant::from_wall_clock(date, time, utc_offset(after));
                return self.next_transition(before_gap);
            }
        };
        Instant::from_wall_clock(date, time, utc_offset(offset))
    }

    /// The first instant of a day: its local midnight, or the first instant after a midnight that does not
    /// exist. A day the zone left out altogether starts when the next one does.
    pub fn start_of_day(&self, date: LocalDate) -> Instant {
        self.instant(date, LocalTime::MIDNIGHT)
    }

    /// The end of a day, which is the start of the next: windows are half-open.
    pub fn end_of_day(&self, date: LocalDate) -> Instant {
        self.start_of_day(date.plus_days(1))
    }

    /// The window of a day.
    pub fn day(&self, date: LocalDate) -> Window {
        Window {
            from: self.start_of_day(date),
            to: self.end_of_day(date),
        }
    }

    /// Reads a date and time without an offset as this zone's wall clock: `2026-03-01T10:00`,
    /// `2009-12-01 07:45:00`; a date alone is the start of that day.
    ///
    /// # Errors
    /// Anything else, a text with an offset included.
    pub fn parse_local(&self, text: &str) -> Result<Instant, TimeError> {
        self.read_local(text)
            .ok_or_else(|| TimeError::NotALocalTime { text: shown(text) })
    }

    /// Reads an instant that may leave out its offset and is then local to this zone.
    ///
    /// # Errors
    /// Neither RFC 3339 nor a local date and time.
    pub fn parse_instant(&self, text: &str) -> Result<Instant, TimeError> {
        text.parse().or_else(|_| self.parse_local(text))
    }

    fn read_local(&self, text: &str) -> Option<Instant> {
        let pieces = Pieces::parse(text).ok()?;
        if pieces.offset().is_some() || pieces.time_zone_annotation().is_some() {
            return None;
        }
        let date = pieces.date();
        let date = LocalDate::new(date.year().into(), date.month().into(), date.day().into())?;
        let Some(time) = pieces.time() else {
            return Some(self.start_of_day(date));
        };
        let seconds = (i32::from(time.hour()) * 60 + i32::from(time.minute())) * 60
            + i32::from(time.second());
        Some(self.instant(
            date,
            LocalTime::from_ms(seconds * 1_000 + i32::from(time.millisecond())),
        ))
    }

    fn next_transition(&self, at: Instant) -> Instant {
        let next = self.rules.following(timestamp(at)).next();
        next.map_or(at, |transition| {
            Instant::from_ms(transition.timestamp().as_millisecond())
        })
    }
}

/// The time zone database that is part of the program.
fn bundled() -> &'static TimeZoneDatabase {
    static BUNDLED: OnceLock<TimeZoneDatabase> = OnceLock::new();
    BUNDLED.get_or_init(TimeZoneDatabase::bundled)
}

fn unknown_zone(name: &str) -> TimeError {
    let names: Vec<String> = bundled()
        .available()
        .map(|known| known.as_str().to_owned())
        .collect();
    let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    TimeError::UnknownZone {
        name: shown(name),
        near,
    }
}

fn timestamp(at: Instant) -> Timestamp {
    Timestamp::from_millisecond(at.ms()).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn utc_offset(offset: Offset) -> UtcOffset {
    UtcOffset::from_seconds(offset.seconds())
}

/// The same date and time for the rules of a zone; every [`LocalDate`] is within their range.
fn date_time(date: LocalDate, time: LocalTime) -> DateTime {
    let (year, month, day) = date.civil();
    let narrow = |part: i32| i8::try_from(part).unwrap_or_default();
    let nanosecond = time.millisecond() * 1_000_000;
    let (hour, minute, second) = (
        narrow(time.hour()),
        narrow(time.minute()),
        narrow(time.second()),
    );
    let year = i16::try_from(year).unwrap_or_default();
    DateTime::new(
        year,
        narrow(month),
        narrow(day),
        hour,
        minute,
        second,
        nanosecond,
    )
    .unwrap_or_default()
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl FromStr for Zone {
    type Err = TimeError;

    fn from_str(name: &str) -> Result<Self, TimeError> {
        Self::parse(name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

serde_as_text!(Zone, "a time zone, like Europe/Moscow");

impl JsonSchema for Zone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeZone".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "An IANA time zone, like Europe/Moscow." })
    }
}
