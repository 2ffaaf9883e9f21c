//! When a lot expires.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::LocalDate;
use super::error::TimeError;
use super::instant::Instant;
use super::period::Period;
use super::span::Span;
use super::zone::Zone;

/// What ends the validity of a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpireWhen {
    /// Nothing does.
    Never,
    /// So long after the lot became active.
    After(Span),
    /// This day, which still counts whole.
    On(LocalDate),
}

/// The calendar border that an expiry is moved on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpireRound {
    /// The end of its month.
    MonthEnd,
    /// The end of its quarter.
    QuarterEnd,
    /// The end of its year.
    YearEnd,
}

/// Whether a lot lives to the end of its last day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpireAt {
    /// To the end of the local day it would expire on.
    #[default]
    EndOfLocalDay,
    /// Not a moment longer.
    Instant,
}

/// When a lot expires: `{ after: 365d, round: month_end }`, `{ on: 2026-12-31 }`, `{ never: true }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Fields", into = "Fields")]
#[schemars(with = "Fields")]
pub struct ExpiryRule {
    /// What ends it.
    pub when: ExpireWhen,
    /// The calendar border it is moved on to, if any.
    pub round: Option<ExpireRound>,
    /// Whether it lives to the end of that day.
    pub at: ExpireAt,
}

impl ExpiryRule {
    /// A lot that never expires.
    pub const NEVER: Self = Self {
        when: ExpireWhen::Never,
        round: None,
        at: ExpireAt::EndOfLocalDay,
    };

    /// A lot that lives so long, to the end of the local day.
    pub const fn after(span: Span) -> Self {
        Self {
            when: ExpireWhen::After(span),
            round: None,
            at: ExpireAt::EndOfLocalDay,
        }
    }

    /// The first instant at which a lot that became active at `activated_at` is dead; `None` for never.
    ///
    /// The day on which it would expire still counts whole, unless `at` is [`ExpireAt::Instant`]. A day named
    /// with `on` counts whole in any case, and `round` moves to the end of the month, quarter or year.
    pub fn expires_at(self, activated_at: Instant, zone: &Zone) -> Option<Instant> {
        let (reached, last_day) = match self.when {
            ExpireWhen::Never => return None,
            ExpireWhen::On(date) => (zone.end_of_day(date), date),
            ExpireWhen::After(span) => {
                let reached = span.after(activated_at, zone);
                (reached, zone.date(reached))
            }
        };
        let period = match (self.round, self.at) {
            (Some(ExpireRound::MonthEnd), _) => Period::Month,
            (Some(ExpireRound::QuarterEnd), _) => Period::Quarter,
            (Some(ExpireRound::YearEnd), _) => Period::Year,
            (None, ExpireAt::EndOfLocalDay) => Period::Day,
            (None, ExpireAt::Instant) => return Some(reached),
        };
        Some(period.window(last_day, zone).to)
    }
}

/// [`ExpiryRule`] as it is written.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Expiry")]
struct Fields {
    /// So long after the points became active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Span>,
    /// On this day, which still counts whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<LocalDate>,
    /// Never.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    never: bool,
    /// Moved on to the end of the month, quarter or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<ExpireRound>,
    /// At the end of the local day (the default) or at the very instant.
    #[serde(default)]
    expire_at: ExpireAt,
}

impl TryFrom<Fields> for ExpiryRule {
    type Error = TimeError;

    fn try_from(fields: Fields) -> Result<Self, TimeError> {
        let when = match (fields.after, fields.on, fields.never) {
            (Some(span), None, false) => ExpireWhen::After(span),
            (None, Some(date), false) => ExpireWhen::On(date),
            (None, None, true) => ExpireWhen::Never,
            _ => return Err(TimeError::BadExpiry),
        };
        Ok(Self {
            when,
            round: fields.round,
            at: fields.expire_at,
        })
    }
}

impl From<ExpiryRule> for Fields {
    fn from(rule: ExpiryRule) -> Self {
        let (after, on, never) = match rule.when {
            ExpireWhen::After(span) => (Some(span), None, false),
            ExpireWhen::On(date) => (None, Some(date), false),
            ExpireWhen::Never => (None, None, true),
        };
        Self {
            after,
            on,
            never,
            round: rule.round,
            expire_at: rule.at,
        }
    }
}
