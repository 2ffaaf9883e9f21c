//! The catalogue as decisions in bulk read it: whole, in memory.

use std::collections::HashMap;
use std::sync::Arc;

use regulars_engine::name::{Sku, StoreId};
use regulars_engine::situation::{Place, Product, Situation};
use regulars_engine::time::Zone;

use crate::app::App;
use crate::basket::BasketRequest;
use crate::error::Result;

const PAGE: usize = 1_000;

/// Goods and places, whole.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    goods: HashMap<Sku, Arc<Product>>,
    places: HashMap<StoreId, Place>,
}

impl Catalogue {
    /// Reads it whole.
    ///
    /// # Errors
    /// A store that cannot be read.
    pub(crate) fn load(app: &App) -> Result<Self> {
        app.read_here(|reader| {
            let mut catalogue = Self::default();
            let mut after = None;
            loop {
                let page = reader.products(after.as_ref(), PAGE)?;
                let goods = page.items.into_iter();
                catalogue
                    .goods
                    .extend(goods.map(|(sku, row)| (sku, Arc::new(row.facts))));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            loop {
                let page = reader.stores(after.as_ref(), PAGE)?;
                catalogue
                    .places
                    .extend(page.items.into_iter().map(|(id, row)| {
                        let zone = row
                            .time_zone
                            .as_deref()
                            .and_then(|name| Zone::parse(name).ok());
                        (
                            id.clone(),
                            Place {
                                id,
                                city: row.city,
                                country: row.country,
                                zone,
                            },
                        )
                    }));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            Ok(catalogue)
        })
    }

    /// Whether it has the goods.
    pub(crate) fn knows(&self, sku: &Sku) -> bool {
        self.goods.contains_key(sku)
    }

    /// What it says of goods.
    pub(super) fn product(&self, sku: &Sku) -> Option<&Product> {
        self.goods.get(sku).map(AsRef::as_ref)
    }

    /// Puts what it knows of a basket's goods and place into a situation.
    pub(super) fn show(&self, situation: &mut Situation, request: &BasketRequest) {
        situation.catalogue.clear();
        let skus = request
            .lines
            .iter()
            .filter_map(|asked| asked.line.sku.as_ref());
        let known = skus.filter_map(|sku| Some((sku.clone(), self.goods.get(sku)?.clone())));
        situation.catalogue.extend(known);
        let place = request.store.as_ref().and_then(|id| self.places.get(id));
        let id_of = |place: &Place| place.id.clone();
        if situation.store.as_ref().map(id_of) == place.map(id_of) {
            return;
        }
        situation.store = place.cloned();
        if let Some(place) = place {
            situation
                .places
                .entry(place.id.clone())
                .or_insert_with(|| place.clone());
        }
    }
}
