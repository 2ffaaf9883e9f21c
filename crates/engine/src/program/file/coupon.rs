//! Section `coupons`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use super::limit::{ExpireFile, LimitFile};
use super::scalar::{DateTimeText, Word};

/// A series of coupons: one public code, or codes that are given out one by one. Rules ask for it by its id:
/// `basket.coupon: spring`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CouponSeries")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { code: SPRING, total: 1000 } or { prefix: HB, expire: { after: 30d } } ¦ поля, например `{ code: SPRING, total: 1000 }` или `{ prefix: HB, expire: { after: 30d } }`"
)]
pub struct CouponFile {
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// The one public code. Without it codes are given out: made for a file, or by an activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Word>,
    /// What codes given out begin with: capital letters and digits without I, L, O, U.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Word>,
    /// Not valid before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<DateTimeText>,
    /// Not valid from here on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTimeText>,
    /// How long a code is valid from the day it was given out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
    /// How often one code can be used; once if not said, a public code any number of times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<u32>,
    /// How often codes of the series can be used in all; any number of times if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// How often one member can use codes of the series; then it is for members only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
    /// Whether anybody can use a code that was given to a member.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub transferable: bool,
    /// Whether a code can be used again once the whole purchase came back. A void always gives it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returnable: bool,
    /// What becomes of a valid code that gave nothing; `keep` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_effect: Option<NoEffectFile>,
}

/// What becomes of a valid code that gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NoEffect")]
#[serde(rename_all = "snake_case")]
pub enum NoEffectFile {
    /// It can be used another time.
    Keep,
    /// It is used up.
    Consume,
}
