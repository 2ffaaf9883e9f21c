//! Instants as RFC 3339 under the offset they were decided under.

use std::fmt;

use regulars_engine::time::{Instant, UtcOffset};
use serde::{Serialize, Serializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

/// An instant and the offset it is shown under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    at: Instant,
    offset: UtcOffset,
}

impl Moment {
    /// An instant under a local offset.
    pub fn local(at: Instant, offset: UtcOffset) -> Self {
        Self { at, offset }
    }

    /// An instant in UTC.
    pub fn utc(at: Instant) -> Self {
        Self {
            at,
            offset: UtcOffset::ZERO,
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            UtcOffset::ZERO => self.at.fmt(f),
            offset => f.write_str(&self.at.format_at(offset)),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialSchema for Moment {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("An instant (RFC 3339), under the offset of the place where it happened, else in UTC."))
            .examples([serde_json::Value::from("2026-03-10T12:00:00+03:00")])
            .into()
    }
}

impl ToSchema for Moment {}
