//! Which offers could apply to a basket: thousands may be live, but most ask for goods, a store or a code that the
//! basket does not have.

use std::collections::BTreeMap;

use crate::condition::{BasketFacts, NameId};
use crate::program::Offer;

/// Places of offers by the names that switch them on.
#[derive(Debug, Clone, Default)]
pub struct OfferIndex {
    /// Offers that ask for no name.
    always: Vec<usize>,
    /// Offers whose lines must have one of some names (sku, category, brand), under each of them.
    by_goods: BTreeMap<NameId, Vec<usize>>,
    /// Offers that ask for one of some codes, stores or channels, under each of them.
    by_word: BTreeMap<NameId, Vec<usize>>,
}

/// An offer that could apply to a basket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// Its place among the program's offers.
    pub offer: usize,
    /// Places of the lines that it could be on, in order; `None`: any.
    pub lines: Option<Vec<usize>>,
}

impl OfferIndex {
    /// The index of a program's offers.
    pub fn of(offers: &[Offer]) -> Self {
        let mut index = Self::default();
        for (place, offer) in offers.iter().enumerate() {
            let by_goods = offer.lines.as_ref().and_then(|lines| lines.switches());
            match (by_goods, offer.when.switches()) {
                (Some(goods), _) => file(&mut index.by_goods, goods, place),
                (None, Some(words)) => file(&mut index.by_word, words, place),
                (None, None) => index.always.push(place),
            }
        }
        index
    }

    /// An index that leaves no offer out.
    #[cfg(test)]
    pub(crate) fn of_everything(offers: &[Offer]) -> Self {
        let always = (0..offers.len()).collect();
        Self {
            always,
            ..Self::default()
        }
    }

    /// The offers that could apply to a basket, in the order of the program.
    pub fn live(&self, basket: &BasketFacts) -> Vec<Live> {
        let mut live = self.on_goods(basket);
        live.extend(self.on_words(basket));
        let always = |offer: &usize| Live {
            offer: *offer,
            lines: None,
        };
        live.extend(self.always.iter().map(always));
        live.sort_by_key(|live| live.offer);
        live
    }

    fn on_goods(&self, basket: &BasketFacts) -> Vec<Live> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (place, line) in basket.lines.iter().enumerate() {
            let offers = line.names().filter_map(|name| self.by_goods.get(&name));
            found.extend(offers.flatten().map(|offer| (*offer, place)));
        }
        found.sort_unstable();
        found.dedup();
        let live = |found: &[(usize, usize)]| Live {
            offer: found[0].0,
            lines: Some(found.iter().map(|(_, line)| *line).collect()),
        };
        found.chunk_by(|a, b| a.0 == b.0).map(live).collect()
    }

    fn on_words(&self, basket: &BasketFacts) -> impl Iterator<Item = Live> {
        let offers = basket.words().filter_map(|word| self.by_word.get(&word));
        let mut offers: Vec<usize> = offers.flatten().copied().collect();
        offers.sort_unstable();
        offers.dedup();
        offers.into_iter().map(|offer| Live { offer, lines: None })
    }
}

/// Files an offer under each of its names.
fn file(index: &mut BTreeMap<NameId, Vec<usize>>, names: Vec<NameId>, offer: usize) {
    for name in names {
        index.entry(name).or_default().push(offer);
    }
}
