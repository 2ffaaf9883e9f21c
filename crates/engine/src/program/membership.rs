//! What is paid for by the term, and shares of what was paid before.

use crate::condition::{Condition, LineWhere};
use crate::counter::{Counted, CounterKey};
use crate::name::RuleId;
use crate::number::Ratio;
use crate::program::{TierMetric, TierScheme};
use crate::time::{Instant, LocalDate, MonthDay, Period, Span, Zone};

/// A membership: a scheme whose levels are paid for by the term, not earned.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Goods whose every whole unit pays for a term; `None`: only activities begin one.
    pub fee: Option<LineWhere>,
    /// Who may begin one; going on with one asks nothing.
    pub when: Condition,
    /// How long a term is; `None`: the whole life.
    pub term: Option<Span>,
    /// How late a payment may come and still go on with what has ended.
    pub grace: Option<Span>,
    /// For each level, after how long an unbroken membership it is reached; `None`: at once.
    pub after: Vec<Option<Span>>,
}

impl TierScheme {
    /// What is paid for, if the scheme is a membership.
    pub fn membership(&self) -> Option<&Membership> {
        match &self.metric {
            TierMetric::Fee(membership) => Some(membership),
            _ => None,
        }
    }
}

/// Points that are a share of the money paid in a period that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Dividend {
    /// The share, in points at the unit's value.
    pub share: Ratio,
    /// Of money paid in the calendar period before the running one.
    pub of: Period,
    /// Lines that count; `None`: all.
    pub lines: Option<LineWhere>,
}

impl Dividend {
    /// The counter of the money paid in the period of an instant.
    pub fn counter(&self, rule: &RuleId, at: Instant, zone: &Zone) -> CounterKey {
        self.key(rule, self.of.start(zone.date(at)))
    }

    /// The counter of the money paid in the period before that of an instant.
    pub fn counter_before(&self, rule: &RuleId, at: Instant, zone: &Zone) -> CounterKey {
        let start = self.of.start(zone.date(at));
        self.key(rule, self.of.start(start.plus_days(-1)))
    }

    fn key(&self, rule: &RuleId, start: LocalDate) -> CounterKey {
        CounterKey {
            counted: Counted::Paid(rule.clone()),
            period: Some(start),
        }
    }
}

/// A day of the calendar that comes for every member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarDay {
    /// This day of every year.
    Yearly(MonthDay),
    /// This day of every month, or its last one.
    Monthly(i32),
}

impl CalendarDay {
    /// Whether a local date is it.
    pub fn is_on(self, date: LocalDate) -> bool {
        match self {
            Self::Yearly(day) => day.in_year(date.year()) == date,
            Self::Monthly(day) => {
                date.day() == day || (date.day() < day && date.plus_days(1).day() == 1)
            }
        }
    }
}
