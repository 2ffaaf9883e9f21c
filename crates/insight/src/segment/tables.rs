//! What filters of purchases say, laid out by day, by hour and by outlet.

use regulars_engine::condition::{Tally, WeekWhere};

use super::select::Asked;
use crate::column::{HOURS, SHORT_CODES, day_of};

/// Set of a purchase that counts as far as is known.
pub(super) const IN: u8 = 1;
/// Set if only the instant tells.
pub(super) const UNSURE: u8 = 2;
/// No objection.
const ANY: u8 = IN | UNSURE;

/// Filters of purchases by what columns keep of instants and outlets, made once for a question.
#[derive(Debug)]
pub(super) struct Tables {
    /// The days on which the window begins and ends. Only the instant tells on which side of it a purchase of these lies.
    pub days: (u16, u16),
    /// For each outlet, [`ANY`] or nothing; `None`: all of them count.
    pub outlets: Option<Vec<u8>>,
    /// For each hour of the week, [`IN`], [`IN`] and [`UNSURE`], or nothing; `None`: all of them count.
    pub hours: Option<[u8; 256]>,
}

impl Tables {
    pub(super) fn of(tally: &Tally<'_>, asked: &Asked<'_>) -> Self {
        let window = tally.window();
        let outlets = tally.outlets.map(|outlets| {
            let all = 0..u32::try_from(asked.words().outlets()).unwrap_or(u32::MAX);
            let counts = all.map(|outlet| if outlets.get(outlet) { ANY } else { 0 });
            let mut counts: Vec<u8> = counts.collect();
            counts.resize(counts.len().max(SHORT_CODES), 0);
            counts
        });
        Self {
            days: (day_of(window.from), day_of(window.to)),
            outlets,
            hours: tally.week.map(|week| hours(week, tally, asked)),
        }
    }

    /// What the day of a purchase says.
    #[inline]
    pub(super) fn of_day(&self, day: u16) -> u8 {
        let (from, to) = self.days;
        of_day(day, from, to.wrapping_sub(from))
    }
}

/// What two filters say together.
#[inline]
pub(super) fn both(one: u8, two: u8) -> u8 {
    (one & two & IN) | ((one | two) & UNSURE)
}

/// What a day says of a window that begins on one and ends so many days behind it.
#[inline]
pub(super) fn of_day(day: u16, from: u16, days: u16) -> u8 {
    let passed = day.wrapping_sub(from);
    u8::from(passed <= days) | u8::from(passed == 0 || passed == days) << 1
}

/// Hours of the week in UTC: one that is the same on all clocks is in or out.
fn hours(week: &WeekWhere, tally: &Tally<'_>, asked: &Asked<'_>) -> [u8; 256] {
    let mut offsets: Vec<_> = asked.frame().offsets(tally.window()).collect();
    offsets.sort_unstable_by_key(|offset| offset.seconds());
    offsets.dedup();
    let of_hour = |hour: u8| {
        let mut fits = offsets.iter().map(|offset| week.fits_hour(hour, *offset));
        let first = fits.next().flatten();
        match first.filter(|first| fits.all(|fits| fits == Some(*first))) {
            Some(true) => IN,
            Some(false) => 0,
            None => ANY,
        }
    };
    let mut hours = [0; 256];
    for (known, hour) in hours.iter_mut().zip(0..HOURS) {
        *known = of_hour(hour);
    }
    hours
}
