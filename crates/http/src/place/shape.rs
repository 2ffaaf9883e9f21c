//! Stores as callers send and read them.

use regulars_app::place::StoreRow;
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text};

/// Facts about a store.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = StoreRequest)]
pub struct StoreBody {
    /// Your own id of it. In a list; elsewhere it stands in the address.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    pub id: Option<StoreId>,
    /// Name.
    #[schema(example = "Kazan, Bauman Street")]
    name: Option<String>,
    /// City.
    #[schema(example = "Kazan")]
    city: Option<String>,
    /// Country, by its ISO 3166 code.
    #[schema(example = "RU")]
    country: Option<String>,
    /// Its own time zone; rules read it where the program says `store_time`.
    #[schema(example = "Europe/Moscow")]
    time_zone: Option<String>,
}

impl StoreBody {
    /// The facts, within their limits.
    pub fn check(self, at: &Pointer<'_>, wrong: &mut Wrong) -> StoreRow {
        StoreRow {
            name: self
                .name
                .and_then(|name| text(name, TEXT_MAX, &at.field("name"), wrong)),
            city: self
                .city
                .and_then(|city| text(city, TEXT_MAX, &at.field("city"), wrong)),
            country: name(self.country, &at.field("country"), wrong),
            time_zone: name(self.time_zone, &at.field("time_zone"), wrong),
        }
    }
}

/// A store as the catalogue knows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Store {
    /// Your own id of it.
    #[schema(value_type = String, example = "kazan-1")]
    id: StoreId,
    /// Name.
    name: Option<String>,
    /// City.
    city: Option<String>,
    /// Country.
    country: Option<String>,
    /// Its own time zone.
    time_zone: Option<String>,
}

impl Store {
    /// A store.
    pub fn of(id: StoreId, row: StoreRow) -> Self {
        Self {
            id,
            name: row.name,
            city: row.city,
            country: row.country,
            time_zone: row.time_zone,
        }
    }
}
