//! How members send points to one another.

use crate::condition::Condition;
use crate::counter::{Counted, CounterKey};
use crate::name::UnitId;
use crate::number::{Points, Ratio, Rounding};
use crate::program::Program;
use crate::time::{ExpiryRule, Instant, Period, Zone};

/// Sending points of a unit.
#[derive(Debug, Clone)]
pub struct TransferRule {
    /// The unit.
    pub unit: UnitId,
    /// Who may send.
    pub when: Condition,
    /// The fewest points that are sent at once.
    pub min: Points,
    /// The most points that are sent at once.
    pub max: Option<Points>,
    /// The most points that a member sends in a time.
    pub limits: Vec<PointsLimit>,
    /// What sending costs, as a share of the points sent, on top.
    pub fee: Option<Ratio>,
    /// When points received burn; `None`: when they would have burned before.
    pub expire: Option<ExpiryRule>,
}

/// The most points in a time by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointsLimit {
    /// The most.
    pub points: Points,
    /// The time; `None`: the whole life.
    pub period: Option<Period>,
}

impl TransferRule {
    /// The counter of what a member sent in the time of a limit.
    pub fn counter(&self, limit: &PointsLimit, at: Instant, zone: &Zone) -> CounterKey {
        CounterKey {
            counted: Counted::Sent(self.unit.clone()),
            period: limit.period.map(|period| period.key(at, zone)),
        }
    }

    /// The counters that a transfer moves, each once.
    pub(crate) fn counters(&self, at: Instant, zone: &Zone) -> Vec<CounterKey> {
        let keys = self.limits.iter();
        let mut keys: Vec<_> = keys.map(|limit| self.counter(limit, at, zone)).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// What sending so many points costs, rounded half up.
    pub fn fee_of(&self, points: Points) -> Points {
        let share = |fee: Ratio| Points::from_raw(fee.of(points.raw(), Rounding::HalfUp));
        self.fee.map_or(Points::ZERO, share)
    }
}

impl Program {
    /// How points of a unit are sent; `None`: they are not.
    pub fn transfer(&self, unit: &UnitId) -> Option<&TransferRule> {
        self.transfers.iter().find(|rule| rule.unit == *unit)
    }
}
