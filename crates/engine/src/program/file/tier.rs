//! Section `tiers`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::List;
use super::about::NameFile;
use super::scalar::{PerText, SpanText, Word};
use crate::condition::LineWhereFile;
use crate::time::ExpireRound;

/// Levels that members climb.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Tier")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { metric: spend, period: calendar_year, levels: [{ id: silver, from: 350.00 }] } ¦ поля, например `{ metric: spend, period: calendar_year, levels: [{ id: silver, from: 350.00 }] }`"
)]
pub struct TierFile {
    /// What counts.
    pub metric: MetricFile,
    /// Over which time.
    pub period: PeriodFile,
    /// When a crossed threshold lifts the member; `at_once` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade: Option<UpgradeFile>,
    /// How long a level is kept; the rest of this period and the next if not said, for ever with `lifetime`, as long as
    /// it is earned with `rolling`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<KeepFile>,
    /// How much longer a level is kept than that; not longer if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<SpanText>,
    /// The end of a level moved on to the end of the month, quarter or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<ExpireRound>,
    /// Where a member lands when a level is not kept; `to_earned` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downgrade: Option<DowngradeFile>,
    /// What the metric may do to a level given by hand; `hold` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<ManualFile>,
    /// Levels, lowest first.
    pub levels: List<LevelRowFile>,
}

/// What a scheme counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TierMetric")]
#[serde(rename_all = "snake_case")]
pub enum MetricFile {
    /// Money paid, less returns.
    Spend,
    /// Purchases, less those returned whole.
    Visits,
    /// Points of this unit earned, less those taken back.
    Earned(Word),
    /// Units of the lines that match, less returns: nights of a hotel.
    Units(Box<LineWhereFile>),
    /// Two metrics: a level is reached by either. Levels say `from` for the first and `or` for the second.
    GreaterOf(List<MetricFile>),
}

/// The time a scheme counts over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TierPeriod")]
#[serde(rename_all = "snake_case")]
pub enum PeriodFile {
    /// January to December.
    CalendarYear,
    /// January to March, and so on.
    Quarter,
    /// A calendar month.
    Month,
    /// The whole life.
    Lifetime,
    /// The time before each day, in days, months or years.
    Rolling(SpanText),
    /// Years from the day of joining.
    MembershipYear,
}

/// When a crossed threshold lifts the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Upgrade")]
#[serde(rename_all = "snake_case")]
pub enum UpgradeFile {
    /// With the purchase that crosses it.
    AtOnce,
    /// With the start of the next period.
    AtPeriodEnd,
}

/// How long a level is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Keep")]
#[serde(rename_all = "snake_case")]
pub enum KeepFile {
    /// The rest of this period and the next one.
    ThisAndNextPeriod,
    /// The rest of this period.
    ThisPeriod,
    /// As long as the time before each day earns it. With `period: rolling`.
    Rolling,
    /// So long from the day it was won. With `period: rolling`.
    For(SpanText),
    /// For ever.
    Forever,
}

/// What the metric may do to a level given by hand, until it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Manual")]
#[serde(rename_all = "snake_case")]
pub enum ManualFile {
    /// Nothing: it stands as it was given.
    Hold,
    /// Raise it, never lower it.
    Float,
}

/// Where a member lands when a level is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Downgrade")]
#[serde(rename_all = "snake_case")]
pub enum DowngradeFile {
    /// On the level the ending period has earned.
    ToEarned,
    /// One level down, never under the earned one.
    OneStep,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TierLevel")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { id: silver, name: Silver, from: 350.00 } ¦ поля, например `{ id: silver, name: Серебро, from: 350.00 }`"
)]
pub struct LevelRowFile {
    /// Its id.
    pub id: Word,
    /// Its name; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Reached with this much of the metric; 0 for a level everybody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PerText>,
    /// Or with this much of the second metric of `greater_of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub or: Option<PerText>,
    /// Given by hand alone, without `from`. Such levels stand last.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invite_only: bool,
}
