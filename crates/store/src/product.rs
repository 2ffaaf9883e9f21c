//! The catalogue of goods.

use regulars_engine::name::Sku;
use regulars_engine::number::Price;
use regulars_engine::situation::Product;

use crate::codec::{json_or_default, name, number, number_or_none, to_json_list};
use crate::database::{Connection, Row};
use crate::rows::{all, each, one, sql_limit, touch};
use crate::sql::product as sql;
use crate::{Cursor, Page, Reader, StoreError};

/// A product of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    /// What decisions read.
    pub facts: Product,
    /// Shelf price of a unit.
    pub price: Option<Price>,
    /// What a unit costs the business.
    pub cost: Option<Price>,
}

pub(crate) fn put(conn: &Connection, sku: &Sku, row: &ProductRow) -> Result<(), StoreError> {
    let facts = &row.facts;
    let params = (
        sku.as_str(),
        &facts.name,
        to_json_list(&facts.category)?,
        &facts.brand,
        to_json_list(&facts.flags)?,
        row.price.map(Price::raw),
        facts.min_price.map(Price::raw),
        facts.club_price.map(Price::raw),
        row.cost.map(Price::raw),
    );
    touch(conn, sql::PRODUCT_PUT, params)
}

pub(crate) fn load(conn: &Connection, sku: &Sku) -> Result<Option<ProductRow>, StoreError> {
    one(conn, sql::PRODUCT_LOAD, [sku.as_str()], product_row)
}

fn product_row(row: &Row<'_>) -> Result<ProductRow, StoreError> {
    let facts = Product {
        name: row.get(1)?,
        category: json_or_default(row, 2, "products")?,
        brand: row.get(3)?,
        flags: json_or_default(row, 4, "products")?,
        min_price: number_or_none(row, 5)?,
        club_price: number_or_none(row, 6)?,
    };
    Ok(ProductRow {
        facts,
        price: number_or_none(row, 7)?,
        cost: number_or_none(row, 8)?,
    })
}

impl Reader<'_> {
    /// A product.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn product(&self, sku: &Sku) -> Result<Option<ProductRow>, StoreError> {
        load(self.conn, sku)
    }

    /// Tells what a unit of goods costs the business, of those whose cost is known, in no order.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn costs(&self, mut tell: impl FnMut(Sku, Price)) -> Result<(), StoreError> {
        each(self.conn, sql::PRODUCT_COSTS, (), |row| {
            tell(name(row, 0)?, number(row, 1)?);
            Ok(())
        })
    }

    /// Products by sku.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn products(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<(Sku, ProductRow)>, StoreError> {
        let after = after.map_or("", Cursor::as_str);
        let params = (after, sql_limit(limit).saturating_add(1));
        let rows = all(self.conn, sql::PRODUCT_LIST, params, |row| {
            Ok((name(row, 0)?, product_row(row)?))
        })?;
        Ok(Page::cut(rows, limit, |(sku, _): &(Sku, _)| {
            Cursor::new(sku.as_str())
        }))
    }
}
