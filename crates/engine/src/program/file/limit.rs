//! What several sections share: delays, expiry, limits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::WordOr;
use super::scalar::{DateTimeText, PeriodText, PointsText, SpanText, Word};
use crate::time::{ExpireAt, ExpireRound};

/// When points become active.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Activate")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { after: 14d } ¦ поля, например `{ after: 14d }`"
)]
pub struct ActivateFile {
    /// So long after they were given.
    pub after: SpanText,
}

/// When points burn: `never`, or fields.
pub type ExpireFile = WordOr<Never, ExpireFields>;

/// The word `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Never {
    /// Points live for ever.
    Never,
}

/// When points burn. `after` or `on`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Limit")]
#[serde(
    deny_unknown_fields,
    expecting = "`never`, or fields, like { after: 365d, round: month_end } ¦ `never` или поля, например `{ after: 365d, round: month_end }`"
)]
pub struct ExpireFields {
    /// So long after they became active, to the end of that local day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<SpanText>,
    /// At the end of this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<DateTimeText>,
    /// Moved on to the end of the month, quarter or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<ExpireRound>,
    /// At the end of the local day (the default), or at the very instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<ExpireAt>,
    /// What moves the day on: points die when nothing was bought for so long. With a unit's `after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewed_by: Option<RenewFile>,
}

/// What moves the day on which points burn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Renew")]
#[serde(rename_all = "snake_case")]
pub enum RenewFile {
    /// Every purchase.
    Purchase,
}

/// The most points that activities give to one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PointsCap")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { points: 100, per: year, shared: activities } ¦ поля, например `{ points: 100, per: year, shared: activities }`"
)]
pub struct PointsCapFile {
    /// The most.
    pub points: PointsText,
    /// In which time: `life`, `day`, `week`, `month`, `quarter` or `year`.
    pub per: PeriodText,
    /// Activities that say the same word here share one cap; the activity's own if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<Word>,
}

/// How often a rule may be used by one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { times: 1, per: year } ¦ поля, например `{ times: 1, per: year }`"
)]
pub struct LimitFile {
    /// At most so often; once if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// In which time.
    pub per: PeriodText,
}
