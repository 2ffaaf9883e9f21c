//! What stands in columns as a number: names, goods, outlets, values.
//!
//! Numbers are given once and never change their meaning, so that what was compiled against them stays true while the
//! columns go on. What nobody uses any more goes with the next rebuild.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use regulars_engine::condition::{DEFAULT_CHANNEL, LineRow, NameId, Names, OutletRow};
use regulars_engine::member::Value;
use regulars_engine::name::{Category, Sku, StoreId};
use regulars_engine::situation::{PastLine, Place};
use regulars_engine::time::{UtcOffset, Zone};

use super::list::{index, place};
use super::record::Sale;

/// Numbers for everything that repeats.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// Words of profiles, stores, goods, … as conditions compare them.
    pub(crate) names: Names,
    /// Names under which a profile keeps things: attributes, dates, channels of consent, properties of events.
    keys: Words,
    values: Vec<Value>,
    value_ids: BTreeMap<Value, u32>,
    goods_ids: Words,
    goods: Vec<Goods>,
    skus: Words,
    outlet_ids: Words,
    outlets: Vec<Outlet>,
    places: HashMap<NameId, PlaceFacts>,
    zones: Vec<Zone>,
    /// Where a key is put together, so that looking up takes no memory.
    scratch: String,
}

/// What is sold: goods with the brand and the categories they had then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// Code.
    pub sku: NameId,
    /// Its place among the codes.
    pub(super) code: Option<u32>,
    /// Brand.
    pub brand: NameId,
    /// Categories.
    pub category: Vec<NameId>,
}

/// Where and how a purchase was made, and by which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlet {
    /// Store.
    pub store: NameId,
    /// Channel.
    pub channel: NameId,
    /// Till.
    pub till: NameId,
    /// How far the clock there was ahead of UTC.
    pub offset: UtcOffset,
    /// What the catalogue of places says of the store now.
    pub place: PlaceFacts,
}

/// What conditions read of a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlaceFacts {
    /// City.
    pub city: NameId,
    /// Country.
    pub country: NameId,
    /// Its own zone, as a place among the zones.
    pub zone: Option<u16>,
}

impl Goods {
    /// The goods as a line of nothing.
    pub fn row(&self) -> LineRow<'_> {
        LineRow {
            sku: self.sku,
            brand: self.brand,
            category: &self.category,
            ..LineRow::default()
        }
    }
}

impl Outlet {
    /// The outlet as filters read it.
    pub fn row(&self) -> OutletRow {
        OutletRow {
            store: self.store,
            channel: self.channel,
            city: self.place.city,
            country: self.place.country,
        }
    }
}

impl Dictionary {
    /// The number of a name; [`NameId::NONE`] for none.
    pub(crate) fn name(&mut self, name: Option<&str>) -> NameId {
        name.map_or(NameId::NONE, |name| self.names.intern(name))
    }

    /// The number of a key.
    pub(crate) fn key(&mut self, key: &str) -> u32 {
        self.keys.number(key).0
    }

    /// The number of a key, if it has one.
    pub(crate) fn key_number(&self, key: &str) -> Option<u32> {
        self.keys.ids.get(key).copied()
    }

    /// A key by its number.
    pub(crate) fn key_text(&self, key: u32) -> &str {
        self.keys.text(key)
    }

    /// The number of a value.
    pub(crate) fn value(&mut self, value: &Value) -> u32 {
        if let Some(id) = self.value_ids.get(value) {
            return *id;
        }
        let id = place(self.values.len());
        self.values.push(value.clone());
        self.value_ids.insert(value.clone(), id);
        id
    }

    /// A value by its number.
    pub(crate) fn value_at(&self, id: u32) -> Option<&Value> {
        self.values.get(index(id))
    }

    /// The number of what a line sold.
    pub(crate) fn goods(&mut self, line: &PastLine) -> u32 {
        let mut key = std::mem::take(&mut self.scratch);
        key.clear();
        add(&mut key, line.sku.as_ref().map(Sku::as_str));
        add(&mut key, line.brand.as_deref());
        let categories = line.category.iter();
        categories.for_each(|category| add(&mut key, Some(category.as_str())));
        let (id, fresh) = self.goods_ids.number(&key);
        if fresh {
            let goods = Goods {
                sku: self.name(line.sku.as_ref().map(Sku::as_str)),
                code: line
                    .sku
                    .as_ref()
                    .map(|sku| self.skus.number(sku.as_str()).0),
                brand: self.name(line.brand.as_deref()),
                category: self.categories(&line.category),
            };
            self.goods.push(goods);
        }
        self.scratch = key;
        id
    }

    fn categories(&mut self, categories: &[Category]) -> Vec<NameId> {
        let categories = categories.iter();
        categories
            .map(|category| self.names.intern(category.as_str()))
            .collect()
    }

    /// Goods by their number.
    pub(crate) fn goods_at(&self, id: u32) -> Option<&Goods> {
        self.goods.get(index(id))
    }

    /// How many goods.
    pub(crate) fn goods_len(&self) -> usize {
        self.goods.len()
    }

    /// All goods.
    pub(super) fn goods_all(&self) -> &[Goods] {
        &self.goods
    }

    /// All outlets.
    pub(super) fn outlets_all(&self) -> &[Outlet] {
        &self.outlets
    }

    /// A code by its place.
    pub(crate) fn sku(&self, code: u32) -> &str {
        self.skus.text(code)
    }

    /// All goods, as filters of lines read them.
    pub(crate) fn goods_rows(&self) -> Vec<LineRow<'_>> {
        self.goods.iter().map(Goods::row).collect()
    }

    /// The number of where and how a purchase was made.
    pub(crate) fn outlet(&mut self, sale: &Sale) -> u32 {
        let store = sale.past.store.as_ref().map(StoreId::as_str);
        let channel = sale.past.channel.as_deref().unwrap_or(DEFAULT_CHANNEL);
        let mut key = std::mem::take(&mut self.scratch);
        key.clear();
        add(&mut key, store);
        add(&mut key, Some(channel));
        add(&mut key, sale.till.as_deref());
        add(&mut key, None);
        // Writing to a text cannot fail.
        let _ = write!(key, "{}", sale.offset.seconds());
        let (id, fresh) = self.outlet_ids.number(&key);
        if fresh {
            let store = self.name(store);
            let outlet = Outlet {
                store,
                channel: self.names.intern(channel),
                till: self.name(sale.till.as_deref()),
                offset: sale.offset,
                place: self.places.get(&store).copied().unwrap_or_default(),
            };
            self.outlets.push(outlet);
        }
        self.scratch = key;
        id
    }

    /// Where and how, by its number.
    pub(crate) fn outlet_at(&self, id: u32) -> Option<&Outlet> {
        self.outlets.get(index(id))
    }

    /// How many outlets.
    pub(crate) fn outlets(&self) -> usize {
        self.outlets.len()
    }

    /// All outlets, as filters of purchases read them.
    pub(crate) fn outlet_rows(&self) -> Vec<OutletRow> {
        self.outlets.iter().map(Outlet::row).collect()
    }

    /// Takes over what the catalogue of places says of a store.
    pub(crate) fn put_place(&mut self, found: &Place) {
        let store = self.names.intern(found.id.as_str());
        let facts = PlaceFacts {
            city: self.name(found.city.as_deref()),
            country: self.name(found.country.as_deref()),
            zone: found.zone.as_ref().and_then(|zone| self.zone(zone)),
        };
        if self.places.insert(store, facts) == Some(facts) {
            return;
        }
        let there = self
            .outlets
            .iter_mut()
            .filter(|outlet| outlet.store == store);
        there.for_each(|outlet| outlet.place = facts);
    }

    fn zone(&mut self, zone: &Zone) -> Option<u16> {
        let known = self.zones.iter().position(|known| known == zone);
        let place = known.unwrap_or_else(|| {
            self.zones.push(zone.clone());
            self.zones.len() - 1
        });
        u16::try_from(place).ok()
    }

    /// Zones of stores, by their places.
    pub(crate) fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// Bytes it takes, about.
    pub fn memory(&self) -> usize {
        /// A name with its place in the tree.
        const NAME_BYTES: usize = 64;
        /// A value, twice, with its place in the tree.
        const VALUE_BYTES: usize = 128;
        let of_goods =
            |goods: &Goods| size_of::<Goods>() + goods.category.len() * size_of::<NameId>();
        self.names.len() * NAME_BYTES
            + self.values.len() * VALUE_BYTES
            + [&self.keys, &self.goods_ids, &self.skus, &self.outlet_ids]
                .map(Words::memory)
                .iter()
                .sum::<usize>()
            + self.goods.iter().map(of_goods).sum::<usize>()
            + self.outlets.len() * size_of::<Outlet>()
    }
}

/// Adds a part to a key; an absent one differs from an empty one.
fn add(key: &mut String, part: Option<&str>) {
    key.push(if part.is_some() { '\u{1}' } else { '\u{2}' });
    key.push_str(part.unwrap_or_default());
}

/// Texts by number and numbers by text.
#[derive(Debug, Default)]
struct Words {
    ids: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Words {
    /// The number of a text, and whether it is new.
    fn number(&mut self, text: &str) -> (u32, bool) {
        if let Some(id) = self.ids.get(text) {
            return (*id, false);
        }
        let id = place(self.texts.len());
        self.texts.push(text.into());
        self.ids.insert(text.into(), id);
        (id, true)
    }

    fn text(&self, id: u32) -> &str {
        self.texts
            .get(index(id))
            .map(|text| &**text)
            .unwrap_or_default()
    }

    fn memory(&self) -> usize {
        /// Both boxes, the number and the slot.
        const ENTRY_BYTES: usize = 48;
        self.texts
            .iter()
            .map(|text| 2 * text.len() + ENTRY_BYTES)
            .sum()
    }
}
