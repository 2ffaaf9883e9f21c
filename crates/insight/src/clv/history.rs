//! A member's purchases as the models read them.

use crate::history::Purchase;
use crate::number::real;

/// A member's past: how often, until when, observed for how long, for how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Past {
    /// x: days with a purchase after the first.
    pub repeats: u32,
    /// tₓ: days from the first to the last purchase; 0 without repeats.
    pub last: u32,
    /// T: days from the first purchase to the end of observation; not fewer than `last`.
    pub age: u32,
    /// Sum of the repeat purchases, in minor units.
    pub repeat_amount: i64,
}

/// Days of a week: the models' unit of time.
pub(super) const WEEK: f64 = 7.0;

impl Past {
    /// The mean of the repeat purchases in major units of a currency with so many minor units in one; `None` without
    /// repeats, or where they sum to nothing.
    pub fn mean_repeat(self, minor_per_major: f64) -> Option<f64> {
        (self.repeats > 0 && self.repeat_amount > 0)
            .then(|| real(self.repeat_amount) / f64::from(self.repeats) / minor_per_major)
    }

    pub(super) fn x(self) -> f64 {
        f64::from(self.repeats)
    }

    pub(super) fn weeks(self) -> (f64, f64) {
        (f64::from(self.last) / WEEK, f64::from(self.age) / WEEK)
    }
}

/// Sums up purchases in order of day up to and including `end`; `None` without any by then. The first day's purchases
/// are the first purchase and count neither as repeat nor as its money.
pub fn past(purchases: &[Purchase], end: i32) -> Option<Past> {
    let until = purchases.partition_point(|purchase| purchase.day <= end);
    let first = purchases.first().filter(|_| until > 0)?.day;
    let mut past = Past {
        repeats: 0,
        last: 0,
        age: days(first, end),
        repeat_amount: 0,
    };
    for day in purchases[..until].chunk_by(|one, other| one.day == other.day) {
        let Some(at) = day.first().filter(|purchase| purchase.day > first) else {
            continue;
        };
        past.repeats += 1;
        past.last = days(first, at.day);
        past.repeat_amount += day.iter().map(|purchase| purchase.amount).sum::<i64>();
    }
    Some(past)
}

fn days(from: i32, to: i32) -> u32 {
    u32::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}
