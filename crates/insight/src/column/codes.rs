//! Numbers of a dictionary, as narrow as they are.

use std::ops::Range;

use super::list::index;

/// A column of numbers that take two bytes each until one needs four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codes {
    /// All below 65,536.
    Short(Vec<u16>),
    /// Some above.
    Long(Vec<u32>),
}

/// How many numbers two bytes can tell apart.
pub(crate) const SHORT_CODES: usize = 65_536;

impl Default for Codes {
    fn default() -> Self {
        Self::Short(Vec::new())
    }
}

impl Codes {
    /// Adds a number.
    pub fn push(&mut self, code: u32) {
        if let (Self::Short(codes), Err(_)) = (&*self, u16::try_from(code)) {
            *self = Self::Long(codes.iter().copied().map(u32::from).collect());
        }
        match self {
            Self::Short(codes) => codes.push(u16::try_from(code).unwrap_or_default()),
            Self::Long(codes) => codes.push(code),
        }
    }

    /// The n-th number.
    #[inline]
    pub fn get(&self, n: usize) -> Option<u32> {
        match self {
            Self::Short(codes) => codes.get(n).copied().map(u32::from),
            Self::Long(codes) => codes.get(n).copied(),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Short(codes) => codes.len(),
            Self::Long(codes) => codes.len(),
        }
    }

    /// Tells of each number of a range.
    pub fn each(&self, places: Range<usize>, mut tell: impl FnMut(u32)) {
        match self {
            Self::Short(codes) => {
                let codes = codes.get(places).unwrap_or_default();
                codes.iter().for_each(|code| tell(u32::from(*code)));
            }
            Self::Long(codes) => {
                let codes = codes.get(places).unwrap_or_default();
                codes.iter().for_each(|code| tell(*code));
            }
        }
    }

    /// Keeps of each of the numbers of a range what a table by number has for it, bit by bit; nothing behind its end. It is
    /// faster with a table of [`SHORT_CODES`] or more.
    pub fn keep(&self, places: Range<usize>, table: &[u8], kept: &mut [u8]) {
        let of = |code: usize| table.get(code).copied().unwrap_or_default();
        match (self, table.first_chunk::<SHORT_CODES>()) {
            (Self::Short(codes), Some(table)) => {
                let codes = codes.get(places).unwrap_or_default();
                for (kept, code) in kept.iter_mut().zip(codes) {
                    *kept &= table[usize::from(*code)];
                }
            }
            (Self::Short(codes), None) => {
                let codes = codes.get(places).unwrap_or_default();
                for (kept, code) in kept.iter_mut().zip(codes) {
                    *kept &= of(usize::from(*code));
                }
            }
            (Self::Long(codes), _) => {
                let codes = codes.get(places).unwrap_or_default();
                for (kept, code) in kept.iter_mut().zip(codes) {
                    *kept &= of(index(*code));
                }
            }
        }
    }

    /// Adds numbers of another column.
    pub fn copy(&mut self, from: &Self, places: Range<usize>) {
        match (&mut *self, from) {
            (Self::Short(codes), Self::Short(from)) => {
                codes.extend_from_slice(from.get(places).unwrap_or_default());
            }
            (Self::Long(codes), Self::Long(from)) => {
                codes.extend_from_slice(from.get(places).unwrap_or_default());
            }
            _ => from.each(places, |code| self.push(code)),
        }
    }

    /// Gives back what was set aside for more.
    pub fn shrink(&mut self) {
        match self {
            Self::Short(codes) => codes.shrink_to_fit(),
            Self::Long(codes) => codes.shrink_to_fit(),
        }
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        match self {
            Self::Short(codes) => codes.capacity() * size_of::<u16>(),
            Self::Long(codes) => codes.capacity() * size_of::<u32>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_comes_back(
            codes in prop::collection::vec(prop_oneof![0..9_u32, 65_530..65_540_u32, Just(u32::MAX)], 0..20),
            from in 0..20_usize,
            wide in any::<bool>(),
        ) {
            let mut column = Codes::default();
            codes.iter().for_each(|code| column.push(*code));
            let back: Vec<u32> = (0..column.len()).filter_map(|n| column.get(n)).collect();
            prop_assert_eq!(&back, &codes);

            let from = from.min(codes.len());
            let mut copied = Codes::default();
            copied.push(if wide { 70_000 } else { 7 });
            copied.copy(&column, from..codes.len());
            let mut back = Vec::new();
            copied.each(1..copied.len(), |code| back.push(code));
            prop_assert_eq!(&back, &codes[from..]);

            for len in [4, SHORT_CODES + 4] {
                let table: Vec<u8> = [1, 0, 3, 2].into_iter().cycle().take(len).collect();
                let mut kept = vec![3; codes.len()];
                column.keep(0..codes.len(), &table, &mut kept);
                let expected = codes.iter().map(|code| table.get(index(*code)).copied().unwrap_or_default());
                prop_assert_eq!(kept, expected.collect::<Vec<u8>>());
            }
        }
    }
}
