//! Leaves about what the member did.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CompareFile, PropertiesFile, WordsFile};
use crate::condition::scalar::{OneOrMany, Scalar, Short, Shorthand};
use crate::language::{Both, Said};
use crate::time::{LocalTime, Span, Weekday};
use crate::{both, said};

/// The last purchase; one of the three. `never` is short for `{ never: true }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: 30d } ¦ поля, например `{ within: 30d }`"
)]
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
    const EXPECTED: Both = both!(
        "`never`, or a map with days_ago, within or never",
        "`never` или поля `days_ago`, `within`, `never`"
    );
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
        match words.first().map(Scalar::as_str) {
            Some("never") => Ok(Self {
                never: Some(true),
                ..Self::default()
            }),
            word => Err(said!(
                "`{}` is not known here; write {}",
                "`{}` здесь неизвестно; здесь нужно: {:#}",
                word.unwrap_or_default(),
                Self::EXPECTED
            )),
        }
    }
}

/// Purchases in a window (`within`, or `from` and `to`), optionally filtered; what is measured of them is one of
/// `count` (at least one when not said), `sum`, `average`, `units` and `distinct`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: 30d, count: { gte: 3 } } ¦ поля, например `{ within: 30d, count: { gte: 3 } }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { store: kazan-1 } ¦ поля, например `{ store: kazan-1 }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { of: store, gte: 2 } ¦ поля, например `{ of: store, gte: 2 }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { of: store, is: kazan-1, within: 90d } ¦ поля, например `{ of: store, is: kazan-1, within: 90d }`"
)]
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
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { within: 30d } ¦ поля, например `{ within: 30d }`"
)]
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
