//! Targets as callers send and read them.

use regulars_app::identification::TargetRow;
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::{Pointer, Wrong, name};

/// Every target.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IdentificationTargets)]
pub struct Targets {
    /// Each store at most once; one without a store counts for all that have none of their own.
    items: Vec<Target>,
}

/// A target.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IdentificationTarget)]
struct Target {
    /// The store; `null`: every store without a target of its own.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Percent of receipts that should have a member, 1 to 100.
    #[schema(example = 60)]
    percent: u8,
}

impl Targets {
    /// As they are kept.
    pub fn check(self, wrong: &mut Wrong) -> Vec<TargetRow> {
        let items = Pointer::ROOT;
        let items = items.field("items");
        let rows = self.items.into_iter().enumerate().map(|(place, target)| {
            let item = items.item(place);
            TargetRow {
                store: name(target.store, &item.field("store"), wrong),
                percent: target.percent,
            }
        });
        rows.collect()
    }
}

impl From<Vec<TargetRow>> for Targets {
    fn from(rows: Vec<TargetRow>) -> Self {
        let target = |row: TargetRow| Target {
            store: row.store,
            percent: row.percent,
        };
        Self {
            items: rows.into_iter().map(target).collect(),
        }
    }
}
