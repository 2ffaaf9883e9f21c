//! Marks the differences of a purchase as looked at, or as to be looked at again.

use regulars_engine::id::PurchaseId;
use regulars_store::{Actor, Changeset, Review};

use super::list::{DiscrepancyView, read};
use crate::app::App;
use crate::audit::tell;
use crate::error::Result;

/// Marks the differences of a purchase as reviewed, or not. What is marked so already stays as it is.
///
/// # Errors
/// `NotFound` for a purchase without differences; an unavailable store.
pub async fn review(
    app: &App,
    by: Actor,
    purchase: PurchaseId,
    reviewed: bool,
) -> Result<DiscrepancyView> {
    let found = read(app, purchase).await?;
    if found.reviewed.is_some() == reviewed {
        return Ok(found);
    }
    let action = match reviewed {
        true => "discrepancy.review",
        false => "discrepancy.reopen",
    };
    let changeset = Changeset {
        posted_at: app.now(),
        reviews: vec![Review {
            purchase,
            by: reviewed.then_some(by),
        }],
        audit: vec![tell(app, by, action, Some(purchase.to_string()))],
        ..Changeset::default()
    };
    app.commit(changeset).await?;
    read(app, purchase).await
}
