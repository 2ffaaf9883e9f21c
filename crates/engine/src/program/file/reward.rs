//! Section `rewards`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use super::activity::{AwardFile, DestinationFile};
use super::limit::{ExpireFile, LimitFile};
use super::scalar::{MoneyText, PointsText, Word};
use super::{OneOrMany, WordOr};
use crate::condition::ConditionFile;

/// A reward that members claim. One that brings a coupon, points, a badge or a term of a membership, or that gives its
/// price to charity, is given with the claim; any other is handed over later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Reward")]
#[serde(
    deny_unknown_fields,
    expecting = "a reward, like { id: mug, price: 300, stock: { times: 100, per: life } } ¦ награда, например `{ id: mug, price: 300, stock: { times: 100, per: life } }`"
)]
pub struct RewardFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Points it costs; for nothing if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<PriceFile>,
    /// Who may claim it and when; every member if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Points it brings: one award or a list.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub award: OneOrMany<AwardFile>,
    /// A coupon it brings: the id of a series without a public code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<Word>,
    /// A badge it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Word>,
    /// The membership it pays a term of: the entry to a club.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Word>,
    /// How often for one member; without limit if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
    /// One of several: rewards that name the same choice share one limit, and all of them have to say it alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Word>,
    /// How many there are for all members together; as many as are asked for if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<LimitFile>,
    /// Till when it is fetched once it was claimed; for ever if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
    /// What becomes of the points when it is not fetched in time; `give_back` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclaimed: Option<UnclaimedFile>,
    /// What it costs the business, in money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<MoneyText>,
}

/// Points of the only unit, or fields.
pub type PriceFile = WordOr<PointsText, PriceFields>;

/// What a reward costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RewardPrice")]
#[serde(
    deny_unknown_fields,
    expecting = "points, like 300 or { unit: stars, points: 300 } ¦ баллы, например `300` или `{ unit: stars, points: 300 }`"
)]
pub struct PriceFields {
    /// Unit; may be left out in a program with one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Word>,
    /// So many.
    pub points: PointsText,
    /// Where they go; `redeemed` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DestinationFile>,
}

/// What becomes of the points of a reward that was not fetched in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Unclaimed")]
#[serde(rename_all = "snake_case")]
pub enum UnclaimedFile {
    /// They come back.
    GiveBack,
    /// They are gone.
    Forfeit,
}
