//! Sums by day that are asked for any days.

use std::collections::BTreeMap;

/// Sums by day, added up from the first: those of any days are two looks.
#[derive(Debug, Default)]
pub(super) struct Series {
    days: Vec<i32>,
    /// Up to and with each of the days.
    sums: Vec<i64>,
}

impl Series {
    /// The sum of these days, both included.
    pub(super) fn between(&self, (from, to): (i32, i32)) -> i64 {
        let before = |place: usize| match place.checked_sub(1) {
            Some(last) => self.sums.get(last).copied().unwrap_or(0),
            None => 0,
        };
        let start = self.days.partition_point(|day| *day < from);
        let end = self.days.partition_point(|day| *day <= to);
        before(end) - before(start.min(end))
    }
}

impl From<BTreeMap<i32, i64>> for Series {
    fn from(by_day: BTreeMap<i32, i64>) -> Self {
        let mut sum = 0;
        let added = by_day.into_iter().map(|(day, more)| {
            sum += more;
            (day, sum)
        });
        let (days, sums) = added.unzip();
        Self { days, sums }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_days_are_summed() {
        let series = Series::from(BTreeMap::from([(3, 10), (5, 1), (9, 100)]));
        for (days, expected) in [
            ((i32::MIN, i32::MAX), 111),
            ((3, 5), 11),
            ((4, 5), 1),
            ((4, 4), 0),
            ((6, 8), 0),
            ((9, 20), 100),
            ((0, 2), 0),
        ] {
            assert_eq!(series.between(days), expected, "{days:?}");
        }
        assert_eq!(Series::default().between((0, 9)), 0);
    }
}
