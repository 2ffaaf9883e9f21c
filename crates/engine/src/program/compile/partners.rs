//! Section `partners`.

use std::collections::BTreeMap;

use super::names::text;
use super::scalar::{field, item};
use super::scope::Scope;
use super::units;
use crate::name::{PartnerId, StoreId};
use crate::number::shown;
use crate::program::file::{ExpiredFile, Named, PartnerFile};
use crate::program::{Partner, Problem};
use crate::said;

/// Partners, in file order.
pub(super) fn compile(
    file: &Named<PartnerFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Partner> {
    places(file, problems);
    let partners = file.0.iter();
    partners
        .filter_map(|(id, partner)| one(id, partner, scope, problems))
        .collect()
}

fn one(
    id: &str,
    file: &PartnerFile,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Partner> {
    let path = field("partners", id);
    let unit = scope.unit(file.unit.as_ref(), &field(&path, "unit"), problems)?;
    let mut price = |file, name| {
        let path = field(&path, name);
        units::worth(file, unit.scale, &path, scope, problems)
    };
    let (issue, burn) = (price(&file.issue, "issue"), price(&file.burn, "burn"));
    let stores = file.stores.0.iter();
    Some(Partner {
        id: PartnerId::new(id),
        name: text(file.name.as_ref(), id),
        stores: stores.map(|store| StoreId::new(&store.0)).collect(),
        unit: unit.id.clone(),
        issue: issue?,
        burn: burn?,
        expired_goes_back: file.expired == Some(ExpiredFile::Partner),
    })
}

/// A place belongs to one partner at most.
fn places(file: &Named<PartnerFile>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    for (id, partner) in &file.0 {
        let stores = field(&field("partners", id), "stores");
        if partner.stores.0.is_empty() {
            let message = said!(
                "has no stores; name at least one",
                "нет магазинов; укажите хотя бы один"
            );
            problems.push(Problem::new(&stores, message));
        }
        for (index, store) in partner.stores.0.iter().enumerate() {
            let path = item(&stores, index);
            match seen.get(store.as_str()) {
                Some(first) => {
                    let store = shown(store.as_str());
                    let message = said!(
                        "the store `{store}` stands in {first} already; a store belongs to one partner",
                        "магазин `{store}` уже указан в `{first}`; у магазина один партнёр"
                    );
                    problems.push(Problem::new(path, message));
                }
                None => {
                    seen.insert(store.as_str(), path);
                }
            }
        }
    }
}
