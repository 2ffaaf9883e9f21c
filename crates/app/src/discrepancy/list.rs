//! Purchases with differences, latest first.

use regulars_engine::id::PurchaseId;
use regulars_store::{Cursor, DiscrepancyRow, Page, Reader, Reviewed};

use crate::app::App;
use crate::error::{AppError, Result, Thing};
use crate::purchase::{DocumentRef, PurchaseView, read_view};

/// A purchase with differences.
#[derive(Debug, Clone)]
pub struct DiscrepancyView {
    /// The purchase; what differs stands in its decision.
    pub purchase: PurchaseView,
    /// That somebody has looked; `None`: nobody yet.
    pub reviewed: Option<Reviewed>,
}

/// Purchases with differences that somebody has reviewed, or that nobody has.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    reviewed: bool,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<DiscrepancyView>> {
    app.read(move |_, reader| {
        let page = reader.discrepancies(reviewed, cursor.as_ref(), limit)?;
        let views = page.items.into_iter().map(|row| view(reader, row));
        Ok(Page {
            items: views.collect::<Result<_>>()?,
            next: page.next,
        })
    })
    .await
}

/// The differences of one purchase.
pub(super) async fn read(app: &App, purchase: PurchaseId) -> Result<DiscrepancyView> {
    app.read(move |_, reader| {
        let row = reader.discrepancy(purchase)?;
        view(
            reader,
            row.ok_or_else(|| AppError::not_found(Thing::Discrepancy, purchase))?,
        )
    })
    .await
}

fn view(reader: &Reader<'_>, row: DiscrepancyRow) -> Result<DiscrepancyView> {
    Ok(DiscrepancyView {
        purchase: read_view(reader, &DocumentRef::Id(row.purchase.raw()))?,
        reviewed: row.reviewed,
    })
}
