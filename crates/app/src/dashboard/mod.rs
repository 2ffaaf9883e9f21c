//! Dashboards: figures that the staff look at together, each a report and what it is asked with.

mod put;
mod read;
mod remove;

use std::collections::BTreeMap;

use regulars_engine::time::Instant;
use serde::{Deserialize, Serialize};

pub use put::{DashboardState, put};
pub use read::{list, read};
pub use remove::remove;

/// A figure, or a plot, of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// The report, by its word in the console's address.
    pub report: String,
    /// What it is asked with, as the console's address says it.
    pub asked: BTreeMap<String, String>,
    /// Whether it stands for its plot as well as for its figure.
    pub plot: bool,
}

/// A dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tiles, in order.
    pub tiles: Vec<Tile>,
    /// When it was last changed.
    pub changed_at: Instant,
}
