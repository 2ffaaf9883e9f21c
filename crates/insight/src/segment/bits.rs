//! A bit for each member of a part.

/// A set of members of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Nobody of so many.
    pub fn empty(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// Everybody of so many.
    pub fn full(len: usize) -> Self {
        Self {
            words: vec![u64::MAX; len.div_ceil(64)],
            len,
        }
        .by_word(|_, word| word)
    }

    /// The members, of so many, for whom it holds.
    pub fn of(len: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::empty(len);
        for n in 0..len {
            if holds(n) {
                bits.set(n);
            }
        }
        bits
    }

    /// Made anew, 64 members at a time: `make` is told the first of them and who of them is in it, lowest bit first.
    #[must_use]
    pub fn by_word(&self, mut make: impl FnMut(usize, u64) -> u64) -> Self {
        let words = self.words.iter().enumerate().map(|(place, word)| {
            let there = match self.len - place * 64 {
                0..64 => (1 << (self.len - place * 64)) - 1,
                _ => u64::MAX,
            };
            make(place * 64, *word) & there
        });
        Self {
            words: words.collect(),
            len: self.len,
        }
    }

    /// Those of them for whom it holds.
    #[must_use]
    pub fn only(&self, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::empty(self.len);
        self.iter().filter(|n| holds(*n)).for_each(|n| bits.set(n));
        bits
    }

    /// Makes room for so many.
    pub fn set_len(&mut self, len: usize) {
        self.words.resize(len.div_ceil(64), 0);
        self.len = len;
    }

    /// Puts a member in.
    pub fn set(&mut self, n: usize) {
        if let Some(word) = self.words.get_mut(n / 64) {
            *word |= 1 << (n % 64);
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, n: usize) {
        if let Some(word) = self.words.get_mut(n / 64) {
            *word &= !(1 << (n % 64));
        }
    }

    /// Whether a member is in it.
    pub fn contains(&self, n: usize) -> bool {
        let word = self.words.get(n / 64).copied().unwrap_or_default();
        word >> (n % 64) & 1 == 1
    }

    /// How many are in it.
    pub fn count(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones());
        ones.map(|ones| usize::try_from(ones).unwrap_or_default())
            .sum()
    }

    /// Whether nobody is.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Those in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.zip(other, |one, two| one & two)
    }

    /// Those in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.zip(other, |one, two| one | two)
    }

    /// Those in this one and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.zip(other, |one, two| one & !two)
    }

    /// Word by word; a shorter set has nobody behind its end.
    fn zip(&self, other: &Self, join: impl Fn(u64, u64) -> u64) -> Self {
        let others = other.words.iter().copied().chain(std::iter::repeat(0));
        let words = self.words.iter().zip(others);
        Self {
            words: words.map(|(one, two)| join(*one, two)).collect(),
            len: self.len,
        }
    }

    /// Places of those in it.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words.flat_map(|(place, word)| ones(*word).map(move |bit| place * 64 + bit))
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

/// Places of the ones of a word, from the lowest on.
pub(crate) fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = usize::try_from(word.trailing_zeros()).ok();
        let bit = bit.filter(|bit| *bit < 64)?;
        word &= word - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const LEN: usize = 200;

    fn members() -> impl Strategy<Value = BTreeSet<usize>> {
        prop::collection::btree_set(0..LEN, 0..40)
    }

    fn bits(of: &BTreeSet<usize>) -> Bits {
        Bits::of(LEN, |n| of.contains(&n))
    }

    proptest! {
        #[test]
        fn they_do_what_sets_do(one in members(), two in members()) {
            let check = |bits: Bits, set: BTreeSet<usize>| {
                prop_assert_eq!(bits.count(), set.len());
                prop_assert_eq!(bits.is_empty(), set.is_empty());
                prop_assert_eq!(bits.iter().collect::<BTreeSet<_>>(), set);
                Ok(())
            };
            check(bits(&one).and(&bits(&two)), &one & &two)?;
            check(bits(&one).or(&bits(&two)), &one | &two)?;
            check(bits(&one).without(&bits(&two)), &one - &two)?;
            check(Bits::full(LEN).without(&bits(&one)), (0..LEN).filter(|n| !one.contains(n)).collect())?;
            check(bits(&one).by_word(|_, word| !word), (0..LEN).filter(|n| !one.contains(n)).collect())?;
            prop_assert!(one.iter().all(|n| bits(&one).contains(*n)));
            let mut left = bits(&one);
            two.iter().for_each(|n| left.remove(*n));
            check(left, &one - &two)?;
        }
    }
}
