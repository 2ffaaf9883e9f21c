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

impl ExpireRound {
    /// The calendar period whose end it is.
    pub fn period(self) -> Period {
        match self {
            Self::MonthEnd => Period::Month,
            Self::QuarterEnd => Period::Quarter,
            Self::YearEnd => Period::Year,
        }
    }
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

/// When a lot expires: `{ after: 365d, round: month_end }`, `{ on: 2026-12-31 }`, `{ never: true
/// }`.
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
    /// Every purchase moves it on, as if the points had become active with it.
    pub renews: bool,
}

impl ExpiryRule {
    /// A lot that never expires.
    pub const NEVER: Self = Self {
        when: ExpireWhen::Never,
        round: None,
        at: ExpireAt::EndOfLocalDay,
        renews: false,
    };

    /// A lot that lives so long, to the end of the local day.
    pub const fn after(span: Span) -> Self {
        Self {
            when: ExpireWhen::After(span),
            round: None,
            at: ExpireAt::EndOfLocalDay,
            renews: false,
        }
    }

    /// The first instant at which a lot that became active at `activated_at` is dead; `None` for
    /// never.
    ///
    /// The day on which it would expire still counts whole, unless `at` is [`ExpireAt::Instant`]. A
    /// day named with `on` counts whole in any case, and `round` moves to the end of the month,
    /// quarter or year.
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
            (Some(round), _) => round.period(),
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
            renews: false,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> ExpiryRule {
        serde_json::from_str(json).unwrap()
    }

    /// A lot active from 2026-03-01 10:00 in Moscow, unless the zone says otherwise.
    fn check_in(name: &str, json: &str, expected: Option<&str>) {
        let zone = Zone::parse(name).unwrap();
        let activated_at = zone.parse_local("2026-03-01T10:00").unwrap();
        let expires_at = rule(json).expires_at(activated_at, &zone);
        assert_eq!(
            expires_at,
            expected.map(|text| zone.parse_local(text).unwrap()),
            "{json}"
        );
    }

    fn check(json: &str, expected: Option<&str>) {
        check_in("Europe/Moscow", json, expected);
    }

    #[test]
    fn a_lot_lives_to_the_end_of_its_last_day() {
        check(r#"{"after":"30d"}"#, Some("2026-04-01T00:00"));
        check(r#"{"after":"30 days_local"}"#, Some("2026-04-01T00:00"));
        check(r#"{"after":"1 month"}"#, Some("2026-04-02T00:00"));
        check(r#"{"after":"1 year"}"#, Some("2027-03-02T00:00"));
        check(r#"{"after":"12h"}"#, Some("2026-03-02T00:00"));
        check(r#"{"after":"0d"}"#, Some("2026-03-02T00:00"));
        check(r#"{"on":"2026-12-31"}"#, Some("2027-01-01T00:00"));
        check(r#"{"never":true}"#, None);
    }

    #[test]
    fn an_instant_is_not_a_moment_longer() {
        check(
            r#"{"after":"30d","expire_at":"instant"}"#,
            Some("2026-03-31T10:00"),
        );
        check(
            r#"{"after":"30 days_local","expire_at":"instant"}"#,
            Some("2026-03-31T00:00"),
        );
        check(
            r#"{"after":"12h","expire_at":"instant"}"#,
            Some("2026-03-01T22:00"),
        );
        check(
            r#"{"on":"2026-12-31","expire_at":"instant"}"#,
            Some("2027-01-01T00:00"),
        );
    }

    #[test]
    fn rounding_moves_on_to_the_end_of_the_calendar_period() {
        check(
            r#"{"after":"30d","round":"month_end"}"#,
            Some("2026-04-01T00:00"),
        );
        check(
            r#"{"after":"1 month","round":"month_end"}"#,
            Some("2026-05-01T00:00"),
        );
        check(
            r#"{"after":"30d","round":"quarter_end"}"#,
            Some("2026-04-01T00:00"),
        );
        check(
            r#"{"after":"1 month","round":"quarter_end"}"#,
            Some("2026-07-01T00:00"),
        );
        check(
            r#"{"after":"365d","round":"year_end"}"#,
            Some("2028-01-01T00:00"),
        );
        check(
            r#"{"on":"2026-06-15","round":"year_end"}"#,
            Some("2027-01-01T00:00"),
        );
        check(
            r#"{"after":"1 month","round":"month_end","expire_at":"instant"}"#,
            Some("2026-05-01T00:00"),
        );
    }

    #[test]
    fn the_end_of_a_day_without_a_midnight_is_where_the_next_day_begins() {
        let zone = Zone::parse("America/Sao_Paulo").unwrap();
        let activated_at = zone.parse_local("2018-11-02T10:00").unwrap();
        let expires_at = rule(r#"{"after":"1d"}"#)
            .expires_at(activated_at, &zone)
            .unwrap();
        assert_eq!(
            expires_at.format_at(zone.offset_at(expires_at)),
            "2018-11-04T01:00:00-02:00"
        );
        // 29 March has 23 hours: 28 × 24 hours after 1 March 10:00 is 29 March 11:00.
        check_in(
            "Europe/Berlin",
            r#"{"after":"28d","expire_at":"instant"}"#,
            Some("2026-03-29T11:00"),
        );
    }

    #[test]
    fn an_expiry_says_exactly_one_thing() {
        for json in [
            "{}",
            r#"{"never":false}"#,
            r#"{"after":"1d","never":true}"#,
            r#"{"after":"1d","on":"2026-01-01"}"#,
        ] {
            let message = serde_json::from_str::<ExpiryRule>(json)
                .unwrap_err()
                .to_string();
            assert!(
                message.starts_with("an expiry needs exactly one of"),
                "{message}"
            );
        }
        assert!(
            serde_json::from_str::<ExpiryRule>(r#"{"after":"1d","rounds":"month_end"}"#).is_err()
        );
    }

    #[test]
    fn it_is_read_from_yaml_without_quotes() {
        let check = |yaml: &str, when: ExpireWhen| {
            let rule: ExpiryRule = serde_saphyr::from_str(yaml).unwrap();
            assert_eq!(rule.when, when, "{yaml}");
        };
        check("after: 365d", ExpireWhen::After(Span::Days(365)));
        check("after: 1 month", ExpireWhen::After(Span::Months(1)));
        check(
            "{ on: 2026-12-31, round: year_end }",
            ExpireWhen::On("2026-12-31".parse().unwrap()),
        );
        check("never: true", ExpireWhen::Never);
    }

    #[test]
    fn it_is_written_as_it_was_read() {
        for json in [
            r#"{"after":"365d","round":"month_end","expire_at":"end_of_local_day"}"#,
            r#"{"on":"2026-12-31","expire_at":"instant"}"#,
            r#"{"never":true,"expire_at":"end_of_local_day"}"#,
        ] {
            assert_eq!(serde_json::to_string(&rule(json)).unwrap(), json);
        }
    }
}
