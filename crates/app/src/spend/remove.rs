//! Takes an entry back.

use regulars_engine::id::SpendId;
use regulars_store::{Actor, Changeset, NewAudit, SpendChange};

use super::add::said;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};

/// Takes an entry back; the audit keeps what it was.
///
/// # Errors
/// `NotFound`; an unavailable store.
pub async fn remove(app: &App, by: Actor, id: SpendId) -> Result<()> {
    let _one_at_a_time = app.calls().hold(("spend".to_owned(), id.to_string())).await;
    let row = super::read(app, id).await?;
    let currency = app.programs().at(app.now()).program.currency;
    let audit = NewAudit {
        note: Some(said(&currency, &row)),
        ..tell(app, by, "spend.remove", Some(id.to_string()))
    };
    let changeset = Changeset {
        posted_at: app.now(),
        spend: vec![SpendChange::Drop(id)],
        audit: vec![audit],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "money spent has no guard to fail".to_owned(),
        )),
    }
}
