//! Leaves about who the member is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CompareFile;
use crate::both;
use crate::condition::scalar::{OneOrMany, Scalar, Short, Shorthand};
use crate::language::{Both, Said};
use crate::time::Span;

/// The level of a tier scheme; one of the three. The short form is a level or a list of levels for `is`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { at_least: silver } ¦ поля, например `{ at_least: silver }`"
)]
#[schemars(rename = "TierTest")]
pub struct TierFile {
    /// This level or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Scalar>,
    /// One of these levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<OneOrMany<Scalar>>,
    /// A lower level, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Scalar>,
}

impl Shorthand for TierFile {
    const EXPECTED: Both = both!(
        "a level, a list of levels, or a map with at_least, is or below",
        "уровень, список уровней или поля `at_least`, `is`, `below`"
    );
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
        Ok(Self {
            is: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// A day that comes every year; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: { before: 7d, after: 7d } } ¦ поля, например `{ within: { before: 7d, after: 7d } }`"
)]
#[schemars(rename = "YearlyTest")]
pub struct YearlyFile {
    /// Today is near it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<AroundFile>,
    /// It is in one of these months (1 to 12), or in the `current` one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<OneOrMany<Scalar>>,
}

/// So many local days around a day, the day itself included.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { before: 7d, after: 7d } ¦ поля, например `{ before: 7d, after: 7d }`"
)]
#[schemars(rename = "Around")]
pub struct AroundFile {
    /// How long before: `7d`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Span>,
    /// How long after: `7d`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
}

/// How long ago something happened; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: 30d } ¦ поля, например `{ within: 30d }`"
)]
#[schemars(rename = "Ago")]
pub struct AgoFile {
    /// In the last so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// The time since, compared with so many times 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_ago: Option<CompareFile>,
}

/// Marks of recency, frequency and money, 5 the best, and names of cells; all that are said must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { recency: [4, 5] } or { name: at_risk } ¦ поля, например `{ recency: [4, 5] }` или `{ name: at_risk }`"
)]
#[schemars(rename = "Rfm")]
pub struct RfmFile {
    /// How lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recency: Option<OneOrMany<Scalar>>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<OneOrMany<Scalar>>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<OneOrMany<Scalar>>,
    /// Ids of names of cells, of the program's own map or of the usual one; one of them will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<OneOrMany<Scalar>>,
}

/// Customer lifetime value: an amount, or the place among all members; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { top: 20% } ¦ поля, например `{ top: 20% }`"
)]
#[schemars(rename = "Clv")]
pub struct ClvFile {
    /// Among the best so many percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<Scalar>,
    /// The expected amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Short<CompareFile>>,
}

/// The day by which the next purchase is expected; one of the two. It does not hold any more once a purchase was made on that
/// day or later.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: { before: 7d } } or { days_ago: { gt: 14 } } ¦ поля, например `{ within: { before: 7d } }` или `{ days_ago: { gt: 14 } }`"
)]
#[schemars(rename = "NextPurchase")]
pub struct NextPurchaseFile {
    /// Today is near it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<AroundFile>,
    /// It has come, and the local days since are compared; none of a day that is still to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_ago: Option<CompareFile>,
}

/// A consent as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ConsentTest")]
pub enum ConsentFile {
    /// Given.
    Granted,
    /// Refused or taken back.
    Withdrawn,
    /// Never asked.
    Unknown,
}
