//! Section `tiers`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::List;
use super::about::NameFile;
use super::scalar::{PerText, SpanText, Word};

/// Levels that members climb.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Tier")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { metric: spend, period: calendar_year, levels: [{ id: silver, from: 350.00 }] }"
)]
pub struct TierFile {
    /// What counts.
    pub metric: MetricFile,
    /// Over which time.
    pub period: PeriodFile,
    /// When a crossed threshold lifts the member; `at_once` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upgrade: Option<UpgradeFile>,
    /// How long a level is kept; the rest of this period and the next if not said, for ever with `lifetime`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<KeepFile>,
    /// Where a member lands when a level is not kept; `to_earned` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downgrade: Option<DowngradeFile>,
    /// Levels, lowest first.
    pub levels: List<LevelRowFile>,
}

/// What a scheme counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TierMetric")]
#[serde(rename_all = "snake_case")]
pub enum MetricFile {
    /// Money paid, less returns.
    Spend,
    /// Purchases, less those returned whole.
    Visits,
    /// Points of this unit earned, less those taken back.
    Earned(Word),
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
    /// The time before each instant. Not yet supported.
    #[schemars(skip)]
    Rolling(SpanText),
    /// Years from the day of joining. Not yet supported.
    #[schemars(skip)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Keep")]
#[serde(rename_all = "snake_case")]
pub enum KeepFile {
    /// The rest of this period and the next one.
    ThisAndNextPeriod,
    /// The rest of this period.
    ThisPeriod,
    /// For ever.
    Forever,
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
    expecting = "fields, like { id: silver, name: Silver, from: 350.00 }"
)]
pub struct LevelRowFile {
    /// Its id.
    pub id: Word,
    /// Its name; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Reached with this much of the metric; 0 for a level everybody has.
    pub from: PerText,
}
