//! Typed values of attributes and event properties, as plain JSON.

use std::collections::BTreeMap;
use std::fmt;

use regulars_engine::language::Said;
use regulars_engine::member::Value;
use regulars_engine::number::Quantity;
use regulars_engine::{both, said};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::{NAME_MAX, Pointer, TEXT_MAX, Wrong};

/// The most attributes or properties of one thing.
const MOST: usize = 100;

/// Text, a number with up to four decimals, `true` or `false`, or a day: a text that is exactly `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq)]
pub struct Loose(Result<Value, Said>);

impl Loose {
    /// A value of ours, to be written.
    pub fn of(value: Value) -> Self {
        Self(Ok(value))
    }
}

/// The values, or their faults taken down.
pub fn values(
    given: BTreeMap<String, Loose>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> BTreeMap<String, Value> {
    if given.len() > MOST {
        wrong.say(
            at,
            said!(
                "has {} entries; the most is {MOST}",
                "записей: {}; их может быть {MOST}",
                given.len()
            ),
        );
    }
    let mut values = BTreeMap::new();
    for (name, value) in given {
        if let Some(value) = value.take(&name, at, wrong) {
            values.insert(name, value);
        }
    }
    values
}

impl Loose {
    /// The value under this name, or its fault taken down.
    pub fn take(self, name: &str, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<Value> {
        let at = at.field(name);
        if name.is_empty() || name.len() > NAME_MAX {
            return wrong.none(
                &at,
                said!(
                    "has a name of {} bytes; it has 1 to {NAME_MAX}",
                    "байтов в имени: {}; их от 1 до {NAME_MAX}",
                    name.len()
                ),
            );
        }
        match self.0 {
            Ok(Value::Text(text)) if text.chars().count() > TEXT_MAX => wrong.none(
                &at,
                said!(
                    "is longer than {TEXT_MAX} characters",
                    "длиннее {TEXT_MAX} знаков"
                ),
            ),
            Ok(value) => Some(value),
            Err(fault) => wrong.none(&at, fault),
        }
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Result<Value, Said>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = both!(
            "text, a number, true or false",
            "текст, число, `true` или `false`"
        );
        fmt::Display::fmt(&expected, f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Ok(text.parse().map_or_else(
            |_| Value::Text(text.to_owned()),
            Value::Date,
        )))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Ok(Value::Flag(flag)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(read_number(&number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(read_number(&number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))
            .map_err(|_| A::Error::invalid_type(Unexpected::Map, &self))?;
        Ok(read_number(number.as_str()))
    }
}

fn read_number(text: &str) -> Result<Value, Said> {
    let number = Quantity::parse(text)?;
    Ok(Value::Number(number))
}

impl Serialize for Loose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(Value::Text(text)) => serializer.serialize_str(text),
            Ok(Value::Flag(flag)) => serializer.serialize_bool(*flag),
            Ok(Value::Date(date)) => date.serialize(serializer),
            Ok(Value::Number(number)) => match number.to_string().parse::<serde_json::Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_none(),
            },
            Err(_) => serializer.serialize_none(),
        }
    }
}

impl PartialSchema for Loose {
    fn schema() -> RefOr<Schema> {
        let one = |kind| ObjectBuilder::new().schema_type(kind);
        OneOfBuilder::new()
            .item(one(Type::String))
            .item(one(Type::Number))
            .item(one(Type::Boolean))
            .description(Some(
                "Text, a number with up to four decimals, `true` or `false`, or a day: a text that is exactly `YYYY-MM-DD`.",
            ))
            .into()
    }
}

impl ToSchema for Loose {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_both_ways_with_their_type() {
        let date = Value::Date("2026-03-01".parse().unwrap());
        for (json, value) in [
            ("\"red\"", Value::Text("red".to_owned())),
            ("\"2026-03-01\"", date),
            ("42", Value::Number(Quantity::whole(42))),
            ("0.5", Value::Number(Quantity::from_raw(5_000))),
            ("true", Value::Flag(true)),
        ] {
            let loose: Loose = serde_json::from_str(json).unwrap();
            assert_eq!(loose, Loose::of(value));
            assert_eq!(serde_json::to_string(&loose).unwrap(), json);
        }
        assert!(serde_json::from_str::<Loose>("1.00001").unwrap().0.is_err());
        assert!(serde_json::from_str::<Loose>("[]").is_err());
        assert!(serde_json::from_str::<Loose>("{\"a\": 1}").is_err());
        assert!(serde_json::from_str::<Loose>("null").is_err());
    }
}
