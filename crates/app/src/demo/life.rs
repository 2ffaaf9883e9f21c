//! How often a person comes: seasons, weekdays, a first month, a long time, a lapse, perhaps a return.

use regulars_engine::time::{LocalDate, Weekday};

use super::random::Random;

/// Visits in percent of an ordinary day, by month: a chain sells most in December and least in January.
const SEASON: [u32; 12] = [82, 88, 97, 99, 106, 108, 104, 101, 98, 97, 100, 118];
/// The same by weekday, Monday first.
const WEEK: [u32; 7] = [84, 86, 90, 96, 116, 126, 102];

/// A person's life with the chain, in days since its program began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Life {
    /// The day they join.
    pub(super) joins: i32,
    /// Visits per million ordinary days.
    rate: u32,
    /// The day they stop coming.
    lapses: i32,
    /// The day they come again.
    returns: i32,
}

/// For ever, in days.
const NEVER: i32 = i32::MAX;

impl Life {
    /// The life of the person with this number over so many days.
    pub(super) fn of(number: u32, days: i32) -> Self {
        let random = &mut Random::of(1, u64::from(number));
        let joins = if random.percent(22) {
            random.between(0, 30.min(days))
        } else {
            random.between(0, days)
        };
        // Once in two months, once in three weeks, every week, twice a week.
        let rate = [16_000, 45_000, 130_000, 290_000][random.weighted(&[38, 38, 19, 5])];
        let lapses = match random.weighted(&[15, 40, 45]) {
            // One visit and never again.
            0 => joins + 1,
            1 => joins + random.between(20, 500),
            _ => NEVER,
        };
        let comes_back = lapses != NEVER && random.percent(28);
        let returns = if comes_back {
            lapses + random.between(62, 200)
        } else {
            NEVER
        };
        Self {
            joins,
            rate,
            lapses,
            returns,
        }
    }

    /// Whether the person comes on this day.
    pub(super) fn comes(&self, day: i32, date: LocalDate, random: &mut Random) -> bool {
        if day == self.joins {
            return true;
        }
        random.per_million(self.rate_on(day) / 100 * season(date) / 100 * week(date.weekday()))
    }

    fn rate_on(&self, day: i32) -> u32 {
        if day < self.joins || (self.lapses..self.returns).contains(&day) {
            return 0;
        }
        match day - self.joins {
            // The new card is fun.
            ..30 => self.rate / 2 * 3,
            _ if day >= self.returns => self.rate / 4 * 3,
            _ => self.rate,
        }
    }
}

fn season(date: LocalDate) -> u32 {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    SEASON.get(month).copied().unwrap_or(100)
}

fn week(weekday: Weekday) -> u32 {
    let place = Weekday::ALL
        .iter()
        .position(|day| *day == weekday)
        .unwrap_or(0);
    WEEK.get(place).copied().unwrap_or(100)
}

/// Visits by hour of the day, from 9 to 22: lunch and dinner.
const HOURS: [u32; 14] = [3, 4, 6, 14, 13, 8, 6, 6, 8, 12, 13, 10, 6, 3];

/// When of the day a person comes: seconds since local midnight.
pub(super) fn second_of_day(random: &mut Random) -> i32 {
    let hour = 9 + i32::try_from(random.weighted(&HOURS)).unwrap_or(0);
    hour * 3_600 + random.between(0, 3_599)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_differ_as_they_do() {
        let lives: Vec<Life> = (1..=10_000).map(|number| Life::of(number, 730)).collect();
        let share = |is: fn(&Life) -> bool| lives.iter().filter(|life| is(life)).count() / 100;
        assert!((10..20).contains(&share(|life| life.lapses == life.joins + 1)));
        assert!((40..50).contains(&share(|life| life.lapses == NEVER)));
        assert!((12..18).contains(&share(|life| life.returns != NEVER)));
        assert!(lives.iter().all(|life| (0..=730).contains(&life.joins)));
    }

    #[test]
    fn nobody_comes_before_joining_or_while_lapsed() {
        let life = Life {
            joins: 10,
            rate: 1_000_000,
            lapses: 50,
            returns: 120,
        };
        let date = LocalDate::new(2026, 5, 16).unwrap();
        let random = &mut Random::of(0, 0);
        let comes: Vec<bool> = [5, 10, 60, 130]
            .map(|day| life.comes(day, date, random))
            .to_vec();
        assert_eq!(comes[..3], [false, true, false]);
        assert_eq!(
            (life.rate_on(20), life.rate_on(45), life.rate_on(130)),
            (1_500_000, 1_000_000, 750_000)
        );
    }
}
