//! A product of the catalogue.

use regulars_engine::name::Sku;
use regulars_store::ProductRow;

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// Reads a product.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, sku: Sku) -> Result<ProductRow> {
    app.read(move |_, reader| {
        reader
            .product(&sku)?
            .ok_or_else(|| AppError::not_found(Thing::Product, sku))
    })
    .await
}
