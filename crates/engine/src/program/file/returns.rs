//! Sections `returns` and `late`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{SpanText, Word};

/// What a return does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Returns")]
#[serde(
    deny_unknown_fields,
    default,
    expecting = "fields, like { spent: { restore_with_grace: 30d } } ¦ поля, например `{ spent: { restore_with_grace: 30d } }`"
)]
pub struct ReturnsFile {
    /// Spent points whose lot has burned meanwhile; `{ restore_with_grace: 30d }` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spent: Option<SpentFile>,
    /// Earned points that are gone; `negative_balance` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<ShortfallFile>,
    /// A tier won by returned goods; `keep_until_period_end` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<TierReturnFile>,
    /// A return of a part that breaks what a discount was given for; `keep` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken: Option<BrokenFile>,
    /// What a return without its purchase takes back; `nothing` if not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlinked: Option<UnlinkedFile>,
}

/// Spent points whose lot has burned meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Spent")]
#[serde(rename_all = "snake_case")]
pub enum SpentFile {
    /// They live on so long.
    RestoreWithGrace(SpanText),
    /// They are lost.
    Lost,
}

/// Earned points that are gone when the goods come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Shortfall")]
#[serde(rename_all = "snake_case")]
pub enum ShortfallFile {
    /// The member owes them.
    NegativeBalance,
    /// Their value is kept back from the refund.
    WithholdFromRefund,
    /// Nothing.
    Forgive,
}

/// When a tier won by returned goods goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TierReturn")]
#[serde(rename_all = "snake_case")]
pub enum TierReturnFile {
    /// At the end of its period.
    KeepUntilPeriodEnd,
    /// With the return.
    AtOnce,
}

/// A return of a part that breaks what a discount was given for: a threshold that is no longer reached, a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Broken")]
#[serde(rename_all = "snake_case")]
pub enum BrokenFile {
    /// Each unit comes back with its share of the discount.
    Keep,
    /// What is kept loses the discount whose threshold it no longer reaches, off the refund.
    Reprice,
    /// It is refused: the purchase comes back whole.
    Refuse,
}

/// What a return without its purchase takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Unlinked")]
#[serde(rename_all = "snake_case")]
pub enum UnlinkedFile {
    /// No points.
    Nothing,
    /// What this earn rule would have given; `base_rate` is the rule that applies always.
    Reverse(Word),
}

/// Events that arrive late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Late")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { accept: 30d } ¦ поля, например `{ accept: 30d }`"
)]
pub struct LateFile {
    /// Events older than this wait for review.
    pub accept: SpanText,
}
