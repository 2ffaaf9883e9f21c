//! When people eat burgers: seasons, weekdays, hours.

use regulars_engine::time::{Instant, LocalDate, LocalTime, Weekday, Zone};

use super::random::Random;

/// How busy a month is, in thousandths of the average: the summer and December are best.
const MONTHS: [u32; 12] = [
    800, 850, 930, 980, 1_050, 1_150, 1_220, 1_180, 1_000, 950, 940, 1_240,
];

/// How busy a day of the week is, from Monday.
const WEEKDAYS: [u32; 7] = [840, 870, 900, 960, 1_180, 1_250, 1_000];

/// When guests come on a working day: the hour and its part.
const WORKING_HOURS: [(i32, u32); 14] = [
    (9, 3),
    (10, 3),
    (11, 5),
    (12, 13),
    (13, 14),
    (14, 9),
    (15, 5),
    (16, 5),
    (17, 7),
    (18, 11),
    (19, 11),
    (20, 8),
    (21, 4),
    (22, 2),
];

/// The same on Saturdays and Sundays.
const FREE_HOURS: [(i32, u32); 14] = [
    (9, 2),
    (10, 4),
    (11, 6),
    (12, 9),
    (13, 11),
    (14, 11),
    (15, 9),
    (16, 9),
    (17, 9),
    (18, 11),
    (19, 10),
    (20, 8),
    (21, 5),
    (22, 3),
];

/// The days that are played, by number from 0.
#[derive(Debug)]
pub(super) struct Calendar {
    zone: Zone,
    first: LocalDate,
    /// How busy each day is, in thousandths of an average one.
    busy: Vec<u32>,
    /// Nothing happens after it.
    pub(super) now: Instant,
}

impl Calendar {
    /// Two years up to now.
    pub(super) fn of(now: Instant, zone: &Zone) -> Self {
        let today = zone.date(now);
        let first = today.plus_years(-2);
        let busy = (0..=today.days_since(first)).map(|day| busy(first.plus_days(day)));
        Self {
            zone: zone.clone(),
            first,
            busy: busy.collect(),
            now,
        }
    }

    /// The first day.
    pub(super) fn first(&self) -> LocalDate {
        self.first
    }

    pub(super) fn date(&self, day: i32) -> LocalDate {
        self.first.plus_days(day)
    }

    /// The number of the day an instant is on.
    pub(super) fn day(&self, at: Instant) -> i32 {
        self.zone.date(at).days_since(self.first)
    }

    /// The instant a day begins.
    pub(super) fn start(&self, day: i32) -> Instant {
        self.zone.start_of_day(self.date(day))
    }

    /// Today's number.
    pub(super) fn last_day(&self) -> i32 {
        i32::try_from(self.busy.len()).unwrap_or(i32::MAX) - 1
    }

    /// How busy a day is, in thousandths; 0 outside the calendar.
    pub(super) fn busy(&self, day: i32) -> u32 {
        let place = usize::try_from(day).ok();
        place
            .and_then(|place| self.busy.get(place))
            .copied()
            .unwrap_or(0)
    }

    /// Every day's busyness.
    pub(super) fn all_busy(&self) -> impl Iterator<Item = u32> + Clone + '_ {
        self.busy.iter().copied()
    }

    /// A time at which somebody comes on a day, by the shop's own clock.
    pub(super) fn time(&self, day: i32, random: &mut Random) -> LocalTime {
        let hours = match self.date(day).weekday() {
            Weekday::Sat | Weekday::Sun => &FREE_HOURS,
            _ => &WORKING_HOURS,
        };
        let place = random.weighted(hours.iter().map(|(_, part)| *part));
        let hour = hours.get(place).map_or(12, |(hour, _)| *hour);
        LocalTime::from_ms((hour * 3_600 + random.between(0, 3_599)) * 1_000)
    }
}

fn busy(date: LocalDate) -> u32 {
    let of = |parts: &[u32], place: i32| {
        let place = usize::try_from(place).unwrap_or(0);
        parts.get(place).copied().unwrap_or(1_000)
    };
    let by_month = of(&MONTHS, date.month() - 1);
    match (date.month(), date.day()) {
        // People are at home, or still asleep.
        (12, 31) | (1, 1) => by_month / 3,
        _ => by_month * of(&WEEKDAYS, date.weekday().index()) / 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(now: &str) -> Calendar {
        Calendar::of(
            Instant::parse_with_offset(now).unwrap().0,
            &Zone::parse("Europe/Moscow").unwrap(),
        )
    }

    #[test]
    fn two_years_end_today() {
        let calendar = calendar("2026-11-21T22:30:00Z");
        assert_eq!(calendar.first().to_string(), "2024-11-22");
        assert_eq!(calendar.date(calendar.last_day()).to_string(), "2026-11-22");
        assert_eq!(calendar.last_day(), 730);
        assert_eq!((calendar.busy(-1), calendar.busy(731)), (0, 0));
        assert_eq!(calendar.day(calendar.start(17)), 17);
    }

    #[test]
    fn an_average_day_is_average() {
        let calendar = calendar("2026-11-21T12:00:00Z");
        let mean = calendar.all_busy().sum::<u32>() / 731;
        assert!((970..1_030).contains(&mean), "{mean}");
    }

    #[test]
    fn shops_are_open_from_nine_to_eleven_and_fullest_at_lunch_and_in_the_evening() {
        let calendar = calendar("2026-11-21T12:00:00Z");
        let mut random = Random::of(1, 1);
        let mut hours = [0_u32; 24];
        for day in 0..700 {
            for _ in 0..20 {
                let hour = calendar.time(day, &mut random).hour();
                hours[usize::try_from(hour).unwrap()] += 1;
            }
        }
        assert_eq!(hours[..9].iter().sum::<u32>() + hours[23], 0);
        assert!(
            hours[13] > 2 * hours[10] && hours[19] > 2 * hours[22],
            "{hours:?}"
        );
        assert!(hours[13] > hours[16] && hours[19] > hours[16], "{hours:?}");
    }
}
