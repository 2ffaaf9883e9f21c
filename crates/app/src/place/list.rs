//! Places of sale, by id.

use regulars_engine::name::StoreId;
use regulars_store::{Cursor, Page, StoreRow};

use crate::app::App;
use crate::error::Result;

/// One page of places.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<(StoreId, StoreRow)>> {
    app.read(move |_, reader| Ok(reader.stores(cursor.as_ref(), limit)?))
        .await
}
