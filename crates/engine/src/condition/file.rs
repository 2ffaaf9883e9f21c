//! A condition as it is written in a file: a map whose keys name what must hold.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, SeqAccess};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::scalar::{Keys, OneOrMany, Scalar, Shape, Short, by_shape};
use super::written::{
    AgoFile, BasketLinesFile, BasketTotalFile, ClvFile, CompareFile, ConsentFile, EventsFile,
    FavouriteFile, LastPurchaseFile, NextPurchaseFile, NumberFile, PresentFile, PurchasesFile,
    RfmFile, ThisEventFile, TierFile, TimeFile, ValueFile, WordsFile, YearlyFile,
};
use crate::language::Both;
use crate::program::{Problem, suggest};
use crate::{both, said};

/// A condition as written: a map whose entries must all hold.
///
/// `{ tier: { at_least: silver }, basket.total: { gte: 1000 } }`. `all`, `any` and `not` nest freely.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionFile {
    /// The entries, in the order written.
    pub entries: Vec<EntryFile>,
}

impl ConditionFile {
    /// Reads a condition that stands by itself, in YAML or JSON.
    ///
    /// # Errors
    /// Every problem of its shape, with path and line.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        crate::document::read(text)
    }
}

/// One entry of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryFile {
    /// `all`: every one of these.
    All(Vec<ConditionFile>),
    /// `any`: at least one of these.
    Any(Vec<ConditionFile>),
    /// `not`: this does not hold.
    Not(Box<ConditionFile>),
    /// `segment`: the member is in a segment.
    Segment(Scalar),
    /// `saved_segment`: in a segment that is saved beside the program.
    SavedSegment(Scalar),
    /// `tier`: the member's level.
    Tier(Short<TierFile>),
    /// `member.city` and other words of the profile.
    Word(MemberWord, Short<WordsFile>),
    /// `member.email`, `member.phone`: whether there is one.
    Contact(Contact, PresentFile),
    /// `member.birthday`, `member.wedding`: a day of every year.
    Yearly(String, YearlyFile),
    /// `member.age`: whole years.
    Age(Short<CompareFile>),
    /// `member.attr.<name>`: a custom attribute.
    Attribute(String, Short<ValueFile>),
    /// `member.registered`: when the member joined.
    Registered(AgoFile),
    /// `member.known`: whether the buyer is identified.
    Known(bool),
    /// `purchases`: what was bought.
    Purchases(Box<PurchasesFile>),
    /// `last_purchase`: how long ago.
    LastPurchase(Short<LastPurchaseFile>),
    /// `favourite`: what is bought most often.
    Favourite(FavouriteFile),
    /// `balance.<unit>`: points there are.
    Balance(String, Short<CompareFile>),
    /// `event.<type>`: what was done.
    Events(String, EventsFile),
    /// `event`: the event being decided.
    ThisEvent(ThisEventFile),
    /// `consent.<channel>`: a consent as it stands.
    Consent(String, ConsentFile),
    /// `basket.total`: a sum of the basket.
    BasketTotal(Short<BasketTotalFile>),
    /// `basket.lines`: goods in the basket.
    BasketLines(Box<BasketLinesFile>),
    /// `basket.store`: where.
    BasketStore(Short<WordsFile>),
    /// `basket.channel`: how.
    BasketChannel(Short<WordsFile>),
    /// `basket.payment`: what it is paid by.
    BasketPayment(Short<WordsFile>),
    /// `purchase`: which one of the member's it is.
    Number(NumberFile),
    /// `basket.coupon`: one of these codes was presented.
    BasketCoupon(OneOrMany<Scalar>),
    /// `time`: when.
    Time(TimeFile),
    /// `rfm`: a stamp of insight.
    Rfm(RfmFile),
    /// `stage`: a stamp of insight, one of these.
    Stage(OneOrMany<Scalar>),
    /// `clv`: a stamp of insight.
    Clv(ClvFile),
    /// `alive`: a stamp of insight, a probability.
    Alive(Short<CompareFile>),
    /// `expected_purchases`: a stamp of insight, purchases within a year.
    ExpectedPurchases(Short<CompareFile>),
    /// `next_purchase`: a stamp of insight, the day by which it is expected.
    NextPurchase(NextPurchaseFile),
}

/// A word of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberWord {
    /// First name.
    FirstName,
    /// Family name.
    LastName,
    /// City of residence.
    City,
    /// Gender as told: `female`, `male`, `other`.
    Gender,
    /// Language of messages.
    Language,
    /// Home store.
    Store,
    /// Labels.
    Tags,
}

impl MemberWord {
    pub(super) const ALL: [Self; 7] = [
        Self::FirstName,
        Self::LastName,
        Self::City,
        Self::Gender,
        Self::Language,
        Self::Store,
        Self::Tags,
    ];

    /// Its name after `member.`.
    pub fn key(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::City => "city",
            Self::Gender => "gender",
            Self::Language => "language",
            Self::Store => "store",
            Self::Tags => "tags",
        }
    }
}

/// A way to reach the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    /// E-mail address.
    Email,
    /// Telephone.
    Phone,
}

impl Contact {
    /// Its name after `member.`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// Keys that are whole words.
const KEYS: [&str; 24] = [
    "all",
    "any",
    "not",
    "segment",
    "saved_segment",
    "tier",
    "purchases",
    "last_purchase",
    "favourite",
    "event",
    "basket.total",
    "basket.lines",
    "basket.store",
    "basket.channel",
    "basket.payment",
    "basket.coupon",
    "purchase",
    "time",
    "rfm",
    "stage",
    "clv",
    "alive",
    "expected_purchases",
    "next_purchase",
];

/// Keys after `member.`, beside words and contacts.
const MEMBER_KEYS: [&str; 5] = ["birthday", "birth_date", "age", "registered", "known"];

impl EntryFile {
    /// The key it is written under.
    pub fn key(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::Segment(_) => "segment",
            Self::SavedSegment(_) => "saved_segment",
            Self::Tier(_) => "tier",
            Self::Word(word, _) => return format!("member.{}", word.key()).into(),
            Self::Contact(contact, _) => return format!("member.{}", contact.key()).into(),
            Self::Yearly(date, _) => return format!("member.{date}").into(),
            Self::Age(_) => "member.age",
            Self::Attribute(name, _) => return format!("member.attr.{name}").into(),
            Self::Registered(_) => "member.registered",
            Self::Known(_) => "member.known",
            Self::Purchases(_) => "purchases",
            Self::LastPurchase(_) => "last_purchase",
            Self::Favourite(_) => "favourite",
            Self::Balance(unit, _) => return format!("balance.{unit}").into(),
            Self::Events(kind, _) => return format!("event.{kind}").into(),
            Self::ThisEvent(_) => "event",
            Self::Consent(channel, _) => return format!("consent.{channel}").into(),
            Self::BasketTotal(_) => "basket.total",
            Self::BasketLines(_) => "basket.lines",
            Self::BasketStore(_) => "basket.store",
            Self::BasketChannel(_) => "basket.channel",
            Self::BasketPayment(_) => "basket.payment",
            Self::Number(_) => "purchase",
            Self::BasketCoupon(_) => "basket.coupon",
            Self::Time(_) => "time",
            Self::Rfm(_) => "rfm",
            Self::Stage(_) => "stage",
            Self::Clv(_) => "clv",
            Self::Alive(_) => "alive",
            Self::ExpectedPurchases(_) => "expected_purchases",
            Self::NextPurchase(_) => "next_purchase",
        })
    }

    /// Reads the value that stands under a key.
    fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Self, A::Error> {
        Ok(match key {
            "all" => Self::All(map.next_value()?),
            "any" => Self::Any(map.next_value()?),
            "not" => Self::Not(map.next_value()?),
            "segment" => Self::Segment(map.next_value()?),
            "saved_segment" => Self::SavedSegment(map.next_value()?),
            "tier" => Self::Tier(map.next_value()?),
            "purchases" => Self::Purchases(map.next_value()?),
            "last_purchase" => Self::LastPurchase(map.next_value()?),
            "favourite" => Self::Favourite(map.next_value()?),
            "event" => Self::ThisEvent(map.next_value()?),
            "basket.total" => Self::BasketTotal(map.next_value()?),
            "basket.lines" => Self::BasketLines(map.next_value()?),
            "basket.store" => Self::BasketStore(map.next_value()?),
            "basket.channel" => Self::BasketChannel(map.next_value()?),
            "basket.payment" => Self::BasketPayment(map.next_value()?),
            "purchase" => Self::Number(map.next_value()?),
            "basket.coupon" => Self::BasketCoupon(map.next_value()?),
            "time" => Self::Time(map.next_value()?),
            "rfm" => Self::Rfm(map.next_value()?),
            "stage" => Self::Stage(map.next_value()?),
            "clv" => Self::Clv(map.next_value()?),
            "alive" => Self::Alive(map.next_value()?),
            "expected_purchases" => Self::ExpectedPurchases(map.next_value()?),
            "next_purchase" => Self::NextPurchase(map.next_value()?),
            _ => return Self::read_named(key, map),
        })
    }

    /// Reads the value under a key that holds a name: `balance.points`.
    fn read_named<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Self, A::Error> {
        Ok(match key.split_once('.') {
            Some(("member", field)) => return Self::read_member(field, map),
            Some(("balance", unit)) if !unit.is_empty() => {
                Self::Balance(unit.to_owned(), map.next_value()?)
            }
            Some(("event", kind)) if !kind.is_empty() => {
                Self::Events(kind.to_owned(), map.next_value()?)
            }
            Some(("consent", channel)) if !channel.is_empty() => {
                Self::Consent(channel.to_owned(), map.next_value()?)
            }
            _ => return Err(unknown_key(key)),
        })
    }

    /// Reads the value under `member.<field>`.
    fn read_member<'de, A: MapAccess<'de>>(field: &str, map: &mut A) -> Result<Self, A::Error> {
        if let Some(word) = MemberWord::ALL.into_iter().find(|word| word.key() == field) {
            return Ok(Self::Word(word, map.next_value()?));
        }
        Ok(match field {
            "email" => Self::Contact(Contact::Email, map.next_value()?),
            "phone" => Self::Contact(Contact::Phone, map.next_value()?),
            "age" => Self::Age(map.next_value()?),
            "registered" => Self::Registered(map.next_value()?),
            "known" => Self::Known(map.next_value()?),
            _ => match field.strip_prefix("attr.") {
                Some(name) if !name.is_empty() => {
                    Self::Attribute(name.to_owned(), map.next_value()?)
                }
                _ if is_misspelt(field) => return Err(unknown_key(&format!("member.{field}"))),
                _ => Self::Yearly(field.to_owned(), map.next_value()?),
            },
        })
    }

    fn write<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let key = self.key();
        match self {
            Self::All(parts) | Self::Any(parts) => map.serialize_entry(&key, parts),
            Self::Not(part) => map.serialize_entry(&key, part),
            Self::Segment(name) | Self::SavedSegment(name) => map.serialize_entry(&key, name),
            Self::Tier(test) => map.serialize_entry(&key, test),
            Self::Word(_, test)
            | Self::BasketStore(test)
            | Self::BasketChannel(test)
            | Self::BasketPayment(test) => map.serialize_entry(&key, test),
            Self::Number(test) => map.serialize_entry(&key, test),
            Self::Contact(_, test) => map.serialize_entry(&key, test),
            Self::Yearly(_, test) => map.serialize_entry(&key, test),
            Self::Age(test)
            | Self::Balance(_, test)
            | Self::Alive(test)
            | Self::ExpectedPurchases(test) => map.serialize_entry(&key, test),
            Self::Attribute(_, test) => map.serialize_entry(&key, test),
            Self::Registered(test) => map.serialize_entry(&key, test),
            Self::Known(yes) => map.serialize_entry(&key, yes),
            Self::Purchases(test) => map.serialize_entry(&key, test),
            Self::LastPurchase(test) => map.serialize_entry(&key, test),
            Self::Favourite(test) => map.serialize_entry(&key, test),
            Self::Events(_, test) => map.serialize_entry(&key, test),
            Self::ThisEvent(test) => map.serialize_entry(&key, test),
            Self::Consent(_, state) => map.serialize_entry(&key, state),
            Self::BasketTotal(test) => map.serialize_entry(&key, test),
            Self::BasketLines(test) => map.serialize_entry(&key, test),
            Self::BasketCoupon(words) | Self::Stage(words) => map.serialize_entry(&key, words),
            Self::Time(test) => map.serialize_entry(&key, test),
            Self::Rfm(test) => map.serialize_entry(&key, test),
            Self::Clv(test) => map.serialize_entry(&key, test),
            Self::NextPurchase(test) => map.serialize_entry(&key, test),
        }
    }
}

fn member_fields() -> impl Iterator<Item = &'static str> {
    let words = MemberWord::ALL.into_iter().map(MemberWord::key);
    words.chain(["email", "phone", "attr"]).chain(MEMBER_KEYS)
}

/// A field that is nearly a known one; anything else is the name of a yearly date.
fn is_misspelt(field: &str) -> bool {
    let known_date = matches!(field, "birthday" | "birth_date");
    field.contains('.')
        || field.is_empty()
        || (!known_date && suggest(field, member_fields()).is_some())
}

fn unknown_key<E: de::Error>(key: &str) -> E {
    let members: Vec<String> = member_fields()
        .map(|field| format!("member.{field}"))
        .collect();
    let named = ["balance.<unit>", "event.<type>", "consent.<channel>"];
    let keys = KEYS
        .into_iter()
        .chain(named)
        .chain(members.iter().map(String::as_str));
    let remedy = match suggest(key, keys) {
        Some(near) => said!("did you mean `{near}`?", "может быть, `{near}`?"),
        None => said!(
            "conditions begin with all, any, not, segment, saved_segment, tier, member., purchase, purchases, last_purchase, \
             favourite, balance., event., consent., basket., time, rfm, stage, clv, alive, expected_purchases or next_purchase",
            "условия начинаются с `all`, `any`, `not`, `segment`, `saved_segment`, `tier`, `member.`, `purchase`, `purchases`, `last_purchase`, \
             `favourite`, `balance.`, `event.`, `consent.`, `basket.`, `time`, `rfm`, `stage`, `clv`, `alive`, `expected_purchases` или `next_purchase`"
        ),
    };
    E::custom(said!(
        "unknown condition `{key}`; {remedy}",
        "неизвестное условие `{key}`; {remedy:#}"
    ))
}

impl<'de> Shape<'de> for ConditionFile {
    const EXPECTED: Both = both!(
        "a condition: a map like { tier: { at_least: silver } }",
        "условие: поля вроде `{ tier: { at_least: silver } }`"
    );

    fn from_list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        let _ = list;
        Err(de::Error::custom(said!(
            "a list of conditions needs `all:` or `any:` before it",
            "перед списком условий нужно `all:` или `any:`"
        )))
    }

    fn from_map<A: MapAccess<'de>>(mut map: Keys<A>) -> Result<Self, A::Error> {
        let mut entries: Vec<EntryFile> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if entries.iter().any(|entry| entry.key() == key) {
                return Err(de::Error::custom(said!(
                    "`{key}` is here twice; put them in a list under `all:`",
                    "`{key}` стоит здесь дважды; сложите их списком под `all:`"
                )));
            }
            entries.push(EntryFile::read(&key, &mut map)?);
        }
        if entries.is_empty() {
            return Err(de::Error::custom(said!(
                "an empty condition; leave it out if it is to hold always",
                "условие пусто; уберите его, если правило действует всегда"
            )));
        }
        Ok(Self { entries })
    }
}

impl<'de> Deserialize<'de> for ConditionFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_shape(deserializer)
    }
}

impl Serialize for ConditionFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for entry in &self.entries {
            entry.write(&mut map)?;
        }
        map.end()
    }
}

impl JsonSchema for ConditionFile {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let condition = generator.subschema_for::<Self>();
        let conditions = json_schema!({ "type": "array", "items": condition });
        let words = generator.subschema_for::<Short<WordsFile>>();
        let compare = generator.subschema_for::<Short<CompareFile>>();
        let scalars = generator.subschema_for::<OneOrMany<Scalar>>();
        let mut schema = json_schema!({
            "description": "What must hold: a map whose entries must all hold. `all`, `any` and `not` nest freely.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
                "all": conditions, "any": conditions, "not": condition,
                "segment": { "type": "string" },
                "saved_segment": { "type": "string" },
                "tier": generator.subschema_for::<Short<TierFile>>(),
                "purchases": generator.subschema_for::<PurchasesFile>(),
                "last_purchase": generator.subschema_for::<Short<LastPurchaseFile>>(),
                "favourite": generator.subschema_for::<FavouriteFile>(),
                "event": generator.subschema_for::<ThisEventFile>(),
                "basket.total": generator.subschema_for::<Short<BasketTotalFile>>(),
                "basket.lines": generator.subschema_for::<BasketLinesFile>(),
                "basket.store": words, "basket.channel": words, "basket.payment": words, "basket.coupon": scalars,
                "purchase": generator.subschema_for::<NumberFile>(),
                "time": generator.subschema_for::<TimeFile>(),
                "rfm": generator.subschema_for::<RfmFile>(),
                "stage": scalars,
                "clv": generator.subschema_for::<ClvFile>(),
                "alive": compare,
                "expected_purchases": compare,
                "next_purchase": generator.subschema_for::<NextPurchaseFile>(),
                "member.email": generator.subschema_for::<PresentFile>(),
                "member.phone": generator.subschema_for::<PresentFile>(),
                "member.age": compare,
                "member.registered": generator.subschema_for::<AgoFile>(),
                "member.known": { "type": "boolean" }
            },
            "patternProperties": {
                r"^member\.attr\.": generator.subschema_for::<Short<ValueFile>>(),
                r"^balance\.": compare,
                r"^event\.": generator.subschema_for::<EventsFile>(),
                r"^consent\.": generator.subschema_for::<ConsentFile>()
            }
        });
        add_member_schemas(&mut schema, generator);
        schema
    }
}

/// Words of the profile one by one, and every other `member.<name>` as a yearly date.
fn add_member_schemas(schema: &mut Schema, generator: &mut SchemaGenerator) {
    let words = generator.subschema_for::<Short<WordsFile>>();
    let yearly = generator.subschema_for::<YearlyFile>();
    let other: Vec<&str> = member_fields()
        .filter(|field| !matches!(*field, "birthday" | "birth_date"))
        .collect();
    let dates = format!(r"^member\.(?!({})(\.|$))", other.join("|"));
    if let Some(properties) = schema
        .get_mut("properties")
        .and_then(serde_json::Value::as_object_mut)
    {
        for word in MemberWord::ALL {
            properties.insert(format!("member.{}", word.key()), words.clone().into());
        }
    }
    if let Some(patterns) = schema
        .get_mut("patternProperties")
        .and_then(serde_json::Value::as_object_mut)
    {
        patterns.insert(dates, yearly.into());
    }
}
