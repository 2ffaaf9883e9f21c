//! The seeds that numbers are drawn by now, as this process knows them.

use std::collections::BTreeMap;

use parking_lot::RwLock;
use regulars_engine::name::RuleId;
use regulars_store::{Reader, SeedRow};

use crate::error::Result;

/// Seeds that are not told, by draw. What another process has told meanwhile is found out by the guard of the changeset.
#[derive(Debug, Default)]
pub(crate) struct Seeds(RwLock<BTreeMap<RuleId, SeedRow>>);

impl Seeds {
    /// Reads them again.
    pub(crate) fn refresh(&self, reader: &Reader<'_>) -> Result<()> {
        let open = reader.open_seeds()?.into_iter();
        *self.0.write() = open.map(|seed| (seed.draw.clone(), seed)).collect();
        Ok(())
    }

    /// That of a draw.
    pub(crate) fn of(&self, draw: &RuleId) -> Option<SeedRow> {
        self.0.read().get(draw).cloned()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<SeedRow> {
        self.0.read().values().cloned().collect()
    }
}
