//! Columns of lists: where each one's items begin and end.

use std::ops::Range;

/// A place in a column. Columns of a part stay far below the end of 32 bits.
pub(crate) fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A place as an index.
pub(crate) fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Ends of lists that lie one behind the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ends(Vec<u32>);

impl Ends {
    /// Ends the list that is being made, with so many items in all lists so far.
    pub fn close(&mut self, items: usize) {
        self.0.push(place(items));
    }

    /// How many lists.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Where the n-th list ends.
    pub fn end(&self, n: usize) -> usize {
        self.0.get(n).copied().map_or(0, index)
    }

    /// Places of the items of the n-th list.
    pub fn range(&self, n: usize) -> Range<usize> {
        n.checked_sub(1).map_or(0, |before| self.end(before))..self.end(n)
    }

    /// Places of the items of lists that follow one another.
    pub fn ranges(&self, lists: Range<usize>) -> Range<usize> {
        let first = self.range(lists.start).start;
        let end = lists
            .end
            .checked_sub(1)
            .map_or(0, |last| self.range(last).end);
        first..end.max(first)
    }

    /// Gives back what was set aside for more.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.0.capacity() * size_of::<u32>()
    }
}

/// A list of small items for each member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T> {
    ends: Ends,
    items: Vec<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            ends: Ends::default(),
            items: Vec::new(),
        }
    }
}

impl<T: Copy> List<T> {
    /// Adds the next member's list.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.close(self.items.len());
    }

    /// The n-th member's list.
    pub fn of(&self, n: usize) -> &[T] {
        self.items.get(self.ends.range(n)).unwrap_or_default()
    }

    /// How many items there are in each list.
    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        (0..self.ends.len()).map(|n| self.ends.range(n).len())
    }

    /// Items of all lists, one behind the other.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Adds a list of another column.
    pub fn copy(&mut self, from: &Self, n: usize) {
        self.push(from.of(n).iter().copied());
    }

    /// Gives back what was set aside for more.
    pub fn shrink(&mut self) {
        self.ends.shrink();
        self.items.shrink_to_fit();
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.ends.memory() + self.items.capacity() * size_of::<T>()
    }
}
