//! Leaves about the basket, the event and the time.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CompareFile, PropertiesFile, WordsFile};
use crate::condition::scalar::{Keys, OneOrMany, Scalar, Shape, Short, Shorthand, by_shape};
use crate::language::{Both, Said};
use crate::time::{LocalTime, Weekday, YearlyWindow};
use crate::{both, said};

/// The sum of the basket: `{ gte: 1000, at: before_discounts }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { gte: 1000.00 } ¦ поля, например `{ gte: 1000.00 }`"
)]
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
    pub(in crate::condition) fn compare(&self) -> CompareFile {
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
    const EXPECTED: Both = both!(
        "an amount, or a map with gte, gt, lt, lte, eq or between, and at",
        "сумма или поля `gte`, `gt`, `lt`, `lte`, `eq`, `between` и `at`"
    );
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
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
    const EXPECTED: Both = both!(
        "before_discounts, final or { after: <lane> }",
        "`before_discounts`, `final` или `{ after: <дорожка> }`"
    );

    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        match scalar.as_str() {
            "before_discounts" => Ok(Self::BeforeDiscounts),
            "final" => Ok(Self::Final),
            word => Err(E::custom(said!(
                "`{word}` is no sum of the basket; write {}",
                "`{word}` — не сумма корзины; здесь нужно: {:#}",
                Self::EXPECTED
            ))),
        }
    }

    fn from_map<A: MapAccess<'de>>(mut map: Keys<A>) -> Result<Self, A::Error> {
        let threshold = match map.next_key::<String>()?.as_deref() {
            Some("after") => Self::After(map.next_value()?),
            _ => {
                return Err(de::Error::custom(said!(
                    "a map needs `after` here; write {}",
                    "в полях здесь нужно `after`; здесь нужно: {:#}",
                    Self::EXPECTED
                )));
            }
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { where: { category: shoes }, units: { gte: 2 } } ¦ поля, например `{ where: { category: shoes }, units: { gte: 2 } }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { category: shoes } ¦ поля, например `{ category: shoes }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { by: none } ¦ поля, например `{ by: none }`"
)]
#[schemars(rename = "Discounted")]
pub struct DiscountedFile {
    /// A lane, `club` (the member's price), `any` or `none`.
    pub by: Scalar,
}

/// Which purchase of the member this one is: by its number, or every so many. Those that came back whole do not count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { number: 5 } or { every: 10 } ¦ поля, например `{ number: 5 }` или `{ every: 10 }`"
)]
#[schemars(rename = "PurchaseNumber")]
pub struct NumberFile {
    /// Its number, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Short<CompareFile>>,
    /// Every so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub every: Option<u32>,
    /// Counted from the start of; the whole life if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<NumberPer>,
}

/// Since when purchases are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberPer {
    /// The first one.
    Life,
    /// The start of the week.
    Week,
    /// The start of the month.
    Month,
    /// The start of the quarter.
    Quarter,
    /// The start of the year.
    Year,
}

/// The event being decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { where: { kind: review } } ¦ поля, например `{ where: { kind: review } }`"
)]
#[schemars(rename = "ThisEvent")]
pub struct ThisEventFile {
    /// Its properties.
    #[serde(rename = "where")]
    pub filter: PropertiesFile,
}

/// When the event happens, by the wall clock; all that is said must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { weekdays: [sat, sun] } ¦ поля, например `{ weekdays: [sat, sun] }`"
)]
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
