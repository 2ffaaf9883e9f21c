//! Whole numbers in 32 bits each, with a table for the few that need more.

use std::collections::BTreeMap;

/// A column of `i64` that takes four bytes a number as long as they are small: amounts up to 21 million units of money,
/// quantities up to 214,000 pieces. Greater ones stand in a table of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    small: Vec<i32>,
    great: BTreeMap<u32, i64>,
}

/// Stands where the number is in the table.
const GREAT: i32 = i32::MIN;

impl Narrow {
    /// Adds a number.
    pub fn push(&mut self, number: i64) {
        match i32::try_from(number) {
            Ok(small) if small != GREAT => self.small.push(small),
            _ => {
                self.great
                    .insert(super::list::place(self.small.len()), number);
                self.small.push(GREAT);
            }
        }
    }

    /// The n-th number; 0 behind the end.
    pub fn get(&self, n: usize) -> i64 {
        match self.small.get(n).copied().unwrap_or_default() {
            GREAT => self.great(n),
            small => i64::from(small),
        }
    }

    #[cold]
    fn great(&self, n: usize) -> i64 {
        let place = super::list::place(n);
        self.great.get(&place).copied().unwrap_or_default()
    }

    /// Numbers of a range, in 32 bits each; `None` if some of the column need more.
    pub fn small(&self, places: std::ops::Range<usize>) -> Option<&[i32]> {
        if self.great.is_empty() {
            self.small.get(places)
        } else {
            None
        }
    }

    /// The sum of a range.
    pub fn sum(&self, places: std::ops::Range<usize>) -> i64 {
        match self.small(places.clone()) {
            Some(small) => small.iter().copied().map(i64::from).sum(),
            None => places.map(|place| self.get(place)).sum(),
        }
    }

    /// Adds numbers of another column.
    pub fn copy(&mut self, from: &Self, places: std::ops::Range<usize>) {
        if from.great.is_empty() {
            let small = from.small.get(places).unwrap_or_default();
            self.small.extend_from_slice(small);
        } else {
            places.for_each(|n| self.push(from.get(n)));
        }
    }

    /// Gives back what was set aside for more.
    pub fn shrink(&mut self) {
        self.small.shrink_to_fit();
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        /// A node of the table, shared by about six numbers.
        const GREAT_BYTES: usize = 24;
        self.small.capacity() * size_of::<i32>() + self.great.len() * GREAT_BYTES
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_comes_back(
            numbers in prop::collection::vec(
                prop_oneof![-9_i64..9, Just(i64::MIN), Just(i64::from(i32::MIN)), Just(i64::from(i32::MAX) + 1), any::<i64>()],
                0..20,
            ),
            from in 0..20_usize,
        ) {
            let mut column = Narrow::default();
            numbers.iter().for_each(|number| column.push(*number));
            let back: Vec<i64> = (0..numbers.len()).map(|n| column.get(n)).collect();
            prop_assert_eq!(&back, &numbers);

            let from = from.min(numbers.len());
            let mut copied = Narrow::default();
            copied.push(7);
            copied.copy(&column, from..numbers.len());
            let back: Vec<i64> = (1..=numbers.len() - from).map(|n| copied.get(n)).collect();
            prop_assert_eq!(&back, &numbers[from..]);
            let fits = numbers[from..].iter().try_fold(0_i64, |sum, number| sum.checked_add(*number));
            if let Some(sum) = fits {
                prop_assert_eq!(column.sum(from..numbers.len()), sum);
            }
        }
    }
}
