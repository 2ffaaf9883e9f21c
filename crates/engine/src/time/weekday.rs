//! Days of the week.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day of the week; weeks begin on Monday. Written `mon` to `sun`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// The seven days from Monday.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// Days since Monday: 0 to 6.
    pub const fn index(self) -> i32 {
        match self {
            Self::Mon => 0,
            Self::Tue => 1,
            Self::Wed => 2,
            Self::Thu => 3,
            Self::Fri => 4,
            Self::Sat => 5,
            Self::Sun => 6,
        }
    }

    /// The day that many days after a Monday (or before it, below zero).
    pub const fn from_index(days: i32) -> Self {
        match days.rem_euclid(7) {
            0 => Self::Mon,
            1 => Self::Tue,
            2 => Self::Wed,
            3 => Self::Thu,
            4 => Self::Fri,
            5 => Self::Sat,
            _ => Self::Sun,
        }
    }

    /// The day before.
    #[must_use]
    pub const fn yesterday(self) -> Self {
        Self::from_index(self.index() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other_round_the_week() {
        for (index, day) in (0..).zip(Weekday::ALL) {
            assert_eq!((day.index(), Weekday::from_index(index - 7)), (index, day));
        }
        assert_eq!(Weekday::Mon.yesterday(), Weekday::Sun);
        assert_eq!(serde_json::to_string(&Weekday::Sat).unwrap(), "\"sat\"");
    }
}
