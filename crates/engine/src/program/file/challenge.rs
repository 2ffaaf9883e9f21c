//! Sections `badges` and `challenges`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use super::activity::AwardFile;
use super::scalar::{DateTimeText, NumberText, PeriodText, Word};
use super::{List, OneOrMany, WordOr};
use crate::condition::{ConditionFile, Dimension, LineWhereFile};

/// A sign that a member has done something: given by activities and challenges, shown to the member.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Badge")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { name: { en: Baker, ru: Пекарь } } ¦ поля, например `{ name: { en: Baker, ru: Пекарь } }`"
)]
pub struct BadgeFile {
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
}

/// A row of actions that is rewarded. One `goal` with what it brings, or `levels` of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Challenge")]
#[serde(
    deny_unknown_fields,
    expecting = "a challenge, like { id: three-cakes, count: purchases, within: month, goal: 3, award: { points: 100 } } ¦ челлендж, например `{ id: three-cakes, count: purchases, within: month, goal: 3, award: { points: 100 } }`"
)]
pub struct ChallengeFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// What counts.
    pub count: ChallengeCountFile,
    /// When a purchase or an event counts; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Lines it is about; all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
    /// Lines it is not about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// In which time: `life`, a calendar `day`, `week`, `month`, `quarter` or `year`, or the last so many days, `30d`;
    /// the whole life if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<PeriodText>,
    /// Instead of `within`: how many days, weeks, … one after another have something that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub streak: Option<PeriodText>,
    /// Nothing counts before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<DateTimeText>,
    /// Nothing counts from here on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTimeText>,
    /// How much is enough: purchases, events, units, money, different values, or periods of a streak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<NumberText>,
    /// Points that reaching it brings: one award or a list.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub award: OneOrMany<AwardFile>,
    /// The coupon it brings: the id of a series without a public code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<Word>,
    /// The badge it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Word>,
    /// The membership of which it brings a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Word>,
    /// Instead of `goal`: several, each above the one before and with what it brings.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub levels: List<ChallengeLevelFile>,
    /// Whether twice the goal brings it twice, and so on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// Whether members are told of it only once they have reached it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// What a challenge counts: `purchases`, `units`, `spend`, or fields.
pub type ChallengeCountFile = WordOr<ChallengeCountWord, ChallengeCountFields>;

/// What a challenge counts, by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeCountWord {
    /// Purchases; with `lines` those that have one of them.
    Purchases,
    /// Units of goods.
    Units,
    /// Money paid.
    Spend,
}

/// What a challenge counts; one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "purchases, units, spend, { event: workout } or { distinct: store } ¦ `purchases`, `units`, `spend`, `{ event: workout }` или `{ distinct: store }`"
)]
pub struct ChallengeCountFields {
    /// Custom events of this type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Word>,
    /// Different values among what was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<Dimension>,
}

/// One of several goals of a challenge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ChallengeLevel")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { id: baker, goal: 3, badge: baker } ¦ поля, например `{ id: baker, goal: 3, badge: baker }`"
)]
pub struct ChallengeLevelFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// How much is enough.
    pub goal: NumberText,
    /// Points it brings: one award or a list.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub award: OneOrMany<AwardFile>,
    /// The coupon it brings: the id of a series without a public code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<Word>,
    /// The badge it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Word>,
    /// The membership of which it brings a term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Word>,
}
