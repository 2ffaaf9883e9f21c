//! Reads dashboards.

use regulars_store::{DashboardRow, Reader};

use super::Dashboard;
use crate::app::App;
use crate::error::{AppError, Result, Thing};

/// All of them, by name.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App) -> Result<Vec<Dashboard>> {
    app.read(|_, reader| all(reader)).await
}

/// One.
///
/// # Errors
/// `NotFound`; a store that cannot be read.
pub async fn read(app: &App, id: String) -> Result<Dashboard> {
    app.read(move |_, reader| {
        let mut dashboards = all(reader)?.into_iter();
        let found = dashboards.find(|dashboard| dashboard.id == id);
        found.ok_or_else(|| AppError::not_found(Thing::Dashboard, id))
    })
    .await
}

pub(super) fn all(reader: &Reader<'_>) -> Result<Vec<Dashboard>> {
    reader.dashboards()?.into_iter().map(dashboard).collect()
}

fn dashboard(row: DashboardRow) -> Result<Dashboard> {
    let tiles = serde_json::from_str(&row.tiles)
        .map_err(|error| AppError::Internal(format!("dashboard {}: {error}", row.id)))?;
    Ok(Dashboard {
        id: row.id,
        name: row.name,
        tiles,
        changed_at: row.changed_at,
    })
}
