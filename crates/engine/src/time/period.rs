//! Periods of the calendar: one row of a limit or a counter is one of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::LocalDate;
use super::instant::Instant;
use super::window::Window;
use super::zone::Zone;

/// A kind of calendar period. A period is named by its first day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A local day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// The first day of the period a day lies in: the period's key.
    pub fn start(self, date: LocalDate) -> LocalDate {
        match self {
            Self::Day => date,
            Self::Week => date.plus_days(-date.weekday().index()),
            Self::Month => date.first_of_month(),
            Self::Quarter => date.first_of_month().plus_months(-((date.month() - 1) % 3)),
            Self::Year => date.first_of_year(),
        }
    }

    /// The first day of the next period.
    pub fn end(self, date: LocalDate) -> LocalDate {
        let start = self.start(date);
        match self {
            Self::Day => start.plus_days(1),
            Self::Week => start.plus_days(7),
            Self::Month => start.plus_months(1),
            Self::Quarter => start.plus_months(3),
            Self::Year => start.plus_years(1),
        }
    }

    /// The key of the period an instant lies in.
    pub fn key(self, at: Instant, zone: &Zone) -> LocalDate {
        self.start(zone.date(at))
    }

    /// The window of the period a day lies in.
    pub fn window(self, date: LocalDate, zone: &Zone) -> Window {
        Window {
            from: zone.start_of_day(self.start(date)),
            to: zone.start_of_day(self.end(date)),
        }
    }
}
