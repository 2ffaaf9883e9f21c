//! Section `earn`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limit::{ActivateFile, ExpireFile, LimitFile};
use super::scalar::{NumberText, PointsText, RateText, Word};
use crate::condition::{ConditionFile, LineWhereFile};
use crate::number::Rounding;

/// A rule that gives points for a purchase. One of `rate`, `points` and `times` says how many.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Earn")]
#[serde(
    deny_unknown_fields,
    expecting = "an earn rule, like { id: base, rate: 5% } ¦ правило начисления, например `{ id: base, rate: 5% }`"
)]
pub struct EarnFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Unit it gives; may be left out in a program with one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Word>,
    /// Group it is combined in; the unit's own if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Word>,
    /// Higher comes first; 0 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// When it applies; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Lines it looks at; all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
    /// Lines it does not look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// `5%` of the amount in points at the unit's value, or `8 per 1.00` points per money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateText>,
    /// A fixed number of points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsText>,
    /// What the fixed number is for; the purchase if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<EarnPerFile>,
    /// Times what the group's other rules give, with `combine: multiply`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<NumberText>,
    /// How it joins the others of its group; `sum` if not said, `multiply` with `times`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combine: Option<CombineFile>,
    /// Ends the group if it gave something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stop: bool,
    /// The amount points are counted from; `paid` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<EarnBaseFile>,
    /// Rounding; the unit's if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Delay before points can be spent; the unit's if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activate: Option<ActivateFile>,
    /// When points burn; the unit's if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
    /// How often a member may use it; without limit if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
}

/// What a fixed number of points is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EarnPer")]
#[serde(rename_all = "snake_case")]
pub enum EarnPerFile {
    /// The purchase.
    Purchase,
    /// Each whole unit of matching lines.
    Unit,
    /// Each different value among matching lines.
    Distinct(LineTraitFile),
}

/// What lines are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LineTrait")]
#[serde(rename_all = "snake_case")]
pub enum LineTraitFile {
    /// Goods.
    Sku,
    /// Categories of goods; goods of several count for each.
    Category,
    /// Brands.
    Brand,
}

/// How a rule joins its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Combine")]
#[serde(rename_all = "snake_case")]
pub enum CombineFile {
    /// Adds to the sum.
    Sum,
    /// Stands instead of the sum if it gives more.
    Max,
    /// Scales the points of the lines it matches.
    Multiply,
    /// Adds after all that.
    AddAfter,
}

/// The amount points are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EarnBase")]
#[serde(rename_all = "snake_case")]
pub enum EarnBaseFile {
    /// After discounts, less what points paid.
    Paid,
    /// After discounts.
    BeforeRedemption,
}
