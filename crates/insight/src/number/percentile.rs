//! Percentiles of sorted values.

use serde::Serialize;

use super::{count, real};

/// The value a share `p` (0..1) of sorted values lies below, linearly between neighbours: place p·(n − 1), as
/// `percentile_cont` of SQL. `None` of nothing.
pub fn percentile(sorted: &[i64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * count(last);
    let low = usize::try_from(super::whole(place.floor()))
        .unwrap_or(0)
        .min(last);
    let high = (low + 1).min(last);
    let part = place - place.floor();
    Some(real(sorted[low]) + part * (real(sorted[high]) - real(sorted[low])))
}

/// Usual percentiles of whole values, with how many there are and their mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Percentiles {
    /// A tenth lies below.
    pub p10: f64,
    /// A quarter lies below.
    pub p25: f64,
    /// Half lies below.
    pub p50: f64,
    /// Three quarters lie below.
    pub p75: f64,
    /// Nine tenths lie below.
    pub p90: f64,
    /// How many values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
}

impl Percentiles {
    /// Of values in any order; `None` of nothing.
    pub fn of(mut values: Vec<i64>) -> Option<Self> {
        values.sort_unstable();
        let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
        let sum = real(i64::try_from(sum).unwrap_or(i64::MAX));
        let at = |p| percentile(&values, p);
        Some(Self {
            p10: at(0.1)?,
            p25: at(0.25)?,
            p50: at(0.5)?,
            p75: at(0.75)?,
            p90: at(0.9)?,
            n: values.len(),
            mean: sum / count(values.len()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_between_values_are_interpolated() {
        let check = |values: &[i64], p: f64, expected: Option<f64>| {
            assert_eq!(percentile(values, p), expected, "{values:?} at {p}");
        };
        check(&[1, 2, 3, 4], 0.5, Some(2.5));
        check(&[1, 2, 3, 4], 0.0, Some(1.0));
        check(&[1, 2, 3, 4], 1.0, Some(4.0));
        check(&[7], 0.9, Some(7.0));
        check(&[], 0.5, None);
    }

    #[test]
    fn nothing_has_no_percentiles() {
        assert_eq!(Percentiles::of(Vec::new()), None);
        let one = Percentiles::of(vec![5]).unwrap();
        assert_eq!((one.p10, one.p90, one.n, one.mean), (5.0, 5.0, 1, 5.0));
    }
}
