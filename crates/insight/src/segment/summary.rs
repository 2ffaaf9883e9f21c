//! What is said of a segment: how many, how much of the base and of its revenue, and a few of them.

use regulars_engine::id::MemberId;
use regulars_engine::number::Money;

use super::bits::Bits;
use super::select::{Asked, Selection};
use crate::column::Part;

/// Members and the money they have paid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Members.
    pub members: usize,
    /// Their purchases up to the instant.
    pub purchases: usize,
    /// What they have paid up to the instant, net of returns.
    pub revenue: Money,
}

impl Sum {
    fn add(self, other: Self) -> Self {
        Self {
            members: self.members + other.members,
            purchases: self.purchases + other.purchases,
            revenue: self.revenue + other.revenue,
        }
    }
}

impl Asked<'_> {
    /// Members of a selection with the money they have paid.
    pub fn sum(&self, selection: &Selection) -> Sum {
        let base = self.each_part(|n, part| match selection.base.get(n) {
            Some(bits) => self.sum_of(&part.part, bits),
            None => Sum::default(),
        });
        let changed = self.columns().changed().enumerate();
        let changed = changed
            .filter(|(n, _)| selection.changed.contains(*n))
            .map(|(_, slice)| self.sum_of(slice, &Bits::full(1)));
        base.into_iter()
            .chain(changed)
            .fold(Sum::default(), Sum::add)
    }

    /// Members of a selection, by id, at most so many, spread evenly over it.
    pub fn sample(&self, selection: &Selection, most: usize) -> Vec<MemberId> {
        let members = self.members(selection);
        let step = members.len().div_ceil(most.max(1)).max(1);
        members.into_iter().step_by(step).collect()
    }

    /// All members of a selection, by id.
    pub fn members(&self, selection: &Selection) -> Vec<MemberId> {
        let base = self.columns().base().iter().zip(&selection.base);
        let base = base.flat_map(|(part, bits)| {
            let ids = &part.part.ids;
            bits.iter().filter_map(|n| ids.get(n).copied())
        });
        let changed = self.columns().changed().enumerate();
        let changed = changed
            .filter(|(n, _)| selection.changed.contains(*n))
            .flat_map(|(_, slice)| slice.ids.first().copied());
        let mut members: Vec<MemberId> = base.chain(changed).collect();
        members.sort_unstable();
        members
    }

    fn sum_of(&self, part: &Part, of: &Bits) -> Sum {
        let views = of.iter().filter_map(|n| self.view(part, n));
        let sums = views.map(|view| Sum {
            members: 1,
            purchases: view.purchases(),
            revenue: view.revenue(),
        });
        sums.fold(Sum::default(), Sum::add)
    }
}

impl Selection {
    /// How many members.
    pub fn count(&self) -> usize {
        self.base
            .iter()
            .chain([&self.changed])
            .map(Bits::count)
            .sum()
    }

    /// Members of both; the two must be of the same columns.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, Bits::and)
    }

    /// Members of this one who are not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, Bits::without)
    }

    fn zip(&self, other: &Self, join: fn(&Bits, &Bits) -> Bits) -> Self {
        let base = self.base.iter().zip(&other.base);
        Self {
            base: base.map(|(one, two)| join(one, two)).collect(),
            changed: join(&self.changed, &other.changed),
        }
    }
}

/// Members who are in exactly these of several selections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// For each selection, whether they are in it.
    pub inside: Vec<bool>,
    /// Who.
    pub sum: Sum,
}

impl Asked<'_> {
    /// How selections overlap: one answer for every way of being in some and not in the others, save in none.
    pub fn overlap(&self, selections: &[Selection]) -> Vec<Overlap> {
        let ways = 1..1_usize << selections.len();
        let answer = |way: usize| {
            let inside: Vec<bool> = (0..selections.len()).map(|n| way >> n & 1 == 1).collect();
            let pairs = || inside.iter().zip(selections);
            let first = pairs()
                .find(|(inside, _)| **inside)
                .map(|(_, first)| first.clone());
            let members = pairs().fold(first?, |left, (inside, selection)| {
                if *inside {
                    left.and(selection)
                } else {
                    left.without(selection)
                }
            });
            let sum = self.sum(&members);
            Some(Overlap { inside, sum })
        };
        ways.filter_map(answer).collect()
    }
}
