//! Section `memberships`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::List;
use super::about::NameFile;
use super::scalar::{PeriodText, SpanText, Word};
use crate::condition::{ConditionFile, LineWhereFile};

/// A membership that is paid for by the term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Membership")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { fee: { sku: club-year }, term: 1 year } ¦ поля, например `{ fee: { sku: club-year }, term: 1 year }`"
)]
pub struct MembershipFile {
    /// Its name, and that of its only level; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Goods whose every whole unit pays for a term; activities with `join` alone begin one if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<LineWhereFile>,
    /// `life`, or how long one payment lasts, to the end of its last local day.
    pub term: PeriodText,
    /// Who may begin one; anybody if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// How late a payment may come and still go on with what has ended; not at all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<SpanText>,
    /// Levels, the one that is begun with first; one of the membership's own id and name if not said.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub levels: List<MembershipLevelFile>,
}

/// A level of a membership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MembershipLevel")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { id: vip, name: VIP, after: 6 months } ¦ поля, например `{ id: vip, name: VIP, after: 6 months }`"
)]
pub struct MembershipLevelFile {
    /// Its id.
    pub id: Word,
    /// Its name; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Reached with the payment that comes after so long an unbroken membership; every level but the first says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<SpanText>,
}
