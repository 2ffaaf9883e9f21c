//! Puts goods into the catalogue, one or many, whole or not at all.

use regulars_engine::name::Sku;
use regulars_store::{Actor, Changeset, ProductRow};

use crate::app::{App, Commit};
use crate::audit::tell_put;
use crate::error::{AppError, Result};

/// Puts goods; a known SKU is replaced.
///
/// # Errors
/// An unavailable store.
pub async fn put(app: &App, by: Actor, products: Vec<(Sku, ProductRow)>) -> Result<()> {
    let skus: Vec<_> = products.iter().map(|(sku, _)| sku).collect();
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell_put(app, by, "product.put", &skus)],
        products,
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("goods have no guard to fail".to_owned()))
        }
    }
}
