//! Values that stand in a body as text (numbers also as JSON numbers), read exactly and judged later.

use std::fmt;
use std::marker::PhantomData;

use regulars_app::Stated as StatedAt;
use regulars_engine::both;
use regulars_engine::id::{IdError, QuoteId};
use regulars_engine::language::{Both, Said};
use regulars_engine::number::{Price, Quantity};
use regulars_engine::time::{Instant, LocalDate, TimeError};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{
    KnownFormat, ObjectBuilder, OneOfBuilder, Schema, SchemaFormat, Type,
};
use utoipa::{PartialSchema, ToSchema};

use super::{Pointer, Wrong};

/// A kind of value that callers write as text.
pub trait Written: Sized {
    /// What the reference calls it.
    const NAME: &'static str;
    /// Completes "expected …" when the JSON is neither text nor number.
    const EXPECTED: Both;
    /// Whether a JSON number is read too, from its text.
    const NUMBER: bool;

    /// Reads the text.
    ///
    /// # Errors
    /// What is wrong and what would be right.
    fn read(text: &str) -> Result<Self, Said>;

    /// How the reference describes it.
    fn schema() -> ObjectBuilder;
}

/// A value as a caller wrote it, or what is wrong with it. Serialised (for the hash of a call) by its meaning, so that
/// `400`, `"400.0"` and `"400.00"` are the same.
#[derive(Debug, Clone)]
pub struct Stated<T>(Result<T, Said>);

impl<T: Written> Stated<T> {
    /// The value that a text states.
    pub fn of(text: &str) -> Self {
        Self(T::read(text))
    }
}

impl<T> Stated<T> {
    /// The value, or its fault taken down.
    pub fn take(self, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<T> {
        self.0.map_err(|message| wrong.say(at, message)).ok()
    }
}

impl<'de, T: Written> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Text(PhantomData)).map(Self)
    }
}

struct Text<T>(PhantomData<T>);

impl<'de, T: Written> Visitor<'de> for Text<T> {
    type Value = Result<T, Said>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&T::EXPECTED, f)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::read(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.number(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.number(&number.to_string())
    }

    // A JSON number that is no small integer comes as a map of one, which keeps its text.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        match serde_json::Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => self.number(number.as_str()),
            Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

impl<T: Written> Text<T> {
    fn number<E: Error>(self, text: &str) -> Result<Result<T, Said>, E> {
        if T::NUMBER {
            Ok(T::read(text))
        } else {
            Err(E::invalid_type(Unexpected::Other(text), &self))
        }
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().ok().serialize(serializer)
    }
}

impl<T: Written> PartialSchema for Stated<T> {
    fn schema() -> RefOr<Schema> {
        let text = T::schema();
        if !T::NUMBER {
            return text.into();
        }
        let number = ObjectBuilder::new().schema_type(Type::Number);
        OneOfBuilder::new().item(text).item(number).into()
    }
}

impl<T: Written> ToSchema for Stated<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        T::NAME.into()
    }
}

/// Money, points or a price as a caller wrote it.
pub type StatedPrice = Stated<Price>;
/// A quantity as a caller wrote it.
pub type StatedQuantity = Stated<Quantity>;
/// A day as a caller wrote it.
pub type StatedDate = Stated<LocalDate>;
/// An instant as a caller wrote it.
pub type StatedInstant = Stated<At>;
/// The id of a quote as a caller wrote it.
pub type StatedQuote = Stated<QuoteId>;

fn text(description: &str, example: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .examples([serde_json::Value::from(example)])
}

fn decimal(description: &str, example: &str) -> ObjectBuilder {
    text(description, example).pattern(Some(r"^-?\d+(\.\d{1,4})?$"))
}

impl Written for Price {
    const NAME: &'static str = "Number";
    const EXPECTED: Both = both!(
        "a decimal number as a string, like \"400.00\"",
        "десятичное число в кавычках, например `\"400.00\"`"
    );
    const NUMBER: bool = true;

    fn read(text: &str) -> Result<Self, Said> {
        Ok(Self::parse(text)?)
    }

    fn schema() -> ObjectBuilder {
        decimal(
            "A decimal number, up to 10⁹, with up to four decimals. A JSON number is read from its text, exactly.",
            "400.00",
        )
    }
}

impl Written for Quantity {
    const NAME: &'static str = "Quantity";
    const EXPECTED: Both = both!(
        "a decimal number as a string, like \"1\"",
        "десятичное число в кавычках, например `\"1\"`"
    );
    const NUMBER: bool = true;

    fn read(text: &str) -> Result<Self, Said> {
        Ok(Self::parse(text)?)
    }

    fn schema() -> ObjectBuilder {
        decimal(
            "A quantity, up to 10⁶, with up to four decimals. A JSON number is read from its text, exactly.",
            "1",
        )
    }
}

impl Written for LocalDate {
    const NAME: &'static str = "Date";
    const EXPECTED: Both = both!(
        "a date as a string, like \"2026-03-01\"",
        "дата в кавычках, например `\"2026-03-01\"`"
    );
    const NUMBER: bool = false;

    fn read(text: &str) -> Result<Self, Said> {
        text.parse().map_err(TimeError::into)
    }

    fn schema() -> ObjectBuilder {
        text("A day of the calendar.", "2026-03-01")
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
    }
}

/// An instant with the offset it was written in.
#[derive(Debug, Clone, Copy)]
pub struct At(pub StatedAt);

impl Written for At {
    const NAME: &'static str = "Instant";
    const EXPECTED: Both = both!(
        "an instant as a string, like \"2026-03-10T12:00:00+03:00\"",
        "момент времени в кавычках, например `\"2026-03-10T12:00:00+03:00\"`"
    );
    const NUMBER: bool = false;

    fn read(text: &str) -> Result<Self, Said> {
        let (at, offset) = Instant::parse_with_offset(text)?;
        // `Z` says when, not where: the store's or program's own offset is kept then.
        let offset = (!text.ends_with(['Z', 'z'])).then_some(offset);
        Ok(Self(StatedAt { at, offset }))
    }

    fn schema() -> ObjectBuilder {
        let format = SchemaFormat::KnownFormat(KnownFormat::DateTime);
        text(
            "An instant with its offset (RFC 3339).",
            "2026-03-10T12:00:00+03:00",
        )
        .format(Some(format))
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.0.at, self.0.offset).serialize(serializer)
    }
}

impl Written for QuoteId {
    const NAME: &'static str = "QuoteId";
    const EXPECTED: Both = both!("the id of a quote as a string", "номер расчёта в кавычках");
    const NUMBER: bool = false;

    fn read(text: &str) -> Result<Self, Said> {
        text.parse().map_err(IdError::into)
    }

    fn schema() -> ObjectBuilder {
        text("The id of a quote.", "quo_01HZX3V8K0G04")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Written>(json: &str) -> Result<Result<T, Said>, String> {
        serde_json::from_str::<Stated<T>>(json)
            .map(|stated| stated.0)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_number_is_read_from_its_text_never_through_a_float() {
        for json in ["\"400.1\"", "400.1", "400.10", "\"400.1000\""] {
            assert_eq!(
                read::<Price>(json),
                Ok(Ok(Price::from_raw(4_001_000))),
                "{json}"
            );
        }
        assert_eq!(read::<Price>("0.0001"), Ok(Ok(Price::from_raw(1))));
        assert_eq!(
            read::<Price>("999999999.9999"),
            Ok(Ok(Price::from_raw(9_999_999_999_999)))
        );
        assert_eq!(read::<Price>("-1"), Ok(Ok(Price::from_raw(-10_000))));
    }

    #[test]
    fn a_wrong_number_is_kept_with_its_fault() {
        for json in [
            "\"ten\"",
            "1e3",
            "0.00001",
            "1000000001",
            "\"\"",
            "\" 1\"",
            "\"1,5\"",
        ] {
            assert!(matches!(read::<Price>(json), Ok(Err(_))), "{json}");
        }
    }

    #[test]
    fn another_type_is_no_number() {
        for json in ["true", "null", "[]", "{}", "{\"a\": 1}"] {
            let message = read::<Price>(json).unwrap_err();
            assert!(
                message.contains("expected a decimal number as a string"),
                "{json}: {message}"
            );
        }
        assert!(
            read::<LocalDate>("2026")
                .unwrap_err()
                .contains("expected a date as a string")
        );
    }

    #[test]
    fn equal_values_have_equal_canonical_forms() {
        let canonical = |json: &str| {
            serde_json::to_string(&serde_json::from_str::<Stated<Price>>(json).unwrap()).unwrap()
        };
        assert_eq!(canonical("\"400\""), canonical("400.0"));
        assert_ne!(canonical("\"400\""), canonical("400.01"));
    }

    #[test]
    fn an_instant_in_utc_names_no_offset() {
        let offset = |json: &str| {
            read::<At>(json)
                .unwrap()
                .unwrap()
                .0
                .offset
                .map(|offset| offset.seconds())
        };
        assert_eq!(offset("\"2026-03-10T09:00:00Z\""), None);
        assert_eq!(offset("\"2026-03-10T12:00:00+03:00\""), Some(10_800));
    }
}
