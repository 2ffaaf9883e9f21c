//! The catalogue, by SKU.

use regulars_engine::name::Sku;
use regulars_store::{Cursor, Page, ProductRow};

use crate::app::App;
use crate::error::Result;

/// One page of the catalogue.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<(Sku, ProductRow)>> {
    app.read(move |_, reader| Ok(reader.products(cursor.as_ref(), limit)?))
        .await
}
