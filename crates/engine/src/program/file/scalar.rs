//! Scalars as written. Their meaning is read where currency, scale and zone are known.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident, $pattern:literal, [$($example:literal),+];)*) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// As written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": ["string", "number"],
                    "description": concat!($($doc),+).trim(),
                    "pattern": $pattern,
                    "examples": [$($example),+],
                })
            }
        }
    )*};
}

texts! {
    /// A name given in this file or read by it: small letters, digits, `-`, `_`.
    Word, "^[^\\s].*$", ["base", "come-back"];
    /// An amount of money in the program's currency.
    MoneyText, "^[0-9]+(\\.[0-9]+)?$", ["400.00", "50"];
    /// An amount of points.
    PointsText, "^[0-9]+(\\.[0-9]+)?$", ["300", "12.5"];
    /// A number.
    NumberText, "^[0-9]+(\\.[0-9]+)?$", ["2", "1.5"];
    /// A share.
    ShareText, "^[0-9]+(\\.[0-9]+)? ?%?$", ["50%", "12.5%", "0.05"];
    /// What a purchase earns: a share of the amount in points at the unit's value, or points per money.
    RateText, "^[0-9]+(\\.[0-9]+)?( ?%| per [0-9]+(\\.[0-9]+)?)?$", ["5%", "8 per 1.00"];
    /// An amount of a metric: money, points or a count, as the metric is.
    PerText, "^[0-9]+(\\.[0-9]+)?$", ["350.00", "10"];
    /// A length of time: `30d` is 30 × 24 hours, `30 days_local` runs between local midnights.
    SpanText, "^[0-9]+( ?(min|m|h|d)| (days?_local|months?|years?))$", ["30d", "12h", "30 days_local", "1 month", "1 year"];
    /// `life`, a local calendar period (`day`, `week`, `month`, `quarter`, `year`), or a length of time.
    PeriodText, "^.+$", ["life", "year", "180d"];
    /// A local time of day.
    TimeText, "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$", ["03:00"];
    /// A day, a local date and time, or an instant with its offset.
    DateTimeText, "^[0-9]{4}-[0-9]{2}-[0-9]{2}.*$", ["2026-01-01", "2026-01-01T10:00"];
}
