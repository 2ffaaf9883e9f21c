//! Binds points that one member sends to another.

use super::Binder;
use crate::scenario::TransferAsk;
use crate::scenario::file::TransferFile;

impl Binder<'_> {
    pub(super) fn transfer(&mut self, written: &TransferFile, path: &str) -> Option<TransferAsk> {
        self.member_named(&written.by, &format!("{path}.by"))?;
        self.member_named(&written.to, &format!("{path}.to"))?;
        let unit = match &written.unit {
            Some(name) => self.unit_named(name, &format!("{path}.unit"))?,
            None => self.default_unit(&format!("{path}.unit"))?,
        };
        let points = self.points(unit, &written.points, &format!("{path}.points"))?;
        Some(TransferAsk {
            by: written.by.clone(),
            to: written.to.clone(),
            unit: unit.id.clone(),
            points,
        })
    }
}
