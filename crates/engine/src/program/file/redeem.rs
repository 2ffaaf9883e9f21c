//! Section `redeem`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{MoneyText, PointsText, ShareText};
use crate::condition::{ConditionFile, LineWhereFile};

/// How points of a unit pay for goods.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Redeem")]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "fields, like { max_share: 50% } ¦ поля, например `{ max_share: 50% }`"
)]
pub struct RedeemFile {
    /// When redemption is allowed; always if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Lines that may be paid by points; all if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<LineWhereFile>,
    /// Lines that may not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// The most of the amount that points pay; all of it if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_share: Option<ShareText>,
    /// What the share is of; `eligible` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_of: Option<ShareOfFile>,
    /// The most money that points pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_money: Option<MoneyText>,
    /// The fewest points that can be redeemed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<PointsText>,
    /// Points are redeemed in whole steps of this; in the unit's smallest parts if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<PointsText>,
}

/// What a share of redemption is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ShareOf")]
#[serde(rename_all = "snake_case")]
pub enum ShareOfFile {
    /// Lines that may be paid by points, less their least prices.
    Eligible,
    /// The basket after discounts.
    Basket,
}
