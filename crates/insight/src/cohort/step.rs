//! Days, weeks, months, quarters and years of the calendar.

use std::fmt;
use std::str::FromStr;

use regulars_engine::time::LocalDate;

/// How a calendar is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By day.
    Day,
    /// By week, from Monday.
    Week,
    /// By month.
    Month,
    /// By quarter.
    Quarter,
    /// By year.
    Year,
}

/// No way to divide a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` divides no calendar; write day, week, month, quarter or year")]
pub struct UnknownStep(String);

impl FromStr for Step {
    type Err = UnknownStep;

    fn from_str(text: &str) -> Result<Self, UnknownStep> {
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            "quarter" => Ok(Self::Quarter),
            "year" => Ok(Self::Year),
            other => Err(UnknownStep(other.to_owned())),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        })
    }
}

/// 1970-01-01 was a Thursday: so many days after a Monday.
const THURSDAY: i32 = 3;

impl Step {
    /// The number of the period a day (since 1970-01-01) lies in; neighbours differ by 1.
    pub fn of(self, day: i32) -> i32 {
        let date = LocalDate::from_days(day);
        match self {
            Self::Day => date.days(),
            Self::Week => (date.days() + THURSDAY).div_euclid(7),
            Self::Month => date.year() * 12 + date.month() - 1,
            Self::Quarter => date.year() * 4 + (date.month() - 1) / 3,
            Self::Year => date.year(),
        }
    }

    /// The first day of a period.
    pub fn start(self, period: i32) -> LocalDate {
        let month =
            |year: i32, month: i32| LocalDate::new(year, month, 1).unwrap_or(LocalDate::MAX);
        match self {
            Self::Day => LocalDate::from_days(period),
            Self::Week => LocalDate::from_days(period * 7 - THURSDAY),
            Self::Month => month(period.div_euclid(12), period.rem_euclid(12) + 1),
            Self::Quarter => month(period.div_euclid(4), period.rem_euclid(4) * 3 + 1),
            Self::Year => month(period, 1),
        }
    }

    /// How a period is written: `2026-03`, `2026-Q1`, `2026`, a week by its Monday, a day as it is.
    pub fn name(self, period: i32) -> String {
        let start = self.start(period);
        match self {
            Self::Day | Self::Week => start.to_string(),
            Self::Month => start.to_string().chars().take(7).collect(),
            Self::Quarter => format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", start.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_fall_into_periods_and_periods_have_names() {
        let check = |step: &str, date: &str, name: &str, start: &str| {
            let step: Step = step.parse().unwrap();
            let period = step.of(date.parse::<LocalDate>().unwrap().days());
            assert_eq!(step.name(period), name, "{step} of {date}");
            assert_eq!(step.start(period).to_string(), start, "{step} of {date}");
        };
        check("day", "2026-03-31", "2026-03-31", "2026-03-31");
        check("week", "2026-03-01", "2026-02-23", "2026-02-23");
        check("week", "2026-03-02", "2026-03-02", "2026-03-02");
        check("month", "2025-12-31", "2025-12", "2025-12-01");
        check("quarter", "2026-06-30", "2026-Q2", "2026-04-01");
        check("year", "1969-06-30", "1969", "1969-01-01");
        assert!("decade".parse::<Step>().is_err());
    }
}
