//! Section `program`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::WordOr;
use super::scalar::{DateTimeText, TimeText, Word};
use crate::condition::ConditionFile;

/// What a program is called and where it lives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "About")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { id: burger-heroes, name: Burger Heroes, currency: RUB, time_zone: Europe/Moscow } ¦ поля, например `{ id: burger-heroes, name: Герои бургеров, currency: RUB, time_zone: Europe/Moscow }`"
)]
pub struct AboutFile {
    /// Its id, the same in all versions: small letters, digits, `-` and `_`.
    pub id: Word,
    /// Its name, for people.
    pub name: NameFile,
    /// Currency of every amount, ISO 4217: `RUB`.
    pub currency: Word,
    /// Zone of its days, by IANA name: `Europe/Moscow`.
    pub time_zone: Word,
    /// Rules read the store's zone where the store has one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub store_time: bool,
    /// When a store's business day ends, local; midnight if not said. A purchase can be voided till then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_ends: Option<TimeText>,
    /// Rules give nothing before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<DateTimeText>,
    /// Rules give nothing from here on: `2027-01-01` makes the year's end the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTimeText>,
    /// Who pays the club price of goods that have one; members if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub club_price: Option<ClubPriceFile>,
}

/// A name for people: one for both languages, or one for each.
pub type NameFile = WordOr<Word, Bilingual>;

/// A name in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "a name, or { en: bonuses, ru: бонусы } ¦ имя или `{ en: bonuses, ru: бонусы }`"
)]
pub struct Bilingual {
    /// English.
    pub en: Word,
    /// Russian.
    pub ru: Word,
}

/// Who pays the club price.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ClubPrice")]
#[serde(rename_all = "snake_case")]
pub enum ClubPriceFile {
    /// Every member.
    Members,
    /// Nobody: club prices are not read.
    Nobody,
    /// Members for whom this holds.
    When(ConditionFile),
}
