//! Puts places of sale, one or many, whole or not at all.

use regulars_engine::name::StoreId;
use regulars_engine::said;
use regulars_engine::time::Zone;
use regulars_store::{Actor, Changeset, StoreRow};

use crate::app::{App, Commit};
use crate::audit::tell_put;
use crate::error::{AppError, FieldError, Result};

/// Puts places; a known id is replaced.
///
/// # Errors
/// A time zone that does not exist; an unavailable store.
pub async fn put(app: &App, by: Actor, stores: Vec<(StoreId, StoreRow)>) -> Result<()> {
    let wrong: Vec<_> = stores
        .iter()
        .filter_map(|(id, row)| zone_error(id, row))
        .collect();
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    let ids: Vec<_> = stores.iter().map(|(id, _)| id).collect();
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![tell_put(app, by, "store.put", &ids)],
        stores,
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "places have no guard to fail".to_owned(),
        )),
    }
}

fn zone_error(id: &StoreId, row: &StoreRow) -> Option<FieldError> {
    let error = Zone::parse(row.time_zone.as_deref()?).err()?;
    let message = said!("of store `{id}`: {error}", "у магазина `{id}`: {error:#}");
    Some(FieldError::new("/time_zone", message))
}
