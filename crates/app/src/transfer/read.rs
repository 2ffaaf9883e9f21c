//! A transfer, as it is shown.

use std::sync::Arc;

use regulars_engine::id::TransferId;
use regulars_store::{Reader, TransferRow};

use crate::app::App;
use crate::error::{AppError, Result, Thing};
use crate::live::LiveProgram;
use crate::rollout::for_member;

/// A transfer.
#[derive(Debug, Clone)]
pub struct TransferView {
    /// As it is kept.
    pub row: TransferRow,
    /// The program that decided it.
    pub live: Arc<LiveProgram>,
}

/// Reads a transfer.
///
/// # Errors
/// No such transfer; an unavailable store.
pub async fn read(app: &App, id: String) -> Result<TransferView> {
    app.read(move |app, reader| {
        let none = || AppError::not_found(Thing::Transfer, &id);
        view(app, reader, id.parse().map_err(|_| none())?)
    })
    .await
}

pub(super) fn view(app: &App, reader: &Reader<'_>, id: TransferId) -> Result<TransferView> {
    let row = reader.transfer(id)?;
    let row = row.ok_or_else(|| AppError::not_found(Thing::Transfer, id))?;
    let live = for_member(app, reader, row.sender, row.at)?;
    Ok(TransferView { row, live })
}
