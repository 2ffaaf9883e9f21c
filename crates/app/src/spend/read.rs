//! Reads an entry.

use regulars_engine::id::SpendId;
use regulars_store::SpendRow;

use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// An entry.
///
/// # Errors
/// `NotFound`; a store that cannot be read.
pub async fn read(app: &App, id: SpendId) -> Result<SpendRow> {
    app.read(move |_, reader| {
        let found = reader.spend_of(id)?;
        found.ok_or_else(|| AppError::not_found(Thing::Spend, id))
    })
    .await
}
