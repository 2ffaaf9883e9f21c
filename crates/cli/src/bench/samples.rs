//! Durations of many equal pieces of work.

use std::time::Duration;

use regulars_app::Stopwatch;

/// Runs something and says how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let watch = Stopwatch::start();
    let done = work();
    (done, watch.elapsed())
}

/// Durations, in the order they were taken.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    /// Adds one.
    pub fn add(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    /// Adds those of another.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Sorts them, so that percentiles can be read.
    pub fn sorted(mut self) -> Percentiles {
        self.0.sort_unstable();
        Percentiles(self.0)
    }
}

/// Durations, shortest first.
#[derive(Debug, Clone)]
pub struct Percentiles(Vec<Duration>);

impl Percentiles {
    /// The duration that so many of a hundred do not exceed (nearest rank); zero without samples.
    pub fn at(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// Half take at most this.
    pub fn median(&self) -> Duration {
        self.at(50)
    }

    /// The longest.
    pub fn max(&self) -> Duration {
        self.at(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let mut samples = Samples::default();
        for ms in (1..=200).rev() {
            samples.add(Duration::from_millis(ms));
        }
        let sorted = samples.sorted();
        let at = |percent| sorted.at(percent).as_millis();
        assert_eq!([at(0), at(50), at(99), at(100)], [1, 100, 198, 200]);
        assert_eq!(Samples::default().sorted().max(), Duration::ZERO);
    }
}
