//! Cut points at given places of sorted values, without sorting them.

/// How many heaps values are counted in, as a power of two.
const HEAPS_LOG2: u32 = 12;
const HEAPS: usize = 1 << HEAPS_LOG2;

/// Cut points between values, in rising order. Values are counted in heaps of equal width, and only heaps that hold a
/// cut are looked into: a few passes over the values however many cuts there are.
pub(super) struct Cuts {
    heaps: Heaps,
    cuts: Vec<i64>,
}

impl Cuts {
    /// Cuts at these places, from 0 and rising, of the values in order; `None` without values.
    pub fn at(values: &[i64], places: &[usize]) -> Option<Self> {
        let heaps = Heaps::of(values)?;
        let counts = heaps.counts(values);
        let mut asked: Vec<(usize, usize)> = Vec::with_capacity(places.len());
        let (mut heap, mut passed) = (0, 0);
        for place in places {
            let place = (*place).min(values.len() - 1);
            while place >= passed + counts[heap] {
                passed += counts[heap];
                heap += 1;
            }
            asked.push((heap, place - passed));
        }
        let mut taken = heaps.taken(values, &asked);
        let cuts = asked.iter().map(|(heap, place)| {
            let (_, values) = taken.iter_mut().find(|(taken, _)| taken == heap)?;
            Some(*values.select_nth_unstable(*place).1)
        });
        let cuts = cuts.flatten().collect();
        Some(Self { heaps, cuts })
    }

    /// 1 + how many cuts lie below each of the values they were made of.
    pub fn scores(&self, values: &[i64]) -> Vec<u8> {
        // What a heap alone tells, and whether a cut within it has to be compared.
        let mut told = vec![(1_u8, false); HEAPS];
        for cut in &self.cuts {
            let heap = self.heaps.heap(*cut);
            told[heap].1 = self.heaps.width_log2 > 0;
            let above = told.iter_mut().skip(heap + 1);
            above.for_each(|(score, _)| *score = score.saturating_add(1));
        }
        let score = |value: &i64| {
            let heap = self.heaps.heap(*value);
            let (score, is_cut) = told[heap];
            if !is_cut {
                return score;
            }
            let own = |cut: &&i64| self.heaps.heap(**cut) == heap && **cut < *value;
            let below = self.cuts.iter().filter(own).count();
            u8::try_from(below).map_or(u8::MAX, |below| score.saturating_add(below))
        };
        values.iter().map(score).collect()
    }
}

/// Heaps of equal width from the least value on.
struct Heaps {
    least: i64,
    /// The width of a heap, as a power of two.
    width_log2: u32,
}

impl Heaps {
    fn of(values: &[i64]) -> Option<Self> {
        let first = *values.first()?;
        let ends = |(least, most): (i64, i64), value: &i64| (least.min(*value), most.max(*value));
        let (least, most) = values.iter().fold((first, first), ends);
        let bits = u64::BITS - most.abs_diff(least).leading_zeros();
        Some(Self {
            least,
            width_log2: bits.saturating_sub(HEAPS_LOG2),
        })
    }

    /// The heap of a value that is not below the least.
    fn heap(&self, value: i64) -> usize {
        let heap = value.abs_diff(self.least) >> self.width_log2;
        usize::try_from(heap).map_or(HEAPS - 1, |heap| heap.min(HEAPS - 1))
    }

    fn counts(&self, values: &[i64]) -> Vec<usize> {
        let mut counts = vec![0; HEAPS];
        for value in values {
            counts[self.heap(*value)] += 1;
        }
        counts
    }

    /// Values of the heaps that are asked for, heap by heap.
    fn taken(&self, values: &[i64], asked: &[(usize, usize)]) -> Vec<(usize, Vec<i64>)> {
        let mut taken: Vec<(usize, Vec<i64>)> = Vec::new();
        let mut is_asked = vec![false; HEAPS];
        for (heap, _) in asked {
            if !std::mem::replace(&mut is_asked[*heap], true) {
                taken.push((*heap, Vec::new()));
            }
        }
        for value in values {
            let heap = self.heap(*value);
            if is_asked[heap] {
                let of = taken.iter_mut().find(|(taken, _)| *taken == heap);
                of.into_iter().for_each(|(_, of)| of.push(*value));
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cuts_stand_where_sorting_puts_them(
            values in prop::collection::vec(
                prop_oneof![-5_i64..20, 0_i64..1_000_000, any::<i64>()], 1..200),
            places in prop::collection::btree_set(0_usize..200, 0..9),
        ) {
            let places: Vec<usize> = places.into_iter().filter(|place| *place < values.len()).collect();
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let expected: Vec<i64> = places.iter().map(|place| sorted[*place]).collect();
            let found = Cuts::at(&values, &places).unwrap();
            prop_assert_eq!(&found.cuts, &expected);
            let scores = values.iter().map(|value| {
                let below = expected.iter().filter(|cut| *cut < value).count();
                1 + u8::try_from(below).unwrap()
            });
            prop_assert_eq!(found.scores(&values), scores.collect::<Vec<_>>());
        }
    }

    #[test]
    fn of_nobody_nothing_is_asked() {
        assert!(Cuts::at(&[], &[0, 0]).is_none());
    }
}
