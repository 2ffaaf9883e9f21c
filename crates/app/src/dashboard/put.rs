//! Puts a dashboard.

use regulars_engine::said;
use regulars_store::{Actor, Changeset, DashboardChange, DashboardRow};

use super::read::all;
use super::{Dashboard, Tile};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::commit::to_json;
use crate::error::{AppError, Result};

/// The most dashboards there can be.
const MOST: usize = 100;
/// The most tiles of one.
const TILES: usize = 40;

/// A dashboard to keep.
#[derive(Debug, Clone)]
pub struct DashboardState {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tiles, in order.
    pub tiles: Vec<Tile>,
}

/// Puts a dashboard, whole: a new one, or in place of a known one.
///
/// # Errors
/// Too many dashboards, too many tiles; an unavailable store.
pub async fn put(app: &App, by: Actor, state: DashboardState) -> Result<Dashboard> {
    let count = state.tiles.len();
    if count > TILES {
        return Err(AppError::field(
            "/tiles",
            said!(
                "has {count} tiles; {TILES} are the most",
                "плиток: {count}; можно не больше {TILES}"
            ),
        ));
    }
    let id = state.id.clone();
    let _one_at_a_time = app
        .calls()
        .hold(("dashboards".to_owned(), String::new()))
        .await;
    let is_new = app
        .read(move |_, reader| {
            let known = all(reader)?;
            let is_new = known.iter().all(|dashboard| dashboard.id != id);
            if is_new && known.len() >= MOST {
                return Err(AppError::field(
                    "/name",
                    said!(
                        "would be of one dashboard more than the {MOST} there can be; drop one first",
                        "это была бы лишняя сводка: их бывает не больше {MOST}; сначала удалите ненужную"
                    ),
                ));
            }
            Ok(is_new)
        })
        .await?;
    let action = if is_new {
        "dashboard.make"
    } else {
        "dashboard.change"
    };
    let now = app.now();
    let row = DashboardRow {
        id: state.id.clone(),
        name: state.name.clone(),
        tiles: to_json(&state.tiles),
        changed_at: now,
    };
    let changeset = Changeset {
        posted_at: now,
        dashboards: vec![DashboardChange::Put(row)],
        audit: vec![tell(app, by, action, Some(state.id.clone()))],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Dashboard {
            id: state.id,
            name: state.name,
            tiles: state.tiles,
            changed_at: now,
        }),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "dashboards have no guard to fail".to_owned(),
        )),
    }
}
