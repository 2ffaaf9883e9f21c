//! Shapes that sections share: lists and maps that tell every fault they hold, a word or fields, one or many.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::{both, said};

/// A list of which every entry is tried, so that all faults are told at once.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct List<T>(pub Vec<T>);

impl<T> List<T> {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
            type Value = List<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                both!("a list", "список").fmt(out)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
                let mut read = Vec::new();
                let mut fault = None;
                loop {
                    match items.next_element() {
                        Ok(Some(item)) => read.push(item),
                        Ok(None) => return fault.map_or(Ok(List(read)), Err),
                        Err(error) => fault = Some(fault.unwrap_or(error)),
                    }
                }
            }
        }

        deserializer.deserialize_seq(Items(PhantomData))
    }
}

/// Values by name, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Named<T> {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Named<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                both!(
                    "a map by id, like { points: { … } }",
                    "поля по идентификаторам, например `{ points: { … } }`"
                )
                .fmt(out)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Named<T>, A::Error> {
                let mut read = Vec::new();
                let mut fault = None;
                while let Some(name) = entries.next_key::<String>()? {
                    match entries.next_value() {
                        Ok(value) => read.push((name, value)),
                        Err(error) => fault = Some(fault.unwrap_or(error)),
                    }
                }
                fault.map_or(Ok(Named(read)), Err)
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}ById", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

/// Either one word of a few, or fields.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum WordOr<W, F> {
    /// The word.
    Word(W),
    /// The fields.
    Fields(F),
}

impl<'de, W: Deserialize<'de>, F: Deserialize<'de>> Deserialize<'de> for WordOr<W, F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<W, F>(PhantomData<(W, F)>);

        impl<'de, W: Deserialize<'de>, F: Deserialize<'de>> Visitor<'de> for Either<W, F> {
            type Value = WordOr<W, F>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                both!("a word or fields", "слово или набор полей").fmt(out)
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                W::deserialize(StrDeserializer::new(word)).map(WordOr::Word)
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
                F::deserialize(MapAccessDeserializer::new(fields)).map(WordOr::Fields)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// One of a thing, or a list of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany<T> {
    /// One, without a list around it.
    One(T),
    /// A list.
    Many(List<T>),
}

impl<T> OneOrMany<T> {
    /// All of them, each with its place in the list if there is one.
    pub fn iter(&self) -> impl Iterator<Item = (Option<usize>, &T)> {
        let (one, many) = match self {
            Self::One(one) => (Some(one), &[][..]),
            Self::Many(list) => (None, list.0.as_slice()),
        };
        let many = many
            .iter()
            .enumerate()
            .map(|(index, item)| (Some(index), item));
        one.into_iter().map(|item| (None, item)).chain(many)
    }

    /// Whether it is an empty list.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Many(list) if list.is_empty())
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(List::default())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                both!(
                    "fields, or a list of them",
                    "набор полей или список таких наборов"
                )
                .fmt(out)
            }

            fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(fields)).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
                List::deserialize(SeqAccessDeserializer::new(items)).map(OneOrMany::Many)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A section that files may come to have, which this version does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unsupported;

impl<'de> Deserialize<'de> for Unsupported {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_ignored_any(IgnoredAny)?;
        Err(de::Error::custom(said!(
            "not supported by this version; leave the section out",
            "эта версия такого не умеет; уберите раздел"
        )))
    }
}
