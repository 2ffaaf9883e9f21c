//! A member's ledger, newest first.

use regulars_store::{Cursor, Page, PostingRow};

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// One page of postings with their entries.
///
/// # Errors
/// `NotFound`, a cursor that no list gave.
pub async fn entries(
    app: &App,
    named: MemberRef,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<PostingRow>> {
    app.read(move |_, reader| {
        let owner = resolve(reader, &named)?;
        Ok(reader.entries(owner, cursor.as_ref(), limit)?)
    })
    .await
}
