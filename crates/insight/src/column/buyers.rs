//! Who of a part has bought which goods.

use regulars_engine::condition::Answers;

use super::list::{index, place};
use super::part::Purchases;
use crate::segment::Bits;

/// Members of a part by what they have bought, each once for each of the goods: whoever is asked for a few goods need not
/// read the lines of everybody. Two bytes for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct GoodsBuyers {
    /// Where the buyers of each of the goods end.
    ends: Vec<u32>,
    /// Places of members.
    members: Vec<u16>,
}

impl GoodsBuyers {
    /// Of so many members; `None` of more than two bytes can number.
    pub fn of(purchases: &Purchases, members: usize) -> Option<Self> {
        u16::try_from(members).ok()?;
        let mut ends = Vec::new();
        each_first(purchases, members, |goods, _| {
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
        let mut buyers = Self {
            members: vec![0; index(all)],
            ends,
        };
        each_first(purchases, members, |goods, member| {
            buyers.add(goods, member)
        });
        Some(buyers)
    }

    fn add(&mut self, goods: usize, member: usize) {
        let Some(end) = self.ends.get_mut(goods) else {
            return;
        };
        if let Some(slot) = self.members.get_mut(index(*end)) {
            *slot = u16::try_from(member).unwrap_or_default();
        }
        *end += 1;
    }

    fn range(&self, goods: usize) -> std::ops::Range<usize> {
        let end = |goods: usize| self.ends.get(goods).copied().map_or(0, index);
        goods.checked_sub(1).map_or(0, end)..end(goods)
    }

    /// Those of so many members who have bought any of these goods; `None` if it is hardly less work to ask everybody.
    pub fn any(&self, goods: &Answers, members: usize) -> Option<Bits> {
        let wanted = || (0..self.ends.len()).filter(|n| goods.get(place(*n)));
        let listed: usize = wanted().map(|goods| self.range(goods).len()).sum();
        if listed > members {
            return None;
        }
        let mut found = Bits::empty(members);
        let lists = wanted().filter_map(|goods| self.members.get(self.range(goods)));
        for member in lists.flatten() {
            found.set(usize::from(*member));
        }
        Some(found)
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.ends.capacity() * size_of::<u32>() + self.members.capacity() * size_of::<u16>()
    }
}

/// Tells of every member's goods, each of them once.
fn each_first(purchases: &Purchases, members: usize, mut tell: impl FnMut(usize, usize)) {
    /// Nobody has bought it yet.
    const NOBODY: usize = usize::MAX;
    let mut last = Vec::new();
    for member in 0..members {
        let lines = purchases.lines.ranges(purchases.of.range(member));
        for goods in purchases.goods.get(lines).unwrap_or_default() {
            let goods = index(*goods);
            if last.len() <= goods {
                last.resize(goods + 1, NOBODY);
            }
            if let Some(last) = last.get_mut(goods)
                && *last != member
            {
                *last = member;
                tell(goods, member);
            }
        }
    }
}
