//! Purchases in lists, newest first: a member's, and everyone's.

use regulars_store::{Cursor, Page, PurchaseFilter, PurchaseFound, PurchaseHead};

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// One page of a member's purchases.
///
/// # Errors
/// `NotFound`, a cursor that no list gave.
pub async fn list(
    app: &App,
    member: MemberRef,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<PurchaseHead>> {
    app.read(move |_, reader| {
        let owner = resolve(reader, &member)?;
        Ok(reader.purchases(owner, cursor.as_ref(), limit)?)
    })
    .await
}

/// One page of everyone's purchases.
///
/// # Errors
/// A cursor that no list gave.
pub async fn search(
    app: &App,
    filter: PurchaseFilter,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<PurchaseFound>> {
    app.read(move |_, reader| Ok(reader.search_purchases(&filter, cursor.as_ref(), limit)?))
        .await
}
