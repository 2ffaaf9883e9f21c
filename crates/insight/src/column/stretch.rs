//! Base and delta read together, in order of members.

use super::columns::{BasePart, Columns};
use super::part::Part;

/// A part of the base with the slices that replace some of it or lie between.
pub(super) struct Stretch<'c> {
    base: Option<&'c BasePart>,
    changed: Vec<&'c Part>,
}

impl Stretch<'_> {
    /// How many members it has at most.
    pub(super) fn most(&self) -> usize {
        self.base.map_or(0, |base| base.part.len()) + self.changed.len()
    }

    /// Tells of every member, in order.
    pub(super) fn each(&self, mut tell: impl FnMut(&Part, usize)) {
        let mut next = 0;
        let mut upto = |end: usize, tell: &mut dyn FnMut(&Part, usize)| {
            let Some(base) = self.base else { return };
            for n in next..end.min(base.part.len()) {
                if !base.replaced.contains(n) {
                    tell(&base.part, n);
                }
            }
            next = next.max(end);
        };
        for slice in &self.changed {
            let before = |base: &BasePart| {
                let ids = &base.part.ids;
                ids.partition_point(|id| slice.ids.first().is_some_and(|slice| id < slice))
            };
            upto(self.base.map_or(0, before), &mut tell);
            tell(slice, 0);
        }
        upto(usize::MAX, &mut tell);
    }
}

impl Columns {
    /// All members, in stretches of the base.
    pub(super) fn stretches(&self) -> Vec<Stretch<'_>> {
        let base = self.base();
        let first = |n: usize| base.get(n)?.part.ids.first().copied();
        let stretch = |n: usize| Stretch {
            base: base.get(n),
            changed: self.changed_between(if n == 0 { None } else { first(n) }, first(n + 1)),
        };
        (0..base.len().max(1)).map(stretch).collect()
    }
}
