//! The leaves of conditions as they are written in a file.

mod basket;
mod member;
mod past;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::{OneOrMany, Scalar, Short, Shorthand};
use crate::both;
use crate::language::{Both, Said};

pub use basket::*;
pub use member::*;
pub use past::*;

/// A comparison with a number: `{ gte: 3 }`, `{ between: [1, 5] }`; several comparators must all hold. The short
/// form `3` is `{ eq: 3 }`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { gte: 3 } ¦ поля, например `{ gte: 3 }`"
)]
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
    const EXPECTED: Both = both!(
        "a number, or a map with eq, gt, gte, lt, lte or between",
        "число или поля `eq`, `gt`, `gte`, `lt`, `lte`, `between`"
    );
    const LIST: bool = false;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
        Ok(Self {
            eq: words.into_iter().next(),
            ..Self::default()
        })
    }
}

/// A test of a word, or of a list of words such as tags and categories: any of `in`, none of `not`. The short
/// form is a word or a list of words for `in`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { in: [Kazan] } ¦ поля, например `{ in: [Kazan] }`"
)]
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
    const EXPECTED: Both = both!(
        "a word, a list of words, or a map with in, not or present",
        "слово, список слов или поля `in`, `not`, `present`"
    );
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
        Ok(Self {
            within: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// Whether something is known: `{ present: true }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { present: true } ¦ поля, например `{ present: true }`"
)]
#[schemars(rename = "Presence")]
pub struct PresentFile {
    /// True: known; false: not known.
    pub present: bool,
}

/// A test of a typed value: a custom attribute or a property of an event. What is written is compared as the
/// type that the value has: text, number, yes/no or date. The short form is a value or a list for `in`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { gte: 3 } ¦ поля, например `{ gte: 3 }`"
)]
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
    const EXPECTED: Both = both!(
        "a value, a list of values, or a map with in, not, eq, gt, gte, lt, lte, between or present",
        "значение, список значений или поля `in`, `not`, `eq`, `gt`, `gte`, `lt`, `lte`, `between`, `present`"
    );
    const LIST: bool = true;

    fn from_words(words: Vec<Scalar>) -> Result<Self, Said> {
        Ok(Self {
            within: Some(OneOrMany(words)),
            ..Self::default()
        })
    }
}

/// Tests of properties by name; all must hold.
pub type PropertiesFile = BTreeMap<String, Short<ValueFile>>;
