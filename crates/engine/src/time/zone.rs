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
    /// The wall clock under a fixed offset: how an event that stored its offset is read, whatever
    /// the zone's rules have become.
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

    /// Offsets of a stretch of time, each with the instant it holds from; the first holds from the stretch's own start.
    pub fn offsets(&self, window: Window) -> Vec<(Instant, UtcOffset)> {
        let mut offsets = vec![(window.from, self.offset_at(window.from))];
        let changes = self.rules.following(timestamp(window.from));
        let changes = changes.map(|change| {
            let at = Instant::from_ms(change.timestamp().as_millisecond());
            (at, UtcOffset::from_seconds(change.offset().seconds()))
        });
        offsets.extend(changes.take_while(|(at, _)| *at < window.to));
        offsets
    }

    /// What wall clocks show at an instant.
    pub fn local(&self, at: Instant) -> Local {
        Local::at_offset(at, self.offset_at(at))
    }

    /// The day on the calendar at an instant.
    pub fn date(&self, at: Instant) -> LocalDate {
        self.local(at).date
    }

    /// The instant at which wall clocks show this. Of a time that comes twice it is the first; for
    /// a time that is left out, the first instant after the gap.
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

    /// The first instant of a day: its local midnight, or the first instant after a midnight that
    /// does not exist. A day the zone left out altogether starts when the next one does.
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

serde_as_text!(
    Zone,
    crate::both!(
        "a time zone, like Europe/Moscow",
        "часовой пояс, например `Europe/Moscow`"
    )
);

impl JsonSchema for Zone {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeZone".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "An IANA time zone, like Europe/Moscow." })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn date(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    fn check_start(name: &str, day: &str, expected: &str) {
        let (zone, day) = (zone(name), date(day));
        let start = zone.start_of_day(day);
        assert_eq!(
            start.format_at(zone.offset_at(start)),
            expected,
            "{day} in {name}"
        );
        assert!(zone.date(start) >= day);
        assert!(zone.date(start.plus_ms(-1)) < day);
    }

    #[test]
    fn a_day_starts_at_its_local_midnight() {
        check_start("UTC", "2026-03-01", "2026-03-01T00:00:00+00:00");
        check_start("Europe/Moscow", "2026-03-01", "2026-03-01T00:00:00+03:00");
        check_start("Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00");
        check_start("Europe/Berlin", "2026-03-30", "2026-03-30T00:00:00+02:00");
        check_start("Asia/Kathmandu", "2026-03-01", "2026-03-01T00:00:00+05:45");
    }

    #[test]
    fn a_missing_midnight_is_the_first_instant_of_the_day() {
        check_start(
            "America/Sao_Paulo",
            "2018-11-04",
            "2018-11-04T01:00:00-02:00",
        );
        check_start("Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00");
        check_start("Africa/Cairo", "2023-04-28", "2023-04-28T01:00:00+03:00");
        // Clocks went from 23:30 on the 30th to 00:30 on the 31st.
        check_start("America/Toronto", "1919-03-31", "1919-03-31T00:30:00-04:00");
        // The 30th was left out altogether.
        check_start("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00");
        check_start("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00");
    }

    #[test]
    fn a_midnight_that_comes_twice_is_the_first() {
        check_start("America/Havana", "2023-11-05", "2023-11-05T00:00:00-04:00");
    }

    #[test]
    fn days_with_a_clock_change_are_shorter_or_longer() {
        let hours = |name: &str, day: &str| {
            let window = zone(name).day(date(day));
            window.to.ms_since(window.from) / 3_600_000
        };
        assert_eq!(hours("Europe/Berlin", "2026-03-28"), 24);
        assert_eq!(hours("Europe/Berlin", "2026-03-29"), 23);
        assert_eq!(hours("Europe/Berlin", "2026-10-25"), 25);
        assert_eq!(hours("America/Sao_Paulo", "2018-11-04"), 23);
        assert_eq!(hours("Pacific/Apia", "2011-12-30"), 0);
    }

    fn check_local(name: &str, text: &str, expected: &str) {
        assert_eq!(
            zone(name).parse_local(text).unwrap().to_string(),
            expected,
            "{text} in {name}"
        );
    }

    #[test]
    fn a_wall_clock_is_read_in_its_zone() {
        check_local("Europe/Moscow", "2026-03-01T10:00", "2026-03-01T07:00:00Z");
        check_local(
            "Europe/London",
            "2009-12-01 07:45:00",
            "2009-12-01T07:45:00Z",
        );
        check_local(
            "Europe/London",
            "2010-07-01 07:45:00",
            "2010-07-01T06:45:00Z",
        );
        check_local("Europe/Moscow", "2026-03-01", "2026-02-28T21:00:00Z");
        check_local(
            "Europe/Moscow",
            "2026-03-01T10:00:00.250",
            "2026-03-01T07:00:00.250Z",
        );
        // 02:30 does not exist on the day clocks go forward, and comes twice on the day they go
        // back.
        check_local("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00Z");
        check_local("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z");
    }

    #[test]
    fn an_offset_is_refused_where_local_time_is_meant_and_honoured_where_it_may_stand() {
        let moscow = zone("Europe/Moscow");
        for text in [
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00+03:00",
            "10:00",
            "",
            "2026-02-30T10:00",
            "01/12/2009 07:45",
        ] {
            assert!(
                matches!(
                    moscow.parse_local(text),
                    Err(TimeError::NotALocalTime { .. })
                ),
                "{text}"
            );
        }
        let either = |text: &str| moscow.parse_instant(text).unwrap().to_string();
        assert_eq!(either("2026-03-01T10:00"), "2026-03-01T07:00:00Z");
        assert_eq!(either("2026-03-01T10:00:00Z"), "2026-03-01T10:00:00Z");
        assert!(moscow.parse_instant("soon").is_err());
    }

    #[test]
    fn a_wrong_zone_is_named_with_the_near_one() {
        let message = |name: &str| Zone::parse(name).unwrap_err().to_string();
        assert_eq!(
            message("Europe/Moskow"),
            "`Europe/Moskow` is not a time zone; write a name like Europe/Moscow; did you mean Europe/Moscow?"
        );
        assert_eq!(
            message("MSK+3:00h"),
            "`MSK+3:00h` is not a time zone; write a name like Europe/Moscow"
        );
        assert_eq!(zone("europe/moscow").name(), "Europe/Moscow");
    }

    #[test]
    fn a_zone_is_serialised_as_its_name() {
        let moscow: Zone = serde_json::from_str("\"Europe/Moscow\"").unwrap();
        assert_eq!(serde_json::to_string(&moscow).unwrap(), "\"Europe/Moscow\"");
        assert_eq!(moscow, zone("Europe/Moscow"));
        assert_ne!(moscow, Zone::utc());
        assert_eq!(Zone::utc(), zone("UTC"));
    }

    #[test]
    fn a_stored_offset_reads_the_same_whatever_the_zone_says() {
        let at: Instant = "2026-03-01T22:30:00Z".parse().unwrap();
        let local = Local::at_offset(at, UtcOffset::from_seconds(7_200));
        assert_eq!(
            (local.date, local.weekday),
            (date("2026-03-02"), Weekday::Mon)
        );
        assert_eq!(local.time.to_string(), "00:30");
    }

    #[test]
    fn the_ends_of_time_are_answered() {
        for name in [
            "UTC",
            "Pacific/Kiritimati",
            "Pacific/Pago_Pago",
            "America/Sao_Paulo",
        ] {
            let zone = zone(name);
            for at in [Instant::MIN, Instant::MAX] {
                zone.day(zone.local(at).date);
            }
            zone.day(LocalDate::MIN);
            zone.day(LocalDate::MAX);
        }
    }

    #[test]
    fn offsets_of_a_stretch_are_those_of_its_instants() {
        let berlin = zone("Europe/Berlin");
        let window = Window {
            from: berlin.parse_local("2025-01-01").unwrap(),
            to: berlin.parse_local("2027-01-01").unwrap(),
        };
        let offsets = berlin.offsets(window);
        assert_eq!(offsets.len(), 5);
        for (at, offset) in offsets {
            assert_eq!(berlin.offset_at(at), offset, "{at}");
        }
        assert_eq!(zone("UTC").offsets(Window::ALWAYS).len(), 1);
    }

    fn any_zone() -> impl Strategy<Value = Zone> {
        let names = bundled()
            .available()
            .map(|name| name.as_str().to_owned())
            .collect::<Vec<_>>();
        prop::sample::select(names).prop_map(|name| zone(&name))
    }

    proptest! {
        #[test]
        fn every_day_of_every_zone_begins_at_its_first_instant(
            zone in any_zone(),
            days in -30_000..40_000,
        ) {
            let day = LocalDate::from_days(days);
            let window = zone.day(day);
            prop_assert!(window.from <= window.to);
            prop_assert!(zone.date(window.from) >= day);
            prop_assert!(zone.date(window.from.plus_ms(-1)) < day);
        }

        #[test]
        fn wall_clocks_lead_back_to_their_instant(
            zone in any_zone(),
            ms in -2_000_000_000_000_i64..4_000_000_000_000,
        ) {
            let at = Instant::from_ms(ms);
            let local = zone.local(at);
            let back = zone.instant(local.date, local.time);
            // A wall clock that is shown twice leads to the first of the two.
            prop_assert!(back == at || (back < at && zone.local(back).time == local.time));
        }
    }
}
