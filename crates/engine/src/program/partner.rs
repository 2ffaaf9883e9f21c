//! Partners of a coalition.

use crate::coalition::Issue;
use crate::name::{PartnerId, StoreId, UnitId};
use crate::program::{PointValue, Program, Text};

/// A business whose customers earn and spend the program's points with it.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Its id.
    pub id: PartnerId,
    /// Its name, for people.
    pub name: Text,
    /// Its places of sale.
    pub stores: Vec<StoreId>,
    /// The unit that is settled.
    pub unit: UnitId,
    /// What it pays for points given with it.
    pub issue: PointValue,
    /// What it is paid for points spent with it.
    pub burn: PointValue,
    /// The money for points that expire goes back to it; else the program keeps it.
    pub expired_goes_back: bool,
}

impl Program {
    /// The partner of that id.
    pub fn partner(&self, id: &PartnerId) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == *id)
    }

    /// Whose a place is; `None`: the program's own, or nobody's.
    pub fn partner_at(&self, store: Option<&StoreId>) -> Option<&Partner> {
        let store = store?;
        let mut partners = self.partners.iter();
        partners.find(|partner| partner.stores.contains(store))
    }

    /// Who pays for points of a unit that are given at a place.
    pub(crate) fn issuer(&self, store: Option<&StoreId>, unit: &UnitId) -> Option<Issue> {
        let partner = self.partner_at(store)?;
        (partner.unit == *unit).then(|| Issue {
            partner: partner.id.clone(),
            price: partner.issue,
        })
    }
}
