//! Numbers that look random and are the same for ever: the demo base is generated alike on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and three multiplications a number, good enough for shopping.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// Numbers of their own for each thing generated.
    pub(super) fn of(what: u64, number: u64) -> Self {
        let mut random = Self(what.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
        Self(random.next() ^ number)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 and below `end`; 0 for an `end` of 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // The high half of a 96-bit product: even enough without a division.
        let product = u128::from(self.next()) * u128::from(end);
        u32::try_from(product >> 64).unwrap_or(0)
    }

    /// A number from `from` up to and with `to`.
    pub(super) fn between(&mut self, from: i32, to: i32) -> i32 {
        let width = u32::try_from(to.saturating_sub(from))
            .unwrap_or(0)
            .saturating_add(1);
        from.saturating_add(i32::try_from(self.below(width)).unwrap_or(0))
    }

    /// True so many times of a million.
    pub(super) fn per_million(&mut self, times: u32) -> bool {
        self.below(1_000_000) < times
    }

    /// True so many times of a hundred.
    pub(super) fn percent(&mut self, times: u32) -> bool {
        self.below(100) < times
    }

    /// One of these.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, of: &[T; N]) -> T {
        let place = self.below(u32::try_from(N).unwrap_or(0));
        of[usize::try_from(place).unwrap_or(0)]
    }

    /// The place of one of these, each as often as its weight says.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_same_for_ever() {
        let mut random = Random::of(1, 2);
        let numbers: Vec<u32> = (0..4).map(|_| random.below(1_000)).collect();
        let mut again = Random::of(1, 2);
        assert_eq!(
            numbers,
            (0..4).map(|_| again.below(1_000)).collect::<Vec<_>>()
        );
        assert_ne!(
            numbers,
            (0..4)
                .map(|_| Random::of(1, 3).below(1_000))
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn they_keep_their_bounds_and_shares() {
        let mut random = Random::of(7, 7);
        let mut counts = [0_u32; 3];
        for _ in 0..60_000 {
            counts[random.weighted(&[1, 2, 3])] += 1;
            assert!((-2..=2).contains(&random.between(-2, 2)));
        }
        assert!(
            counts
                .iter()
                .zip([10_000, 20_000, 30_000])
                .all(|(count, due)| count.abs_diff(due) < 500),
            "{counts:?}"
        );
        assert_eq!((random.below(0), random.below(1)), (0, 0));
    }
}
