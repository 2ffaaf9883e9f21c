//! The leaves of conditions as they are written in a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::scalar::{Keys, OneOrMany, Scalar, Shape, Short, Shorthand, by_shape};
use crate::time::{LocalTime, Span, Weekday, YearlyWindow};

/// A comparison with a number: `{ gte: 3 }`, `{ between: [1, 5] }`; several comparators must all hold. The short
/// form `3` is `{ eq: 3 }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Comparison")]
pub struct CompareFile {
    /// Equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eq: Option<Scalar>,
    /// Greater than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gt: Option<Scalar>,
    /// Greater than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gte: Option<Scalar>,
    /// Less than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lt: Option<Scalar>,
    /// Less than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lte: Option<Scalar>,
    /// From the first to the second, both included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Scalar, Scalar)>,
}

impl Shorthand for CompareFile {
    const EXPECTED: &'static str = "a number, or a map with eq, gt, gte, lt, lte or between";
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        Ok(Self {
            eq: words.into_iter().next(),
            ..Self::default()
        })
    }
}

/// A test of a word, or of a list of words such as tags and categories: any of `in`, none of `not`. The short
/// form is a word or a list of words for `in`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Words")]
pub struct WordsFile {
    /// One of these.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub within: Option<OneOrMany<Scalar>>,
    /// None of these; also holds where there is no word at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<OneOrMany<Scalar>>,
    /// Whether there is one at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<bool>,
}

impl Shorthand for WordsFile {
    const EXPECTED: &'static str = "a word, a list of words, or a map with in, not or present";
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        Ok(Self {
            within: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// Whether something is known: `{ present: true }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Presence")]
pub struct PresentFile {
    /// True: known; false: not known.
    pub present: bool,
}

/// A test of a typed value: a custom attribute or a property of an event. What is written is compared as the
/// type that the value has: text, number, yes/no or date. The short form is a value or a list for `in`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ValueTest")]
pub struct ValueFile {
    /// One of these.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub within: Option<OneOrMany<Scalar>>,
    /// None of these; also holds where there is no value at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<OneOrMany<Scalar>>,
    /// Equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eq: Option<Scalar>,
    /// Greater than, or after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gt: Option<Scalar>,
    /// Greater than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gte: Option<Scalar>,
    /// Less than, or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lt: Option<Scalar>,
    /// Less than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lte: Option<Scalar>,
    /// From the first to the second, both included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Scalar, Scalar)>,
    /// Whether there is a value at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<bool>,
}

impl Shorthand for ValueFile {
    const EXPECTED: &'static str = "a value, a list of values, or a map with in, not, eq, gt, gte, lt, lte, between or present";
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        Ok(Self {
            within: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// Tests of properties by name; all must hold.
pub type PropertiesFile = BTreeMap<String, Short<ValueFile>>;

/// The level of a tier scheme; one of the three. The short form is a level or a list of levels for `is`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TierTest")]
pub struct TierFile {
    /// This level or a higher one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Scalar>,
    /// One of these levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<OneOrMany<Scalar>>,
    /// A lower level, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Scalar>,
}

impl Shorthand for TierFile {
    const EXPECTED: &'static str = "a level, a list of levels, or a map with at_least, is or below";
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        Ok(Self {
            is: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// A day that comes every year; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "YearlyTest")]
pub struct YearlyFile {
    /// Today is near it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<AroundFile>,
    /// It is in one of these months (1 to 12), or in the `current` one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<OneOrMany<Scalar>>,
}

/// So many local days around a day, the day itself included.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Around")]
pub struct AroundFile {
    /// How long before: `7d`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Span>,
    /// How long after: `7d`; nothing when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
}

/// How long ago something happened; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Ago")]
pub struct AgoFile {
    /// In the last so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// The time since, compared with so many times 24 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_ago: Option<CompareFile>,
}

/// The last purchase; one of the three. `never` is short for `{ never: true }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LastPurchase")]
pub struct LastPurchaseFile {
    /// In the last so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// The time since, compared with so many times 24 hours. Does not hold for who never bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_ago: Option<CompareFile>,
    /// True: there was none; false: there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<bool>,
}

impl Shorthand for LastPurchaseFile {
    const EXPECTED: &'static str = "`never`, or a map with days_ago, within or never";
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        match words.first().map(Scalar::as_str) {
            Some("never") => Ok(Self {
                never: Some(true),
                ..Self::default()
            }),
            _ => Err(format!("expected {}", Self::EXPECTED)),
        }
    }
}

/// Purchases in a window (`within`, or `from` and `to`), optionally filtered; what is measured of them is one of
/// `count` (at least one when not said), `sum`, `average`, `units` and `distinct`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Purchases")]
pub struct PurchasesFile {
    /// In the last so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// From this day or local time on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Scalar>,
    /// Up to, not including, this day or local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Scalar>,
    /// Only these purchases, and of them only these lines.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<PurchaseWhereFile>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Short<CompareFile>>,
    /// Money paid for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Short<CompareFile>>,
    /// Money paid, a purchase on average; does not hold without purchases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<Short<CompareFile>>,
    /// Units of goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Short<CompareFile>>,
    /// How many different values of something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<DistinctFile>,
}

/// Which purchases count, and which of their lines; all tests must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PurchaseWhere")]
pub struct PurchaseWhereFile {
    /// Category of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Short<WordsFile>>,
    /// The goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<Short<WordsFile>>,
    /// Brand of the goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<Short<WordsFile>>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<Short<WordsFile>>,
    /// `store`, `web`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Short<WordsFile>>,
    /// City of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Short<WordsFile>>,
    /// Country of the store.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Short<WordsFile>>,
    /// On these days of the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<OneOrMany<Weekday>>,
    /// Between these hours of the wall clock; past midnight they belong to the day they began on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<(LocalTime, LocalTime)>,
}

/// How many different values there are: `{ of: country, gte: 3 }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Distinct")]
pub struct DistinctFile {
    /// Of what.
    pub of: Dimension,
    /// Equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eq: Option<Scalar>,
    /// Greater than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gt: Option<Scalar>,
    /// Greater than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gte: Option<Scalar>,
    /// Less than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lt: Option<Scalar>,
    /// Less than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lte: Option<Scalar>,
    /// From the first to the second, both included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Scalar, Scalar)>,
}

impl DistinctFile {
    /// The comparison alone.
    pub(super) fn compare(&self) -> CompareFile {
        CompareFile {
            eq: self.eq.clone(),
            gt: self.gt.clone(),
            gte: self.gte.clone(),
            lt: self.lt.clone(),
            lte: self.lte.clone(),
            between: self.between.clone(),
        }
    }
}

/// What past purchases can be told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Goods.
    Sku,
    /// Category of goods.
    Category,
    /// Brand of goods.
    Brand,
    /// Store.
    Store,
    /// Channel of sale.
    Channel,
    /// City of the store.
    City,
    /// Country of the store.
    Country,
    /// Local day.
    Day,
}

/// What the member buys most often: in most purchases, then for most money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Favourite")]
pub struct FavouriteFile {
    /// Of what.
    pub of: Dimension,
    /// One of these.
    pub is: OneOrMany<Scalar>,
    /// In purchases of the last so long.
    pub within: Span,
}

/// Events of a type in a window, at least one when no count is said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Events")]
pub struct EventsFile {
    /// In the last so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Span>,
    /// From this day or local time on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Scalar>,
    /// Up to, not including, this day or local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Scalar>,
    /// Only with these properties.
    #[serde(default, rename = "where", skip_serializing_if = "BTreeMap::is_empty")]
    pub filter: PropertiesFile,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Short<CompareFile>>,
}

/// The event being decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ThisEvent")]
pub struct ThisEventFile {
    /// Its properties.
    #[serde(rename = "where")]
    pub filter: PropertiesFile,
}

/// Marks of recency, frequency and money, 5 the best; all that are said must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rfm")]
pub struct RfmFile {
    /// How lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recency: Option<OneOrMany<Scalar>>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<OneOrMany<Scalar>>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<OneOrMany<Scalar>>,
}

/// Customer lifetime value: an amount, or the place among all members; one of the two.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Clv")]
pub struct ClvFile {
    /// Among the best so many percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<Scalar>,
    /// The expected amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Short<CompareFile>>,
}

/// A consent as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ConsentTest")]
pub enum ConsentFile {
    /// Given.
    Granted,
    /// Refused or taken back.
    Withdrawn,
    /// Never asked.
    Unknown,
}

/// The sum of the basket: `{ gte: 1000, at: before_discounts }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BasketTotal")]
pub struct BasketTotalFile {
    /// Which sum: `before_discounts` (when not said), `final`, or `{ after: <lane> }`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<ThresholdFile>,
    /// Equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eq: Option<Scalar>,
    /// Greater than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gt: Option<Scalar>,
    /// Greater than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gte: Option<Scalar>,
    /// Less than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lt: Option<Scalar>,
    /// Less than or equal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lte: Option<Scalar>,
    /// From the first to the second, both included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Scalar, Scalar)>,
}

impl BasketTotalFile {
    /// The comparison alone.
    pub(super) fn compare(&self) -> CompareFile {
        CompareFile {
            eq: self.eq.clone(),
            gt: self.gt.clone(),
            gte: self.gte.clone(),
            lt: self.lt.clone(),
            lte: self.lte.clone(),
            between: self.between.clone(),
        }
    }
}

impl Shorthand for BasketTotalFile {
    const EXPECTED: &'static str =
        "an amount, or a map with gte, gt, lt, lte, eq or between, and at";
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, String> {
        Ok(Self {
            eq: words.into_iter().next(),
            ..Self::default()
        })
    }
}

/// Which sum of the basket a threshold is about: `before_discounts`, `final`, or `{ after: <lane> }`.
#[derive(Debug, Clone, PartialEq)]
pub enum ThresholdFile {
    /// At shelf prices.
    BeforeDiscounts,
    /// After everything that was taken off so far.
    Final,
    /// After this lane.
    After(Scalar),
}

impl<'de> Shape<'de> for ThresholdFile {
    const EXPECTED: &'static str = "before_discounts, final or { after: <lane> }";

    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        match scalar.as_str() {
            "before_discounts" => Ok(Self::BeforeDiscounts),
            "final" => Ok(Self::Final),
            word => Err(E::custom(format!(
                "`{word}` is no sum of the basket; write {}",
                Self::EXPECTED
            ))),
        }
    }

    fn from_map<A: MapAccess<'de>>(mut map: Keys<A>) -> Result<Self, A::Error> {
        let threshold = match map.next_key::<String>()?.as_deref() {
            Some("after") => Self::After(map.next_value()?),
            _ => return Err(de::Error::custom(format!("expected {}", Self::EXPECTED))),
        };
        match map.next_key::<String>()? {
            None => Ok(threshold),
            Some(other) => Err(de::Error::unknown_field(&other, &["after"])),
        }
    }
}

impl<'de> Deserialize<'de> for ThresholdFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_shape(deserializer)
    }
}

impl Serialize for ThresholdFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::BeforeDiscounts => serializer.serialize_str("before_discounts"),
            Self::Final => serializer.serialize_str("final"),
            Self::After(lane) => serializer.collect_map([("after", lane)]),
        }
    }
}

impl JsonSchema for ThresholdFile {
    fn schema_name() -> Cow<'static, str> {
        "Threshold".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Which sum of the basket: before_discounts, final, or { after: <lane> }.",
            "anyOf": [
                { "enum": ["before_discounts", "final"] },
                {
                    "type": "object",
                    "properties": { "after": { "type": "string" } },
                    "required": ["after"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

/// Lines of the basket; one of `units` (at least a part of one when nothing is said), `count` and `sum`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BasketLines")]
pub struct BasketLinesFile {
    /// Only these lines.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<LineWhereFile>,
    /// Units of goods on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Short<CompareFile>>,
    /// How many lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Short<CompareFile>>,
    /// Their amounts, before discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Short<CompareFile>>,
}

/// Which lines a rule is about; all tests must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LineWhere")]
pub struct LineWhereFile {
    /// The goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<Short<WordsFile>>,
    /// Any of the line's categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Short<WordsFile>>,
    /// Brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<Short<WordsFile>>,
    /// Units on the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Short<CompareFile>>,
    /// Amount of the line before discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Short<CompareFile>>,
    /// What has reduced the line already.
    #[serde(
        default,
        alias = "line.discounted",
        skip_serializing_if = "Option::is_none"
    )]
    pub discounted: Option<DiscountedFile>,
    /// At least one of these filters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<LineWhereFile>,
    /// Not these lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<LineWhereFile>>,
}

/// What has reduced a line so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Discounted")]
pub struct DiscountedFile {
    /// A lane, `club` (the member's price), `any` or `none`.
    pub by: Scalar,
}

/// When the event happens, by the wall clock; all that is said must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TimeTest")]
pub struct TimeFile {
    /// On these days of the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekdays: Option<OneOrMany<Weekday>>,
    /// Between these hours; past midnight they belong to the day they began on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<(LocalTime, LocalTime)>,
    /// From this day or local time on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Scalar>,
    /// Up to, not including, this day or local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Scalar>,
    /// In these months: 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<OneOrMany<Scalar>>,
    /// Between these days of every year, the last one not included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<YearlyWindow>,
}
