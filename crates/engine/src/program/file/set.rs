//! Sets of goods and steps of discount, as offers have them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OneOrMany;
use super::scalar::{MoneyText, NumberText, PeriodText, ShareText};
use crate::condition::LineWhereFile;

/// Goods that belong together: one part, or several.
pub type SetFile = OneOrMany<SetPartFile>;

/// Units of goods.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SetPart")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { units: 2, lines: { sku: coffee } } ¦ поля, например `{ units: 2, lines: { sku: coffee } }`"
)]
pub struct SetPartFile {
    /// So many; one if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// Of these goods; of those the offer is on if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
}

/// A share off that grows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Steps")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: units, levels: [{ from: 101, percent: 5% }] } ¦ поля, например `{ by: units, levels: [{ from: 101, percent: 5% }] }`"
)]
pub struct StepsFile {
    /// What counts, of the goods the offer is on.
    pub by: StepsByFile,
    /// What the member bought before counts too: over the whole `life` or a calendar period. The basket alone if not
    /// said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<PeriodText>,
    /// Whether each unit has the discount of its own place, or all have that of the step reached; `whole` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<StepsModeFile>,
    /// Steps, rising.
    pub levels: Vec<StepFile>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Step")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { from: 101, percent: 5% } ¦ поля, например `{ from: 101, percent: 5% }`"
)]
pub struct StepFile {
    /// From this unit, or from this much money, on.
    pub from: NumberText,
    /// A share off.
    pub percent: ShareText,
}

/// What steps count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StepsBy")]
#[serde(rename_all = "snake_case")]
pub enum StepsByFile {
    /// Units.
    Units,
    /// Money before discounts.
    Amount,
}

/// How steps apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "StepsMode")]
#[serde(rename_all = "snake_case")]
pub enum StepsModeFile {
    /// All goods have the discount of the step reached.
    Whole,
    /// Each unit has the discount of its own place.
    Marginal,
}

/// Bounds on discounts of several offers together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Limits")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { purchase: { max_share: 50% } } ¦ поля, например `{ purchase: { max_share: 50% } }`"
)]
pub struct LimitsFile {
    /// Of all offers on one purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase: Option<CapFile>,
    /// Groups of offers by id; offers name theirs under `group`.
    #[serde(default, skip_serializing_if = "super::Named::is_empty")]
    pub groups: super::Named<GroupFile>,
}

/// The most that is taken off. One of its fields, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Cap")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { max_discount: 500.00 } or { max_share: 50% } ¦ поля, например `{ max_discount: 500.00 }` или `{ max_share: 50% }`"
)]
pub struct CapFile {
    /// So much money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_discount: Option<MoneyText>,
    /// Such a share of the amount before discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_share: Option<ShareText>,
}

/// Bounds on a group of offers in one purchase. One of its fields, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Group")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { max_count: 1 } or { max_amount: 300.00 } ¦ поля, например `{ max_count: 1 }` или `{ max_amount: 300.00 }`"
)]
pub struct GroupFile {
    /// At most so many offers of it apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_count: Option<u32>,
    /// They take at most so much off together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_amount: Option<MoneyText>,
}
