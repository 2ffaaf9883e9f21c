//! Goods as callers send and read them.

use regulars_app::Caller;
use regulars_app::product::{self, ProductRow};
use regulars_engine::basket::Flag;
use regulars_engine::name::{Category, Sku};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::basket::A_PRICE;
use crate::basket::at_least_zero;
use crate::parse::{Pointer, StatedPrice, TEXT_MAX, Wrong, name, names, or_default, text};
use crate::render::{Decimal, Scales};

/// The most categories or flags of a product.
const FEW: usize = 20;

/// Facts about goods.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ProductRequest)]
pub struct ProductBody {
    /// The code. In a list; elsewhere it stands in the address.
    #[schema(value_type = Option<String>, example = "burger")]
    pub sku: Option<Sku>,
    /// Display name.
    #[schema(example = "Burger")]
    name: Option<String>,
    /// Categories.
    #[serde(deserialize_with = "or_default")]
    #[schema(value_type = Vec<String>, example = json!(["food", "burgers"]))]
    category: Vec<Category>,
    /// Brand.
    brand: Option<String>,
    /// What must not happen to it: `no_discount`, `no_redeem`, `no_earn`, `service`.
    #[serde(deserialize_with = "or_default")]
    #[schema(value_type = Vec<String>)]
    flags: Vec<Flag>,
    /// Shelf price of one unit.
    price: Option<StatedPrice>,
    /// Member's price of one unit.
    club_price: Option<StatedPrice>,
    /// The least a unit may cost after everything.
    min_price: Option<StatedPrice>,
    /// What a unit costs the business, tax as in prices: margins are counted with it.
    cost: Option<StatedPrice>,
}

impl ProductBody {
    /// The facts, within their limits.
    pub fn check(self, at: &Pointer<'_>, wrong: &mut Wrong) -> ProductRow {
        let mut price = |stated: Option<StatedPrice>, field| {
            stated.and_then(|stated| at_least_zero(stated, A_PRICE, &at.field(field), wrong))
        };
        let (shelf, club_price) = (
            price(self.price, "price"),
            price(self.club_price, "club_price"),
        );
        let min_price = price(self.min_price, "min_price");
        let cost = price(self.cost, "cost");
        names(&self.category, FEW, &at.field("category"), wrong);
        let facts = product::Product {
            name: self
                .name
                .and_then(|name| text(name, TEXT_MAX, &at.field("name"), wrong)),
            category: self.category,
            brand: name(self.brand, &at.field("brand"), wrong),
            flags: self.flags,
            min_price,
            club_price,
        };
        ProductRow {
            facts,
            price: shelf,
            cost,
        }
    }
}

/// Goods as the catalogue knows them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Product {
    /// The code.
    #[schema(value_type = String, example = "burger")]
    sku: Sku,
    /// Display name.
    name: Option<String>,
    /// Categories.
    #[schema(value_type = Vec<String>)]
    category: Vec<Category>,
    /// Brand.
    brand: Option<String>,
    /// What must not happen to it.
    #[schema(value_type = Vec<String>)]
    flags: Vec<Flag>,
    /// Shelf price of one unit.
    price: Option<Decimal>,
    /// Member's price of one unit.
    club_price: Option<Decimal>,
    /// The least a unit may cost after everything.
    min_price: Option<Decimal>,
    /// What a unit costs the business; told to who reads reports or changes the catalogue, `null` to others.
    cost: Option<Decimal>,
}

impl Product {
    /// Goods with prices in the digits of a program, as far as a caller may know them.
    pub fn of(sku: Sku, row: ProductRow, scales: Scales<'_>, caller: &Caller) -> Self {
        let knows_cost = caller.may("reports:read") || caller.may("catalogue:write");
        let facts = row.facts;
        Self {
            sku,
            name: facts.name,
            category: facts.category,
            brand: facts.brand,
            flags: facts.flags,
            price: row.price.map(|price| scales.price(price)),
            club_price: facts.club_price.map(|price| scales.price(price)),
            min_price: facts.min_price.map(|price| scales.price(price)),
            cost: (row.cost.filter(|_| knows_cost)).map(|price| scales.price(price)),
        }
    }
}
