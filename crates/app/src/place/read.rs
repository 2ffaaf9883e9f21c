//! A place of sale.

use regulars_engine::name::StoreId;
use regulars_store::StoreRow;

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// Reads a place.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, id: StoreId) -> Result<StoreRow> {
    app.read(move |_, reader| {
        reader
            .store(&id)?
            .ok_or_else(|| AppError::not_found(Thing::Store, id))
    })
    .await
}
