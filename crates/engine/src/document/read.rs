//! The serde deserializer over the tree of a document.
//!
//! A scalar is given out as its own text, except where a type asks for a whole number or a yes or no. What is wrong
//! inside a list or map is noted at once, so that a visitor that goes on after an error finds the rest too.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::PROBLEMS_MAX;
use super::fault::Fault;
use super::node::{Key, Kind, Node};
use super::scan::push_key;
use crate::program::Problem;
use crate::{both, said};

type Result<T> = std::result::Result<T, Fault>;

/// A value being read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'de, 'p> {
    node: &'de Node,
    place: Place<'p>,
    /// Sections of the document to pass over.
    left_out: &'p [&'p str],
    problems: &'p RefCell<Vec<Problem>>,
}

/// What is expected, told in both languages.
struct Expecting<T>(T);

impl<T: fmt::Display> Expected for Expecting<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Where a value stands: its own step and the place it stands in.
#[derive(Clone, Copy)]
enum Place<'p> {
    Root,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    fn path(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(outer, key) => {
                let mut path = outer.path();
                push_key(&mut path, key);
                path
            }
            Self::Index(outer, index) => format!("{}[{index}]", outer.path()),
        }
    }
}

impl<'de, 'p> Reader<'de, 'p> {
    /// Reads from the root of a document.
    pub(super) fn new(
        root: &'de Node,
        left_out: &'p [&'p str],
        problems: &'p RefCell<Vec<Problem>>,
    ) -> Self {
        Self {
            node: root,
            place: Place::Root,
            left_out,
            problems,
        }
    }

    fn located<T>(self, result: Result<T>) -> Result<T> {
        result.map_err(|fault| fault.at(|| self.place.path(), self.node.line))
    }

    /// A value further in.
    fn inner<'q>(self, node: &'de Node, place: Place<'q>) -> Reader<'de, 'q>
    where
        'p: 'q,
    {
        Reader {
            node,
            place,
            left_out: &[],
            problems: self.problems,
        }
    }

    /// Notes a fault among the problems, so that whoever reads a list or map may go on to the next entry.
    fn noted<T>(self, result: Result<T>) -> Result<T> {
        result.map_err(|fault| {
            let mut problems = self.problems.borrow_mut();
            if problems.len() < PROBLEMS_MAX {
                problems.extend(fault.into_problem());
            }
            Fault::told()
        })
    }

    fn wrong<T>(self, expected: &dyn Expected) -> Result<T> {
        let found = match &self.node.kind {
            _ if self.node.is_null() => Unexpected::Unit,
            Kind::Scalar { text, .. } => Unexpected::Str(text),
            Kind::List(_) => Unexpected::Seq,
            Kind::Map(_) => Unexpected::Map,
        };
        Err(de::Error::invalid_type(found, expected))
    }

    fn whole<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let Kind::Scalar { text, .. } = &self.node.kind else {
            return self.wrong(&visitor);
        };
        let read = match (text.parse::<u64>(), text.parse::<i64>()) {
            (Ok(number), _) => visitor.visit_u64(number),
            (_, Ok(number)) => visitor.visit_i64(number),
            _ => Err(de::Error::invalid_type(
                Unexpected::Str(text),
                &Expecting(both!("a whole number", "целое число")),
            )),
        };
        self.located(read)
    }

    fn list<V: Visitor<'de>>(self, items: &'de [Node], visitor: V) -> Result<V::Value> {
        let access = Items {
            reader: self,
            items: items.iter().enumerate(),
        };
        self.located(visitor.visit_seq(access))
    }

    fn map<V: Visitor<'de>>(self, entries: &'de [(Key, Node)], visitor: V) -> Result<V::Value> {
        let access = Entries {
            reader: self,
            entries: entries.iter(),
            value: None,
        };
        self.located(visitor.visit_map(access))
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match &self.node.kind {
            _ if self.node.is_null() => self.located(visitor.visit_unit()),
            Kind::Scalar { text, .. } => self.located(match self.node.as_bool() {
                Some(flag) => visitor.visit_bool(flag),
                None => visitor.visit_borrowed_str(text),
            }),
            Kind::List(items) => self.list(items, visitor),
            Kind::Map(entries) => self.map(entries, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.node.as_bool() {
            Some(flag) => self.located(visitor.visit_bool(flag)),
            None => {
                self.located(self.wrong(&Expecting(both!("true or false", "`true` или `false`"))))
            }
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match &self.node.kind {
            Kind::Scalar { text, .. } if !self.node.is_null() => {
                self.located(visitor.visit_borrowed_str(text))
            }
            _ => self.located(self.wrong(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.whole(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.node.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        self.located(visitor.visit_newtype_struct(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match &self.node.kind {
            Kind::List(items) => self.list(items, visitor),
            _ if self.node.is_null() => self.list(&[], visitor),
            _ => self.located(self.wrong(&Expecting(both!(
                "a list, like [a, b]",
                "список, например `[a, b]`"
            )))),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match &self.node.kind {
            Kind::Map(entries) => self.map(entries, visitor),
            _ if self.node.is_null() => self.map(&[], visitor),
            _ => self.located(self.wrong(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match &self.node.kind {
            Kind::Map(entries) => self.map(entries, visitor),
            _ => self.located(self.wrong(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let choice = match &self.node.kind {
            Kind::Scalar { text, .. } if !self.node.is_null() => Some(Choice {
                reader: self,
                word: text,
                content: None,
            }),
            Kind::Map(entries) => match entries.as_slice() {
                [(key, value)] => Some(Choice {
                    reader: self,
                    word: &key.text,
                    content: Some(value),
                }),
                _ => None,
            },
            _ => None,
        };
        match choice {
            Some(choice) => self.located(visitor.visit_enum(choice)),
            None => self.located(self.wrong(&Expecting(said!(
                "one of {}",
                "одно из: `{}`",
                variants.join(", ")
            )))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 f32 f64 bytes byte_buf unit unit_struct tuple tuple_struct identifier }
}

/// Entries of a list.
struct Items<'de, 'p> {
    reader: Reader<'de, 'p>,
    items: std::iter::Enumerate<std::slice::Iter<'de, Node>>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some((index, node)) = self.items.next() else {
            return Ok(None);
        };
        let reader = self
            .reader
            .inner(node, Place::Index(&self.reader.place, index));
        self.reader
            .noted(reader.located(seed.deserialize(reader)))
            .map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// Entries of a map.
struct Entries<'de, 'p> {
    reader: Reader<'de, 'p>,
    entries: std::slice::Iter<'de, (Key, Node)>,
    value: Option<&'de (Key, Node)>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let left_out = self.reader.left_out;
        let read_on = |(key, _): &&(Key, Node)| !left_out.contains(&key.text.as_str());
        let Some(entry) = self.entries.find(read_on) else {
            return Ok(None);
        };
        self.value = Some(entry);
        let key = &entry.0;
        let read = seed.deserialize(BorrowedStrDeserializer::<Fault>::new(&key.text));
        let place = || Place::Key(&self.reader.place, &key.text).path();
        read.map(Some).map_err(|fault| fault.at(place, key.line))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        let Some((key, node)) = self.value.take() else {
            return Err(de::Error::custom(both!(
                "a value without its key",
                "значение без ключа"
            )));
        };
        let reader = self
            .reader
            .inner(node, Place::Key(&self.reader.place, &key.text));
        self.reader.noted(reader.located(seed.deserialize(reader)))
    }
}

/// A word, or a word with what it is about: `registered`, `{event: check_in}`.
struct Choice<'de, 'p> {
    reader: Reader<'de, 'p>,
    word: &'de str,
    content: Option<&'de Node>,
}

impl<'de, 'p> EnumAccess<'de> for Choice<'de, 'p> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let word: BorrowedStrDeserializer<'de, Fault> = BorrowedStrDeserializer::new(self.word);
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<()> {
        match self.content {
            None => Ok(()),
            Some(node) if node.is_null() => Ok(()),
            Some(_) => Err(de::Error::custom(said!(
                "`{}` takes nothing; write the word alone",
                "`{}` ничего не принимает; напишите одно это слово",
                self.word
            ))),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        let place = Place::Key(&self.reader.place, self.word);
        match self.content {
            Some(node) => seed.deserialize(self.reader.inner(node, place)),
            None => Err(de::Error::custom(said!(
                "`{0}` needs something to go with it: {{ {0}: … }}",
                "`{0}` нужно с чем-то: `{{ {0}: … }}`",
                self.word
            ))),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value> {
        Err(de::Error::invalid_type(Unexpected::TupleVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let place = Place::Key(&self.reader.place, self.word);
        match self.content {
            Some(node) => self
                .reader
                .inner(node, place)
                .deserialize_struct("", fields, visitor),
            None => Err(de::Error::custom(said!(
                "`{0}` needs something to go with it: {{ {0}: … }}",
                "`{0}` нужно с чем-то: `{{ {0}: … }}`",
                self.word
            ))),
        }
    }
}
