//! A body or query that was refused, read again: a tree of values in the order they were written, whose serde
//! deserializer tells what is wrong in both languages, as the libraries' own cannot.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Number;

use super::fault::Fault;

/// The one key of the map as which `serde_json` gives a number that it does not round.
const JSON_NUMBER: &str = "$serde_json::private::Number";

/// A value as it was written.
#[derive(Debug)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true`, `false`.
    Flag(bool),
    /// A number, by its text.
    Number(Number),
    /// A text.
    Text(String),
    /// A word of a query: a text, and a number or flag where one is asked for.
    Word(String),
    /// A list.
    List(Vec<Tree>),
    /// Fields, in their order.
    Map(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Planter)
    }
}

struct Planter;

impl<'de> Visitor<'de> for Planter {
    type Value = Tree;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == JSON_NUMBER {
                let text: String = map.next_value()?;
                return text.parse().map(Tree::Number).map_err(A::Error::custom);
            }
            fields.push((key, map.next_value()?));
        }
        Ok(Tree::Map(fields))
    }
}

impl Tree {
    fn found(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Flag(flag) => Unexpected::Bool(*flag),
            Self::Number(number) => Unexpected::Str(number.as_str()),
            Self::Text(text) | Self::Word(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Map(_) => Unexpected::Map,
        }
    }

    /// Gives a number or flag where one is asked for.
    fn scalar<'t, V: Visitor<'t>>(&'t self, visitor: V) -> Result<V::Value, Fault> {
        let text = match self {
            Self::Number(number) => number.as_str(),
            Self::Word(word) => word,
            _ => return self.deserialize_any(visitor),
        };
        if let Ok(number) = text.parse() {
            visitor.visit_u64(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_i64(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_f64(number)
        } else {
            match text {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                _ => Err(Fault::invalid_type(self.found(), &visitor)),
            }
        }
    }

    /// Gives anything but a number.
    fn other<'t, V: Visitor<'t>>(&'t self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Number(_) => Err(Fault::invalid_type(self.found(), &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }
}

macro_rules! read_as {
    ($($how:ident: $($method:ident)*;)*) => {$($(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$how(visitor)
        }
    )*)*};
}

impl<'de> Deserializer<'de> for &'de Tree {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_unit(),
            Tree::Flag(flag) => visitor.visit_bool(*flag),
            Tree::Text(text) | Tree::Word(text) => visitor.visit_borrowed_str(text),
            Tree::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Tree::Map(fields) => {
                let fields = fields.iter().map(|(key, value)| (key.as_str(), value));
                visitor.visit_map(MapDeserializer::new(fields))
            }
            Tree::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => {
                    let number = std::iter::once((JSON_NUMBER, number.as_str()));
                    visitor.visit_map(MapDeserializer::new(number))
                }
            },
        }
    }

    read_as! {
        scalar: deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
            deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64;
        other: deserialize_str deserialize_string deserialize_seq deserialize_map;
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.other(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Tree::Text(word) | Tree::Word(word) => {
                visitor.visit_enum(StrDeserializer::<Fault>::new(word))
            }
            Tree::Map(fields) if fields.len() == 1 => {
                let fields = fields.iter().map(|(key, value)| (key.as_str(), value));
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(fields)))
            }
            _ => Err(Fault::invalid_type(self.found(), &"a string")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

impl<'t> IntoDeserializer<'t, Fault> for &'t Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
