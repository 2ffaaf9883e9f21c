//! Which purchases of a part hold which goods.

use regulars_engine::condition::Answers;

use super::list::{index, place};
use super::part::Purchases;
use crate::segment::Bits;

/// Purchases of a part by their goods, each once for each of the goods: whoever is asked for a few goods need not read the
/// lines of everybody. Four bytes for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct GoodsIndex {
    /// Where the purchases of each of the goods end.
    ends: Vec<u32>,
    /// Places of purchases.
    purchases: Vec<u32>,
}

impl GoodsIndex {
    /// Of all purchases of a part.
    pub fn of(purchases: &Purchases) -> Self {
        let mut ends = Vec::new();
        each_first(purchases, |goods, _| {
            if ends.len() <= goods {
                ends.resize(goods + 1, 0);
            }
            if let Some(count) = ends.get_mut(goods) {
                *count += 1;
            }
        });
        let mut all = 0;
        for end in &mut ends {
            // For now where they begin; filling moves it to where they end.
            all += std::mem::replace(end, all);
        }
        let mut made = Self {
            purchases: vec![0; index(all)],
            ends,
        };
        each_first(purchases, |goods, purchase| made.add(goods, purchase));
        made
    }

    fn add(&mut self, goods: usize, purchase: usize) {
        let Some(end) = self.ends.get_mut(goods) else {
            return;
        };
        if let Some(slot) = self.purchases.get_mut(index(*end)) {
            *slot = place(purchase);
        }
        *end += 1;
    }

    fn range(&self, goods: usize) -> std::ops::Range<usize> {
        let end = |goods: usize| self.ends.get(goods).copied().map_or(0, index);
        goods.checked_sub(1).map_or(0, end)..end(goods)
    }

    /// Purchases of any of these goods; `None` if more than so many are listed.
    pub fn any(&self, goods: &Answers, purchases: &Purchases, most: usize) -> Option<Bits> {
        let wanted = || (0..self.ends.len()).filter(|n| goods.get(place(*n)));
        let listed: usize = wanted().map(|goods| self.range(goods).len()).sum();
        if listed > most {
            return None;
        }
        let mut found = Bits::empty(purchases.at.len());
        let lists = wanted().filter_map(|goods| self.purchases.get(self.range(goods)));
        for purchase in lists.flatten() {
            found.set(index(*purchase));
        }
        Some(found)
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        (self.ends.capacity() + self.purchases.capacity()) * size_of::<u32>()
    }
}

/// Tells of the goods of every purchase, each of them once.
fn each_first(purchases: &Purchases, mut tell: impl FnMut(usize, usize)) {
    /// Not bought yet.
    const NEVER: u32 = u32::MAX;
    let mut last = Vec::new();
    for purchase in 0..purchases.at.len() {
        purchases
            .goods
            .each(purchases.lines.range(purchase), |goods| {
                let goods = index(goods);
                if last.len() <= goods {
                    last.resize(goods + 1, NEVER);
                }
                if let Some(last) = last.get_mut(goods)
                    && *last != place(purchase)
                {
                    *last = place(purchase);
                    tell(goods, purchase);
                }
            });
    }
}
