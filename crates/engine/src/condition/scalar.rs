//! Scalars as they are written, and the short forms in which a scalar or a list stands for a map.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{self, DeserializeOwned, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::{Both, Said};
use crate::{both, said};

/// A number, word or yes/no as it is written. Kept as text, so that a number stays exact until it is known
/// what it counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scalar(String);

impl Scalar {
    /// A scalar with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// A value that is told by its shape alone: a scalar, a list or a map.
pub(super) trait Shape<'de>: Sized {
    /// What would be right, in words.
    const EXPECTED: Both;

    /// From a scalar.
    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        let expected = Self::EXPECTED;
        Err(E::custom(said!(
            "`{scalar}` cannot stand here; write {expected}",
            "`{scalar}` здесь не годится; здесь нужно: {expected:#}"
        )))
    }

    /// From a list.
    fn from_list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        let _ = list;
        Err(de::Error::custom(no_list(Self::EXPECTED)))
    }

    /// From a map.
    fn from_map<A: MapAccess<'de>>(map: Keys<A>) -> Result<Self, A::Error> {
        let _ = map;
        let expected = Self::EXPECTED;
        Err(de::Error::custom(said!(
            "a map cannot stand here; write {expected}",
            "поля здесь не годятся; здесь нужно: {expected:#}"
        )))
    }
}

fn no_list(expected: Both) -> Said {
    said!(
        "a list cannot stand here; write {expected}",
        "список здесь не годится; здесь нужно: {expected:#}"
    )
}

/// Reads a value by its shape.
pub(super) fn by_shape<'de, T: Shape<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(ShapeVisitor(PhantomData))
}

struct ShapeVisitor<T>(PhantomData<T>);

impl<'de, T: Shape<'de>> Visitor<'de> for ShapeVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::EXPECTED.fmt(out)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        T::from_scalar(Scalar::new(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<T, E> {
        T::from_scalar(Scalar(text))
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<T, E> {
        T::from_scalar(Scalar(yes.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        T::from_scalar(Scalar(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        T::from_scalar(Scalar(number.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::from_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == JSON_NUMBER => T::from_scalar(Scalar(map.next_value()?)),
            first => T::from_map(Keys { first, rest: map }),
        }
    }
}

/// The key under which `serde_json` hands over a number with its exact text.
const JSON_NUMBER: &str = "$serde_json::private::Number";

/// A map whose first key has been looked at.
pub(super) struct Keys<A> {
    first: Option<String>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Keys<A> {
    type Error = A::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, A::Error> {
        self.rest.next_value_seed(seed)
    }
}

impl<'de> Shape<'de> for Scalar {
    const EXPECTED: Both = both!("a number or a word", "число или слово");

    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        Ok(scalar)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_shape(deserializer)
    }
}

/// One value or a list of values.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<'de, T: DeserializeOwned> Shape<'de> for OneOrMany<T> {
    const EXPECTED: Both = both!(
        "a value or a list of values",
        "значение или список значений"
    );

    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        let text: StringDeserializer<E> = scalar.0.into_deserializer();
        T::deserialize(text).map(|one| Self(vec![one]))
    }

    fn from_list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut many = Vec::new();
        while let Some(one) = list.next_element()? {
            many.push(one);
        }
        Ok(Self(many))
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_shape(deserializer)
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// A map that has a short form: `city: Kazan` for `city: { in: [Kazan] }`.
pub trait Shorthand: Sized {
    /// What would be right, in words.
    const EXPECTED: Both;
    /// Whether the short form may be a list.
    const LIST: bool;

    /// The map that the short form stands for.
    ///
    /// # Errors
    /// A word that means nothing here; the text says what would be right.
    fn from_words(words: Vec<Scalar>) -> Result<Self, Said>;
}

/// A map, or its short form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Short<T>(pub T);

impl<'de, T: Shorthand + Deserialize<'de>> Shape<'de> for Short<T> {
    const EXPECTED: Both = T::EXPECTED;

    fn from_scalar<E: de::Error>(scalar: Scalar) -> Result<Self, E> {
        T::from_words(vec![scalar]).map(Self).map_err(E::custom)
    }

    fn from_list<A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        if !T::LIST {
            return Err(de::Error::custom(no_list(T::EXPECTED)));
        }
        let words = OneOrMany::<Scalar>::from_list(list)?.0;
        T::from_words(words).map(Self).map_err(de::Error::custom)
    }

    fn from_map<A: MapAccess<'de>>(map: Keys<A>) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Self)
    }
}

impl<'de, T: Shorthand + Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_shape(deserializer)
    }
}

impl<T: Serialize> Serialize for Short<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: JsonSchema + Shorthand> JsonSchema for Short<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Short_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let map = generator.subschema_for::<T>();
        let word = generator.subschema_for::<Scalar>();
        if T::LIST {
            return json_schema!({ "anyOf": [word, { "type": "array", "items": word }, map] });
        }
        json_schema!({ "anyOf": [word, map] })
    }
}
