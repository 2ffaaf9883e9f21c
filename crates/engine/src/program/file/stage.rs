//! Section `stages`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use crate::condition::ConditionFile;

/// A stage of a member's life with the shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Stage")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { name: { en: Asleep, ru: Уснувший }, when: { last_purchase: { days_ago: { gt: 90 } } } } ¦ поля, например `{ name: { en: Asleep, ru: Уснувший }, when: { last_purchase: { days_ago: { gt: 90 } } } }`"
)]
pub struct StageFile {
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Whose stage it is, of those whom no stage before it takes; the last one takes all others and says nothing here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
}
