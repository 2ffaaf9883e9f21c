//! A scenario file as written: every scalar is still its text.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::both;
use crate::language::Both;

/// A file: a single scenario, or several under `scenarios`.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { scenario: a first purchase, steps: [] } ¦ поля, например `{ scenario: a first purchase, steps: [] }`"
)]
pub(super) struct File {
    pub program: Option<String>,
    /// Facts of goods that lines may then leave out.
    #[serde(default)]
    pub goods: BTreeMap<String, GoodsFile>,
    pub scenario: Option<String>,
    pub steps: Option<Vec<StepFile>>,
    pub scenarios: Option<Vec<ScenarioFile>>,
}

/// One of several scenarios of a file.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { scenario: a first purchase, steps: [] } ¦ поля, например `{ scenario: a first purchase, steps: [] }`"
)]
pub(super) struct ScenarioFile {
    pub scenario: String,
    pub steps: Vec<StepFile>,
}

/// Facts of goods.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { price: 400.00 } ¦ поля, например `{ price: 400.00 }`"
)]
pub(super) struct GoodsFile {
    pub price: Option<String>,
    pub club_price: Option<String>,
    pub min_price: Option<String>,
    #[serde(default)]
    pub category: Words,
    pub brand: Option<String>,
    #[serde(default)]
    pub flags: Words,
}

/// A step: one action, or none to let time pass.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { at: 2026-03-01, register: ann } ¦ поля, например `{ at: 2026-03-01, register: ann }`"
)]
pub(super) struct StepFile {
    pub at: String,
    pub register: Option<Short<RegisterFile>>,
    pub purchase: Option<PurchaseFile>,
    pub quote: Option<PurchaseFile>,
    #[serde(rename = "return")]
    pub give_back: Option<ReturnFile>,
    pub void: Option<Short<VoidFile>>,
    pub exchange: Option<ExchangeFile>,
    pub event: Option<EventFile>,
    pub adjust: Option<AdjustFile>,
    pub level: Option<LevelFile>,
    pub gift_card: Option<GiftCardFile>,
    pub claim: Option<ClaimFile>,
    pub transfer: Option<TransferFile>,
    /// The number that is drawn, from 0 to under 1.
    pub draw: Option<String>,
    /// What is waited for, in words.
    pub wait: Option<String>,
    #[serde(default)]
    pub expect: BTreeMap<String, Words>,
}

/// A person joins.
#[derive(Debug, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { as: ann } ¦ поля, например `{ as: ann }`"
)]
pub(super) struct RegisterFile {
    #[serde(rename = "as")]
    pub name: String,
    pub card: Option<String>,
    pub first_name: Option<String>,
    pub middle_name: Option<String>,
    pub last_name: Option<String>,
    pub birth_date: Option<String>,
    pub gender: Option<String>,
    pub city: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub language: Option<String>,
    pub store: Option<String>,
    /// Levels held from the start, by scheme.
    #[serde(default)]
    pub tier: BTreeMap<String, String>,
    /// Saved segments they are in.
    #[serde(default)]
    pub saved_segments: Words,
    /// Marks of recency, frequency and money.
    #[serde(default)]
    pub rfm: Words,
    #[serde(default)]
    pub tags: Words,
    #[serde(default)]
    pub dates: BTreeMap<String, String>,
    #[serde(default)]
    pub consents: BTreeMap<String, String>,
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// A basket that is bought, or only asked about.
#[derive(Debug, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, lines: [{ price: 100.00 }] } ¦ поля, например `{ by: ann, lines: [{ price: 100.00 }] }`"
)]
pub(super) struct PurchaseFile {
    #[serde(rename = "as")]
    pub name: Option<String>,
    pub by: Option<String>,
    /// When it really happened, if the till was offline.
    pub sold_at: Option<String>,
    #[serde(default)]
    pub lines: Vec<Short<LineFile>>,
    pub store: Option<String>,
    pub channel: Option<String>,
    pub redeem: Option<RedeemFile>,
    #[serde(default)]
    pub coupons: Words,
    #[serde(default)]
    pub payments: Words,
    #[serde(default)]
    pub gift_cards: Vec<Short<PayFile>>,
    pub priced: Option<String>,
    #[serde(default)]
    pub hold: bool,
    /// The quote it confirms.
    pub quote: Option<String>,
}

/// A line: the name of goods alone, or its facts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { sku: burger, price: 400.00 } ¦ поля, например `{ sku: burger, price: 400.00 }`"
)]
pub(super) struct LineFile {
    pub line: Option<u32>,
    pub sku: Option<String>,
    pub quantity: Option<String>,
    pub price: Option<String>,
    pub club_price: Option<String>,
    pub min_price: Option<String>,
    #[serde(default)]
    pub category: Words,
    pub brand: Option<String>,
    #[serde(default)]
    pub flags: Words,
    pub sold_for: Option<String>,
    pub gift_card: Option<String>,
    /// The rule whose gift the line is.
    pub gift_of: Option<String>,
}

/// What to pay by points: `max`, `none`, `{points: 200}` of the first unit, or by unit.
#[derive(Debug)]
pub(super) enum RedeemFile {
    Word(String),
    ByUnit(BTreeMap<String, String>),
}

/// Goods come back; without `of`, without their purchase.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { of: first } ¦ поля, например `{ of: first }`"
)]
pub(super) struct ReturnFile {
    pub of: Option<String>,
    pub by: Option<String>,
    #[serde(default)]
    pub lines: Vec<Short<LineFile>>,
    pub store: Option<String>,
}

/// A purchase is cancelled.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { of: first } ¦ поля, например `{ of: first }`"
)]
pub(super) struct VoidFile {
    pub of: String,
}

/// Goods come back and others are bought, netted.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { return: { of: first }, purchase: { by: ann } } ¦ поля, например `{ return: { of: first }, purchase: { by: ann } }`"
)]
pub(super) struct ExchangeFile {
    #[serde(rename = "return")]
    pub give_back: ReturnFile,
    pub purchase: PurchaseFile,
}

/// A custom event.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, type: check_in } ¦ поля, например `{ by: ann, type: check_in }`"
)]
pub(super) struct EventFile {
    pub by: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub properties: BTreeMap<String, String>,
}

/// A correction by hand.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, points: 100 } ¦ поля, например `{ by: ann, points: 100 }`"
)]
pub(super) struct AdjustFile {
    pub by: String,
    pub unit: Option<String>,
    pub points: String,
    pub expires_at: Option<String>,
    #[serde(default)]
    pub opening: bool,
}

/// A level given, frozen or let go by hand.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, grant: gold } ¦ поля, например `{ by: ann, grant: gold }`"
)]
pub(super) struct LevelFile {
    pub by: String,
    /// The only scheme, if not said.
    pub scheme: Option<String>,
    pub grant: Option<String>,
    #[serde(default)]
    pub freeze: bool,
    #[serde(default)]
    pub release: bool,
    pub until: Option<String>,
}

/// A card that pays: its name alone, or with how much.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { card: gift, amount: 500.00 } ¦ поля, например `{ card: gift, amount: 500.00 }`"
)]
pub(super) struct PayFile {
    pub card: String,
    pub amount: Option<String>,
}

/// A gift card is made, topped up or blocked by hand.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { as: gift, kind: gift, amount: 1000.00 } ¦ поля, например `{ as: gift, kind: gift, amount: 1000.00 }`"
)]
pub(super) struct GiftCardFile {
    /// A new one.
    #[serde(rename = "as")]
    pub name: Option<String>,
    /// The only kind, if not said.
    pub kind: Option<String>,
    /// One that is there.
    pub of: Option<String>,
    pub amount: Option<String>,
    pub block: Option<bool>,
}

/// A reward is claimed, or a claim is handed over or given up.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, reward: mug } ¦ поля, например `{ by: ann, reward: mug }`"
)]
pub(super) struct ClaimFile {
    /// Who claims.
    pub by: Option<String>,
    pub reward: Option<String>,
    /// What it is called; as the reward, if not said.
    #[serde(rename = "as")]
    pub name: Option<String>,
    /// One that is there: its name alone hands it over.
    pub of: Option<String>,
    #[serde(default)]
    pub cancel: bool,
}

/// Points that a member sends to another.
#[derive(Debug, Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: ann, to: bob, points: 100 } ¦ поля, например `{ by: ann, to: bob, points: 100 }`"
)]
pub(super) struct TransferFile {
    pub by: String,
    pub to: String,
    #[serde(default)]
    pub unit: Option<String>,
    pub points: String,
}

/// One word, or a list of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(pub Vec<String>);

/// A value that may be written as one word instead of its fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Short<T>(pub T);

/// What a single word stands for.
pub(super) trait FromWord {
    /// What is expected, for messages.
    const EXPECTED: Both;
    /// The value that the word names.
    fn from_word(word: String) -> Self;
}

impl FromWord for RegisterFile {
    const EXPECTED: Both = both!(
        "a name, or fields with the name under `as`",
        "имя или поля с именем в `as`"
    );
    fn from_word(word: String) -> Self {
        Self {
            name: word,
            ..Self::default()
        }
    }
}

impl FromWord for LineFile {
    const EXPECTED: Both = both!(
        "the name of goods, or the fields of a line",
        "название товара или поля строки"
    );
    fn from_word(word: String) -> Self {
        Self {
            sku: Some(word),
            ..Self::default()
        }
    }
}

impl FromWord for PayFile {
    const EXPECTED: Both = both!(
        "the name of a card, or a card with how much it pays",
        "имя карты или карта с суммой"
    );
    fn from_word(word: String) -> Self {
        Self {
            card: word,
            amount: None,
        }
    }
}

impl FromWord for VoidFile {
    const EXPECTED: Both = both!("the name of a purchase", "имя покупки");
    fn from_word(word: String) -> Self {
        Self { of: word }
    }
}

impl<'de, T: FromWord + Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShortVisitor(PhantomData))
    }
}

struct ShortVisitor<T>(PhantomData<T>);

impl<'de, T: FromWord + Deserialize<'de>> Visitor<'de> for ShortVisitor<T> {
    type Value = Short<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::EXPECTED.fmt(out)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Short<T>, E> {
        Ok(Short(T::from_word(word.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Short<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(Short)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        both!(
            "a word, number or list of them",
            "слово, число или их список"
        )
        .fmt(out)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Words, E> {
        Ok(Words(vec![flag.to_string()]))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Words, E> {
        Ok(Words(vec![word.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Words, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(words)).map(Words)
    }
}

impl<'de> Deserialize<'de> for RedeemFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RedeemVisitor)
    }
}

struct RedeemVisitor;

impl<'de> Visitor<'de> for RedeemVisitor {
    type Value = RedeemFile;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        both!(
            "max, none, or how much of each unit, like {points: 200}",
            "`max`, `none` или сколько каждой единицы, например `{points: 200}`"
        )
        .fmt(out)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<RedeemFile, E> {
        Ok(RedeemFile::Word(word.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, units: A) -> Result<RedeemFile, A::Error> {
        BTreeMap::deserialize(MapAccessDeserializer::new(units)).map(RedeemFile::ByUnit)
    }
}
