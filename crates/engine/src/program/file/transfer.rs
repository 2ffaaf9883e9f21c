//! Section `transfers`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OneOrMany;
use super::limit::ExpireFile;
use super::scalar::{PeriodText, PointsText, ShareText};
use crate::condition::ConditionFile;

/// How members send points of a unit to one another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Transfer")]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "fields, like { min: 100, limit: { points: 5000, per: month } } ¦ поля, например `{ min: 100, limit: { points: 5000, per: month } }`"
)]
pub struct TransferFile {
    /// Who may send; every member if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// The fewest points that are sent at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<PointsText>,
    /// The most points that are sent at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<PointsText>,
    /// The most points that one member sends in a time: one limit or a list.
    #[serde(skip_serializing_if = "OneOrMany::is_empty")]
    pub limit: OneOrMany<TransferLimitFile>,
    /// What sending costs, as a share of the points sent; the sender pays it on top. Nothing if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<ShareText>,
    /// When points burn that were received; on the day they would have burned before if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
}

/// The most points that one member sends in a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TransferLimit")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { points: 5000, per: month } ¦ поля, например `{ points: 5000, per: month }`"
)]
pub struct TransferLimitFile {
    /// The most.
    pub points: PointsText,
    /// In which time: `life`, `day`, `week`, `month`, `quarter` or `year`.
    pub per: PeriodText,
}
