//! Section `activities`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limit::{ActivateFile, ExpireFile, LimitFile, PointsCapFile};
use super::scalar::{NumberText, PointsText, ShareText, Word};
use super::{OneOrMany, WordOr};
use crate::condition::{ConditionFile, LineWhereFile};

/// Something a member does beside buying, or a date that comes, and the points it gives or takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Activity")]
#[serde(
    deny_unknown_fields,
    expecting = "an activity, like { id: welcome, on: registered, award: { points: 300 } } ¦ активность, например `{ id: welcome, on: registered, award: { points: 300 } }`"
)]
pub struct ActivityFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// What sets it off.
    pub on: TriggerFile,
    /// When it applies; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Points given: one award or a list.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub award: OneOrMany<AwardFile>,
    /// A coupon given: the id of a series without a public code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<Word>,
    /// A badge given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Word>,
    /// Points taken, for a reward or a donation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<TakeFile>,
    /// The membership it pays a term of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Word>,
    /// How often for one member; without limit if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
    /// The most points it gives one member, perhaps together with other activities; what is over is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<PointsCapFile>,
    /// How often for all members together: the stock of a reward, the budget of a gift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<LimitFile>,
    /// How likely it comes, `25%`; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<ShareText>,
    /// The draw of its chance: of activities that name the same one at most one comes. A draw of its own if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<Word>,
}

/// What sets an activity off: `registered`, `purchase`, `friend_bought`, or fields.
pub type TriggerFile = WordOr<MomentFile, TriggerFields>;

/// What sets an activity off by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Moment")]
#[serde(rename_all = "snake_case")]
pub enum MomentFile {
    /// A person joins.
    Registered,
    /// A member buys something; the activity gives a coupon.
    Purchase,
    /// A friend whom the member had brought buys, as `referral` says.
    FriendBought,
}

/// What sets an activity off. Exactly one of `event`, `date`, `segment_entered` and `calendar`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Award")]
#[serde(
    deny_unknown_fields,
    expecting = "`registered`, `purchase`, { event: check_in }, { date: birthday, days_before: 7 } or { segment_entered: lost } ¦ `registered`, `purchase`, `{ event: check_in }`, `{ date: birthday, days_before: 7 }` или `{ segment_entered: lost }`"
)]
pub struct TriggerFields {
    /// A custom event of this type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Word>,
    /// A yearly date: `birthday`, or a name under the member's dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Word>,
    /// So many days before the date; on the day if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 366))]
    pub days_before: Option<u16>,
    /// The member enters this segment, as the daily look sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment_entered: Option<Word>,
    /// For every member, a day of each year, `03-01`, or of each month, `15`; the last one of a month that is shorter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Word>,
}

/// Points an activity gives. `points`, or `from` with the event's property that says how many, or a `share` of what was
/// paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "an award, like { points: 300, expire: { after: 30d } } ¦ награда, например `{ points: 300, expire: { after: 30d } }`"
)]
pub struct AwardFile {
    /// Unit; may be left out in a program with one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Word>,
    /// Always so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsText>,
    /// As many as this property of the event says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Word>,
    /// So many for each one that the property says; one if not said. With `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<NumberText>,
    /// A share of the money paid in the period of `of`, in points at the unit's value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<ShareText>,
    /// The period before the running one that `share` is of; the year if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<DividendFile>,
    /// Lines that `share` counts; all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
    /// Lines that `share` does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// Delay before they can be spent; the unit's if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activate: Option<ActivateFile>,
    /// When they burn; the unit's if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expire: Option<ExpireFile>,
}

/// The period whose payments a share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Dividend")]
#[serde(rename_all = "snake_case")]
pub enum DividendFile {
    /// The calendar year before.
    LastYear,
    /// The quarter before.
    LastQuarter,
    /// The month before.
    LastMonth,
}

/// Points an activity takes. `points`, or `from` with the event's property that says how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Take")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { points: 100, to: redeemed } or { from: points, to: donated } ¦ поля, например `{ points: 100, to: redeemed }` или `{ from: points, to: donated }`"
)]
pub struct TakeFile {
    /// Unit; may be left out in a program with one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Word>,
    /// Always so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsText>,
    /// As many as this property of the event says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Word>,
    /// Where they go; `redeemed` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DestinationFile>,
}

/// Where taken points go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Destination")]
#[serde(rename_all = "snake_case")]
pub enum DestinationFile {
    /// Spent on a reward.
    Redeemed,
    /// Given to charity.
    Donated,
}
