//! Whether there is enough to foretell anything from.

use serde::Serialize;

use super::history::Past;

/// The least a model is fitted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gates {
    /// Members with a purchase.
    pub members: u64,
    /// Days between the first purchase of all and the end.
    pub history_days: u32,
    /// Days before the end within which somebody must have bought.
    pub recent_days: u32,
    /// Members with three purchases or more.
    pub frequent: u64,
}

impl Default for Gates {
    /// Five hundred members, half a year, a month, and a few who came back twice: the bounds Klaviyo publishes.
    fn default() -> Self {
        Self {
            members: 500,
            history_days: 180,
            recent_days: 30,
            frequent: 10,
        }
    }
}

/// A bound, and what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// `members`, `history_days`, `days_since_last`, `frequent`.
    pub what: &'static str,
    /// What is needed: the least, of `days_since_last` the most.
    pub needed: u64,
    /// What there is.
    pub found: u64,
    /// Whether it is enough.
    pub passed: bool,
}

/// Holds pasts against the bounds; of nobody every gate is shut.
pub fn gates(members: &[Past], least: &Gates) -> Vec<Gate> {
    let count = |fits: fn(&Past) -> bool| {
        u64::try_from(members.iter().filter(|past| fits(past)).count()).unwrap_or(u64::MAX)
    };
    let history = members.iter().map(|past| past.age).max().unwrap_or(0);
    let since = members
        .iter()
        .map(|past| past.age - past.last.min(past.age))
        .min();
    let at_least = |what, needed, found| Gate {
        what,
        needed,
        found,
        passed: found >= needed,
    };
    let recent = u64::from(least.recent_days);
    let since = since.map_or(u64::MAX, u64::from);
    vec![
        at_least("members", least.members, count(|_| true)),
        at_least(
            "history_days",
            u64::from(least.history_days),
            u64::from(history),
        ),
        Gate {
            what: "days_since_last",
            needed: recent,
            found: since,
            passed: since <= recent,
        },
        at_least("frequent", least.frequent, count(|past| past.repeats >= 2)),
    ]
}
