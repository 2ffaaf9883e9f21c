//! Points a rule gives line by line, exact until the one rounding.

use crate::number::limits::POINTS_MAX_WHOLE;
use crate::number::{Points, Ratio, Rounding, distribute, div_rem, div_rounded};

/// The denominator a contribution is cut to if it would outgrow its range.
const BILLIONTHS: i128 = 1_000_000_000;

/// The most raw points of a rule on a purchase: the largest number of points that a text may name, in the finest
/// scale.
const MOST: i64 = POINTS_MAX_WHOLE * 10_000;

/// Raw points of each line, as numerators over one denominator.
///
/// Exact for every rate that can be written; only products of many multipliers are cut down to billionths of
/// the smallest point, the same way every time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contribution {
    lines: Vec<i128>,
    denominator: i128,
}

impl Default for Contribution {
    /// Nothing.
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            denominator: 1,
        }
    }
}

impl Contribution {
    /// A rate of each line's base; `None` for lines that do not count.
    pub fn rate(rate: Ratio, bases: &[Option<i64>]) -> Self {
        let line = |base: &Option<i64>| i128::from(base.unwrap_or(0)) * i128::from(rate.num());
        Self {
            lines: bases.iter().map(line).collect(),
            denominator: i128::from(rate.den()),
        }
    }

    /// A fixed number of points, over the lines in proportion to their bases; in equal parts if all are zero.
    pub fn fixed(points: Points, bases: &[Option<i64>]) -> Self {
        let sum: i128 = bases.iter().flatten().copied().map(i128::from).sum();
        let weight = |base: &i64| if sum == 0 { 1 } else { i128::from(*base) };
        let weights: Vec<i128> = bases
            .iter()
            .map(|base| base.as_ref().map_or(0, weight))
            .collect();
        let denominator: i128 = weights.iter().sum();
        if denominator == 0 {
            return Self::default();
        }
        let lines = weights
            .iter()
            .map(|weight| weight * i128::from(points.raw()))
            .collect();
        Self { lines, denominator }
    }

    /// Points for each whole unit.
    pub fn per_unit(points: Points, units: &[Option<i64>]) -> Self {
        let line = |units: &Option<i64>| i128::from(units.unwrap_or(0)) * i128::from(points.raw());
        Self {
            lines: units.iter().map(line).collect(),
            denominator: 1,
        }
    }

    /// True if no line gets anything.
    pub fn is_zero(&self) -> bool {
        self.lines.iter().all(|line| *line == 0)
    }

    /// All lines together, in billionths of the smallest point: what rules are compared by.
    pub fn total(&self) -> i128 {
        cut(self.sum(), self.denominator)
    }

    /// Scales the lines that match. Says whether any of them had something to scale.
    pub fn scale(&mut self, ratio: Ratio, matches: impl Fn(usize) -> bool) -> bool {
        let scaled: Vec<bool> = self
            .lines
            .iter()
            .enumerate()
            .map(|(line, points)| *points != 0 && matches(line))
            .collect();
        if !scaled.contains(&true) {
            return false;
        }
        if !self.fits(ratio) {
            self.lines
                .iter_mut()
                .for_each(|line| *line = cut(*line, self.denominator));
            self.denominator = BILLIONTHS;
        }
        let (num, den) = (i128::from(ratio.num()), i128::from(ratio.den()));
        for (line, scaled) in self.lines.iter_mut().zip(scaled) {
            *line = line.saturating_mul(if scaled { num } else { den });
        }
        self.denominator = self.denominator.saturating_mul(den);
        true
    }

    /// Rounds all lines together once, and shares the result by largest remainder, ties to the earlier line. A
    /// result beyond every stated limit is held at the limit.
    pub fn round(&self, rounding: Rounding) -> (i64, Vec<i64>) {
        let rounded = div_rounded(self.sum(), self.denominator, rounding);
        let total = i64::try_from(rounded).unwrap_or(MOST).min(MOST);
        let wholes = self
            .lines
            .iter()
            .map(|line| div_rem(*line, self.denominator));
        let (mut shares, remainders): (Vec<i64>, Vec<i128>) = wholes
            .map(|(whole, remainder)| (i64::try_from(whole).unwrap_or(i64::MAX), remainder))
            .unzip();
        let left = total.saturating_sub(shares.iter().copied().fold(0, i64::saturating_add));
        if left < 0 {
            return (total, distribute(total, &shares, None).parts);
        }
        let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
        by_remainder.sort_by_key(|line| std::cmp::Reverse(remainders[*line]));
        for line in by_remainder
            .into_iter()
            .take(usize::try_from(left).unwrap_or(0))
        {
            shares[line] += 1;
        }
        (total, shares)
    }

    fn sum(&self) -> i128 {
        self.lines.iter().copied().fold(0, i128::saturating_add)
    }

    fn fits(&self, ratio: Ratio) -> bool {
        let factor = i128::from(ratio.num().max(ratio.den()));
        let most = self.sum().max(self.denominator);
        most.checked_mul(factor)
            .is_some_and(|product| product < i128::MAX / BILLIONTHS)
    }
}

/// A fraction in billionths, cut downwards.
fn cut(numerator: i128, denominator: i128) -> i128 {
    let (whole, rest) = div_rem(numerator, denominator);
    let rest = match rest.checked_mul(BILLIONTHS) {
        Some(product) => product / denominator,
        None => rest / (denominator / BILLIONTHS).max(1),
    };
    whole.saturating_mul(BILLIONTHS).saturating_add(rest)
}
