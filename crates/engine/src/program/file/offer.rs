//! Sections `lanes` and `offers`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limit::LimitFile;
use super::scalar::{MoneyText, ShareText, Word};
use crate::condition::{ConditionFile, LineWhereFile};
use crate::number::Rounding;

/// Where offers compete. Inside a lane one common offer wins per unit; between lanes discounts add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Lane")]
#[serde(
    deny_unknown_fields,
    expecting = "a lane, like { id: promo, level: line }"
)]
pub struct LaneFile {
    /// Its name.
    pub id: Word,
    /// What its offers are on.
    pub level: LevelFile,
    /// Who wins; `best` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<ChooseFile>,
    /// Amounts it computes on; `running` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<LaneBaseFile>,
    /// How many apply; `one` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply: Option<ApplyFile>,
}

/// What a lane's offers are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LaneLevel")]
#[serde(rename_all = "snake_case")]
pub enum LevelFile {
    /// Single lines.
    Line,
    /// The basket or a part of it, spread over lines.
    Basket,
}

/// Who wins in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Choose")]
#[serde(rename_all = "snake_case")]
pub enum ChooseFile {
    /// The greatest benefit to the buyer.
    Best,
    /// The highest priority.
    Priority,
}

/// Amounts a lane computes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LaneBase")]
#[serde(rename_all = "snake_case")]
pub enum LaneBaseFile {
    /// What earlier lanes left.
    Running,
    /// Amounts before all offers.
    Initial,
}

/// How many offers of a lane apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Apply")]
#[serde(rename_all = "snake_case")]
pub enum ApplyFile {
    /// One common offer per unit.
    One,
    /// Every offer, by priority.
    All,
}

/// A rule that lowers prices. One of `percent`, `amount` and `price` says how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Offer")]
#[serde(
    deny_unknown_fields,
    expecting = "an offer, like { id: spring, percent: 10% }"
)]
pub struct OfferFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Lane it competes in; the first of its level if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Word>,
    /// How it meets others; `common` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassFile>,
    /// What an exclusive offer keeps others off; its own units if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeFile>,
    /// Higher comes first; 0 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// When it applies; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Lines it is on; all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
    /// Lines it is not on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// A share off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<ShareText>,
    /// An amount off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<MoneyText>,
    /// What the amount is off; in a basket lane the basket, in a line lane each line if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<AmountPerFile>,
    /// A unit costs this, never more than it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyText>,
    /// The most it takes off a purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_discount: Option<MoneyText>,
    /// The most it takes off a line, as a share of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_line_share: Option<ShareText>,
    /// How often a member may use it; without limit if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
    /// Rounding of the discount; `half_up` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
}

/// How an offer meets others of its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Class")]
#[serde(rename_all = "snake_case")]
pub enum ClassFile {
    /// One wins per unit.
    Common,
    /// Adds to anything.
    Always,
    /// Keeps common offers off.
    Exclusive,
}

/// What an exclusive offer keeps others off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Scope")]
#[serde(rename_all = "snake_case")]
pub enum ScopeFile {
    /// The units it is on.
    Units,
    /// The whole basket.
    Basket,
}

/// What an amount is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AmountPer")]
#[serde(rename_all = "snake_case")]
pub enum AmountPerFile {
    /// The basket.
    Basket,
    /// Each matching line.
    Line,
    /// Each unit of matching lines.
    Unit,
}
