//! Seeded randomness: the same seed and stream give the same draws on every machine, for ever.
//!
//! SplitMix64 (Steele, Lea, Flood, 2014): one word of state, integers only. Good for made-up people, not for secrets.

/// What the state moves on by: 2⁶⁴ divided by the golden ratio, odd.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of draws.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// One of the streams of a seed. Streams do not depend on each other, so what one person draws never changes
    /// what another one does.
    pub(super) fn of(seed: u64, stream: u64) -> Self {
        Self(scatter(scatter(seed).wrapping_add(scatter(!stream))))
    }

    /// The next 64 bits.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        scatter(self.0)
    }

    /// A number from 0 to below `end`; 0 if `end` is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        let scaled = (self.next() >> 32) * u64::from(end);
        u32::try_from(scaled >> 32).unwrap_or(0)
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, least: i32, most: i32) -> i32 {
        let width = u32::try_from(most.saturating_sub(least)).unwrap_or(0);
        least.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// True in so many of a million cases.
    pub(super) fn happens(&mut self, in_a_million: u32) -> bool {
        self.below(1_000_000) < in_a_million
    }

    /// True in so many of a hundred cases.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; `None` if there is none.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        let end = u32::try_from(from.len()).unwrap_or(u32::MAX);
        from.get(usize::try_from(self.below(end)).unwrap_or(0))
    }

    /// The place of one of them, by weight; 0 if all weights are 0.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let mut left = self.below(weights.clone().sum());
        let place = weights.enumerate().find(|(_, weight)| {
            let found = left < *weight;
            left = left.saturating_sub(*weight);
            found
        });
        place.map_or(0, |(place, _)| place)
    }
}

/// Mixes the bits of a number: neighbours come out far apart.
fn scatter(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(mut random: Random) -> Vec<u64> {
        (0..4).map(|_| random.next()).collect()
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // The reference implementation's first draws from the state 1234567.
        let known = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
        ];
        assert_eq!(draws(Random(1_234_567)), known);
    }

    #[test]
    fn seeds_and_streams_are_apart_and_repeat() {
        let streams = [(1, 0), (1, 1), (2, 0), (2, 1), (0, 0)];
        let all: Vec<_> = streams
            .map(|(seed, stream)| draws(Random::of(seed, stream)))
            .to_vec();
        for (place, one) in all.iter().enumerate() {
            let (seed, stream) = streams[place];
            assert_eq!(*one, draws(Random::of(seed, stream)));
            assert!(
                all[place + 1..].iter().all(|other| other != one),
                "{seed} {stream}"
            );
        }
    }

    #[test]
    fn draws_stay_within_their_bounds_and_reach_them() {
        let mut random = Random::of(7, 7);
        let drawn: Vec<_> = (0..10_000).map(|_| random.between(-2, 3)).collect();
        assert_eq!(
            (drawn.iter().min(), drawn.iter().max()),
            (Some(&-2), Some(&3))
        );
        assert_eq!(random.below(0), 0);
        assert_eq!(random.between(5, 1), 5);
        assert_eq!(random.pick::<u8>(&[]), None);
        assert_eq!(random.weighted([0, 0].into_iter()), 0);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::of(3, 0);
        let mut found = [0_u32; 3];
        for _ in 0..60_000 {
            found[random.weighted([1, 0, 5].into_iter())] += 1;
        }
        assert_eq!(found[1], 0);
        assert!((9_500..10_500).contains(&found[0]), "{found:?}");
    }

    #[test]
    fn chances_are_kept() {
        let mut random = Random::of(4, 0);
        let thousandths = (0..100_000).filter(|_| random.happens(1_000)).count();
        assert!((50..150).contains(&thousandths), "{thousandths}");
        let halves = (0..10_000).filter(|_| random.percent(50)).count();
        assert!((4_700..5_300).contains(&halves), "{halves}");
    }
}
