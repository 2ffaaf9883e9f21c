//! Section `referral`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::Word;
use crate::condition::ConditionFile;

/// Members bring friends: when a purchase of a friend counts. What the member has for it is said by activities with
/// `on: friend_bought`; what the friend has, by any rule that asks for `member.attr.referrer`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Referral")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { when: { basket.total: { gte: 20.00 } } } ¦ поля, например `{ when: { basket.total: { gte: 20.00 } } }`"
)]
pub struct ReferralFile {
    /// The attribute of the friend that names the member who brought them, by card, telephone, e-mail address or id;
    /// `referrer` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Word>,
    /// A purchase of the friend that counts; the first one of which it holds does, once and for all. Any if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
}
