//! Dashboards as callers send and read them.

use std::collections::BTreeMap;

use regulars_app::dashboard::{self, DashboardState};
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{Pointer, TEXT_MAX, Wrong, name, text};
use crate::render::Moment;

/// What `{id}` of a dashboard is.
pub const ID: (&str, &str) = ("id", "The dashboard's id: a word of yours.");

/// Reports a tile can show.
const REPORTS: [&str; 12] = [
    "kpi",
    "program",
    "economics",
    "identification",
    "funnel",
    "cohorts",
    "rfm",
    "hours",
    "clv",
    "abc",
    "next",
    "opinions",
];

/// The most parameters of a tile.
const ASKED_MAX: usize = 12;

/// A dashboard to keep, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DashboardRequest)]
pub struct DashboardBody {
    /// Its name.
    #[schema(example = "Every Monday")]
    name: String,
    /// Up to 40 tiles, in order.
    tiles: Vec<TileBody>,
}

/// A figure, or a plot, of a report.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DashboardTileRequest)]
struct TileBody {
    /// `kpi`, `program`, `economics`, `identification`, `funnel`, `cohorts`, `rfm`, `hours`, `clv`, `abc`, `next` or `opinions`.
    #[schema(example = "kpi")]
    report: String,
    /// What it is asked with, as the console's address says it: `days` or `from` and `to`, `segment`, `compare`, `by`, `metric`.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, String>, example = json!({"metric": "revenue", "days": "30", "compare": "previous"}))]
    asked: BTreeMap<String, String>,
    /// Whether its plot is shown too.
    #[serde(default)]
    plot: bool,
}

/// A figure, or a plot, of a report.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardTile)]
struct Tile {
    /// The report.
    #[schema(example = "kpi")]
    report: String,
    /// What it is asked with.
    #[schema(value_type = std::collections::HashMap<String, String>, example = json!({"metric": "revenue", "days": "30", "compare": "previous"}))]
    asked: BTreeMap<String, String>,
    /// Whether its plot is shown too.
    plot: bool,
}

/// A dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboard {
    /// Its id.
    #[schema(example = "monday")]
    id: String,
    /// Its name.
    #[schema(example = "Every Monday")]
    name: String,
    /// Its tiles, in order.
    tiles: Vec<Tile>,
    /// When it was last changed.
    changed_at: Moment,
}

impl DashboardBody {
    /// As it is kept.
    pub fn check(self, id: String, wrong: &mut Wrong) -> Option<DashboardState> {
        let root = Pointer::ROOT;
        let id = name(Some(id), &root.field("id"), wrong);
        let title = text(self.name, TEXT_MAX, &root.field("name"), wrong);
        let all = root.field("tiles");
        let tiles = self.tiles.into_iter().enumerate();
        let tiles: Vec<_> = tiles
            .map(|(place, tile)| tile.check(&all.item(place), wrong))
            .collect();
        Some(DashboardState {
            id: id?,
            name: title?,
            tiles,
        })
    }
}

impl TileBody {
    fn check(self, at: &Pointer<'_>, wrong: &mut Wrong) -> dashboard::Tile {
        if !REPORTS.contains(&self.report.as_str()) {
            wrong.say(
                &at.field("report"),
                said!(
                    "is no report a tile can show; write one of {}",
                    "такой отчёт на плитке не показать; подойдёт один из: {}",
                    REPORTS.map(|report| format!("`{report}`")).join(", ")
                ),
            );
        }
        let is_long = |text: &String| text.chars().count() > TEXT_MAX;
        let asked = &self.asked;
        if asked.len() > ASKED_MAX
            || asked
                .iter()
                .any(|(key, word)| is_long(key) || is_long(word))
        {
            wrong.say(
                &at.field("asked"),
                both!(
                    "has more parameters, or longer ones, than an address",
                    "параметров больше или они длиннее, чем бывает в адресе"
                ),
            );
        }
        dashboard::Tile {
            report: self.report,
            asked: self.asked,
            plot: self.plot,
        }
    }
}

impl From<dashboard::Dashboard> for Dashboard {
    fn from(dashboard: dashboard::Dashboard) -> Self {
        let tile = |tile: dashboard::Tile| Tile {
            report: tile.report,
            asked: tile.asked,
            plot: tile.plot,
        };
        Self {
            id: dashboard.id,
            name: dashboard.name,
            tiles: dashboard.tiles.into_iter().map(tile).collect(),
            changed_at: Moment::utc(dashboard.changed_at),
        }
    }
}
