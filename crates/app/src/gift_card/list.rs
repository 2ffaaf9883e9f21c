//! Gift cards, perhaps of one kind.

use regulars_engine::name::RuleId;
use regulars_store::{Cursor, GiftCardRow, Page};

use super::Standing;
use crate::app::App;
use crate::error::Result;

/// Cards, latest first, each with where it stands.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    kind: Option<RuleId>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<(GiftCardRow, Standing)>> {
    app.read(move |app, reader| {
        let page = reader.gift_cards(kind.as_ref(), after.as_ref(), limit)?;
        let (live, now) = (app.programs().at(app.now()), app.now());
        let items = page.items.into_iter().map(|row| {
            let standing = Standing::of(&live.program, &row, now);
            (row, standing)
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
        })
    })
    .await
}
