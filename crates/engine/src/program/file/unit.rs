//! Section `units`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use super::limit::{ActivateFile, ExpireFile};
use super::scalar::{MoneyText, PointsText};
use crate::number::Rounding;

/// A unit of account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Unit")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { name: { en: bonuses, ru: бонусы }, value: { points: 1, money: 1.00 } } ¦ поля, например `{ name: { en: bonuses, ru: бонусы }, value: { points: 1, money: 1.00 } }`"
)]
pub struct UnitFile {
    /// Its name in the plural; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Decimals of its amounts, 0 to 4; whole if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 4))]
    pub decimals: Option<u8>,
    /// What points are worth in money. A unit without it can neither be redeemed nor earned by percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueFile>,
    /// Delay before points can be spent; none if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activate: Option<ActivateFile>,
    /// When points burn; never if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
    /// So many days before points burn, each 1 to 366, their owner is to be reminded: a fact for campaigns. Never if not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(range(min = 1, max = 366)), length(max = 10))]
    pub remind_days_before: Vec<u16>,
    /// Rounding of points earned; `floor` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
}

/// So many points are worth so much money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PointValue")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { points: 100, money: 10.00 } ¦ поля, например `{ points: 100, money: 10.00 }`"
)]
pub struct ValueFile {
    /// So many points…
    pub points: PointsText,
    /// …are worth so much money.
    pub money: MoneyText,
}
