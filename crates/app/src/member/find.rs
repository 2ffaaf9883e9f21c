//! Finds members: by an identifier exactly, or by a part of a name.

pub use regulars_store::MemberFilter;
use regulars_store::{Cursor, Identifier, Page};

use crate::app::App;
use crate::error::Result;
use crate::member::MemberView;

/// Members by filter: those that fit better first, of those that fit equally the newest first.
///
/// # Errors
/// A cursor that no list gave.
pub async fn find(
    app: &App,
    filter: MemberFilter,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<MemberView>> {
    app.read(move |_, reader| {
        let page = reader.search_members(&filter, cursor.as_ref(), limit)?;
        Ok(Page {
            items: page.items.into_iter().map(MemberView::from).collect(),
            next: page.next,
        })
    })
    .await
}

/// Who has this identifier, if anybody.
///
/// # Errors
/// A store that cannot be read.
pub async fn find_one(app: &App, identifier: Identifier) -> Result<Option<MemberView>> {
    app.read(move |_, reader| {
        let Some(id) = reader.find_member(&identifier)? else {
            return Ok(None);
        };
        Ok(reader.member(id)?.map(MemberView::from))
    })
    .await
}
