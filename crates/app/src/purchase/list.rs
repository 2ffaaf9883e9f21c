//! A member's purchases, newest first.

use regulars_engine::id::MemberId;
use regulars_store::{Cursor, Page};

use crate::app::App;
use crate::error::Result;
use crate::purchase::PurchaseView;

/// One page of a member's purchases.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App, member: MemberId, cursor: Option<Cursor>, limit: usize) -> Result<Page<PurchaseView>> {
    app.read(move |_, reader| {
        let page = reader.purchases(member, cursor.as_ref(), limit)?;
        let items = page.items.into_iter().map(PurchaseView::stored).collect::<Result<_>>()?;
        Ok(Page { items, next: page.next })
    })
    .await
}
