//! The catalogue, by SKU.

use regulars_engine::name::Sku;
use regulars_store::{Cursor, Page, ProductRow, Reader};

use crate::app::App;
use crate::error::Result;

/// Products looked at in one go while searching.
const LOOKED_AT: usize = 500;

/// One page of the catalogue: of all goods, or of those whose code or name has the text in it, whatever its case.
/// A search walks through the catalogue, which is short beside everything else.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    wanted: Option<String>,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<(Sku, ProductRow)>> {
    app.read(move |_, reader| match &wanted {
        None => Ok(reader.products(cursor.as_ref(), limit)?),
        Some(text) => find(reader, &text.to_lowercase(), cursor, limit),
    })
    .await
}

fn find(
    reader: &Reader<'_>,
    wanted: &str,
    mut after: Option<Cursor>,
    limit: usize,
) -> Result<Page<(Sku, ProductRow)>> {
    let mut items: Vec<(Sku, ProductRow)> = Vec::new();
    loop {
        let page = reader.products(after.as_ref(), LOOKED_AT)?;
        for product in page.items.into_iter().filter(|one| has(one, wanted)) {
            if items.len() == limit {
                let next = items.last().map(|(sku, _)| Cursor::new(sku.as_str()));
                return Ok(Page { items, next });
            }
            items.push(product);
        }
        after = page.next;
        if after.is_none() {
            return Ok(Page { items, next: None });
        }
    }
}

fn has((sku, product): &(Sku, ProductRow), wanted: &str) -> bool {
    let name = product.facts.name.as_deref().unwrap_or_default();
    sku.as_str().to_lowercase().contains(wanted) || name.to_lowercase().contains(wanted)
}
