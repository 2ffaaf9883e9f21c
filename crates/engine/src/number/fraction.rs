//! Sums of unrounded contributions: many rules add to one result, which is rounded once.

use std::cmp::Ordering;

use super::ratio::{Rounding, div_rounded, gcd};
use super::text::saturate;
use super::{Ratio, distribute};

/// The finest common denominator kept exactly. A value of 10¹⁶ over it stays well within `i128`.
const FINEST: i128 = 1_000_000_000_000_000_000;

/// The denominator used when a common one would be finer than [`FINEST`].
const COARSE: i128 = 1_000_000_000;

/// An exact number of smallest units (raw points, minor units) that has not been rounded yet.
///
/// Exact while the common denominator of everything added stays within 10¹⁸, which any handful of
/// rates written as decimals does. Beyond that a term is cut down to billionths of the smallest
/// unit: the same input still gives the same output, and the sum never overflows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    num: i128,
    den: i128,
}

impl Default for Fraction {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// A whole number of smallest units.
    pub fn whole(value: i64) -> Self {
        Self {
            num: i128::from(value),
            den: 1,
        }
    }

    /// `value × ratio`, not rounded.
    pub fn of(value: i64, ratio: Ratio) -> Self {
        Self::reduced(
            i128::from(value) * i128::from(ratio.num()),
            i128::from(ratio.den()),
        )
    }

    /// This contribution scaled by a ratio, not rounded.
    #[must_use]
    pub fn times(self, ratio: Ratio) -> Self {
        let (whole, rest) = self.whole_and_rest();
        let (num, den) = (i128::from(ratio.num()), i128::from(ratio.den()));
        Self::reduced(whole * num, den).plus(Self::reduced(rest * num, self.den * den))
    }

    /// The sum of two contributions.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let common = gcd(self.den, other.den);
        let den = self.den / common * other.den;
        if den > FINEST {
            return self.cut().plus(other.cut());
        }
        Self::reduced(
            self.num * (den / self.den) + other.num * (den / other.den),
            den,
        )
    }

    /// What is left when `other` is taken away.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self {
            num: -other.num,
            den: other.den,
        })
    }

    /// The whole part downwards: the one floor of a rule's result.
    pub fn floor(self) -> i64 {
        self.round(Rounding::Floor)
    }

    /// The value rounded as named. A result beyond `i64` saturates.
    pub fn round(self, rounding: Rounding) -> i64 {
        saturate(div_rounded(self.num, self.den, rounding))
    }

    /// True for exactly zero.
    pub const fn is_zero(self) -> bool {
        self.num == 0
    }

    /// True above zero.
    pub const fn is_positive(self) -> bool {
        self.num > 0
    }

    /// The whole part downwards, and what is above it in parts of the denominator.
    fn whole_and_rest(self) -> (i128, i128) {
        (self.num.div_euclid(self.den), self.num.rem_euclid(self.den))
    }

    /// In lowest terms, no larger than `i64` and no finer than [`FINEST`].
    fn reduced(num: i128, den: i128) -> Self {
        let whole = num.div_euclid(den);
        if i64::try_from(whole).is_err() {
            return Self::whole(saturate(whole));
        }
        let common = gcd(num, den).max(1);
        let fraction = Self {
            num: num / common,
            den: den / common,
        };
        if fraction.den > FINEST {
            fraction.cut()
        } else {
            fraction
        }
    }

    /// The same value in billionths, cut downwards; never cut up to the next whole.
    fn cut(self) -> Self {
        if self.den <= COARSE {
            return self;
        }
        let (whole, rest) = self.whole_and_rest();
        let parts = if self.den <= FINEST {
            rest * COARSE / self.den
        } else {
            rest / (self.den / COARSE)
        };
        Self::reduced(whole * COARSE + parts.min(COARSE - 1), COARSE)
    }
}

impl std::ops::Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.plus(other)
    }
}

impl std::ops::AddAssign for Fraction {
    fn add_assign(&mut self, other: Self) {
        *self = self.plus(other);
    }
}

impl std::iter::Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(fractions: I) -> Self {
        fractions.fold(Self::ZERO, Self::plus)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let ((whole, rest), (other_whole, other_rest)) =
            (self.whole_and_rest(), other.whole_and_rest());
        let rests = || (rest * other.den).cmp(&(other_rest * self.den));
        whole.cmp(&other_whole).then_with(rests)
    }
}

/// Shares `total` over lines by what each contributed before rounding: every line gets the whole
/// part of its contribution, and what is left goes one by one to the largest remainders, ties to
/// the earlier line.
///
/// When `total` is not the sum of the contributions rounded (a cap trimmed it, say), it is shared
/// in proportion to them instead. Contributions at or below zero get nothing. The parts add up to
/// `total`, unless nothing was contributed: then all parts are zero.
pub fn share_contributions(total: i64, contributions: &[Fraction]) -> Vec<i64> {
    let wholes: Vec<i64> = contributions
        .iter()
        .map(|part| part.floor().max(0))
        .collect();
    let open: Vec<usize> = (0..contributions.len())
        .filter(|line| contributions[*line].is_positive())
        .collect();
    let left = i128::from(total) - wholes.iter().copied().map(i128::from).sum::<i128>();
    match usize::try_from(left) {
        Ok(left) if left <= open.len() => hand_out_remainders(wholes, left, contributions, open),
        _ => distribute(total, &weights_of(contributions), None).parts,
    }
}

/// Adds one to each of the `left` lines with the largest remainders.
fn hand_out_remainders(
    mut parts: Vec<i64>,
    left: usize,
    contributions: &[Fraction],
    mut open: Vec<usize>,
) -> Vec<i64> {
    let remainder = |line: &usize| contributions[*line].minus(Fraction::whole(parts[*line]));
    let remainders: Vec<Fraction> = (0..parts.len()).map(|line| remainder(&line)).collect();
    open.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]));
    for line in open.into_iter().take(left) {
        parts[line] += 1;
    }
    parts
}

/// Contributions as integers of one denominator: billionths, or wholes where the sum is large. What
/// was contributed at all weighs at least one.
fn weights_of(contributions: &[Fraction]) -> Vec<i64> {
    let positive = |part: &Fraction| (*part).max(Fraction::ZERO);
    let sum: Fraction = contributions.iter().map(positive).sum();
    let parts = if sum < Fraction::whole(1_000_000_000) {
        COARSE
    } else {
        1
    };
    let weight =
        |part: Fraction| saturate(part.num * parts / part.den).max(i64::from(part.is_positive()));
    contributions.iter().map(positive).map(weight).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fraction(num: i64, den: i64) -> Fraction {
        Fraction::of(num, Ratio::new(1, den).unwrap())
    }

    #[test]
    fn three_thirds_are_a_whole() {
        let third = fraction(1, 3);
        assert_eq!(third + third + third, Fraction::whole(1));
        assert_eq!((third + third).floor(), 0);
        assert_eq!((third + third).round(Rounding::HalfUp), 1);
        assert_eq!(third.minus(third), Fraction::ZERO);
        assert_eq!(fraction(-1, 3).floor(), -1);
    }

    #[test]
    fn one_floor_for_the_sum_not_one_per_line() {
        let five_percent = Ratio::percent(5);
        let lines = [1_990, 1_990, 1_990].map(|amount| Fraction::of(amount, five_percent));
        assert_eq!(lines.iter().map(|line| line.floor()).sum::<i64>(), 297);
        assert_eq!(lines.iter().copied().sum::<Fraction>().floor(), 298);
    }

    #[test]
    fn a_multiplier_scales_what_is_not_rounded_yet() {
        let doubled = Fraction::of(30, Ratio::percent(5)).times(Ratio::new(2, 1).unwrap());
        assert_eq!(doubled, Fraction::whole(3));
        assert_eq!(fraction(-5, 2).times(Ratio::percent(150)), fraction(-15, 4));
    }

    #[test]
    fn fractions_compare_by_value() {
        assert!(fraction(1, 3) > fraction(33, 100));
        assert!(fraction(-1, 3) < fraction(-33, 100));
        assert!(Fraction::whole(2) > fraction(5, 3));
        assert_eq!(fraction(2, 6).cmp(&fraction(1, 3)), Ordering::Equal);
    }

    #[test]
    fn too_fine_a_sum_is_cut_to_billionths_and_never_up_to_a_whole() {
        let primes = [999_999_937, 999_999_929, 999_999_893, 999_999_883];
        let sum: Fraction = primes.iter().map(|prime| fraction(1, *prime)).sum();
        assert!(sum.is_positive() && sum < fraction(5, 1_000_000_000));
        let almost = Ratio::new(i64::MAX - 1, i64::MAX).unwrap();
        assert_eq!(Fraction::of(1, almost).floor(), 0);
        assert_eq!(
            Fraction::of(1, almost)
                .plus(fraction(1, 999_999_937))
                .floor(),
            1
        );
    }

    #[test]
    fn the_ends_of_the_range_saturate() {
        let largest = Fraction::whole(i64::MAX);
        assert_eq!(largest.plus(largest), largest);
        assert_eq!(largest.times(Ratio::new(i64::MAX, 1).unwrap()), largest);
        let smallest = Fraction::whole(i64::MIN);
        assert_eq!(smallest.plus(smallest), smallest);
        assert_eq!(smallest.times(Ratio::new(7, 3).unwrap()), smallest);
    }

    fn check_shares(total: i64, contributions: &[(i64, i64)], expected: &[i64]) {
        let contributions: Vec<Fraction> = contributions
            .iter()
            .map(|(num, den)| fraction(*num, *den))
            .collect();
        assert_eq!(share_contributions(total, &contributions), expected);
    }

    #[test]
    fn lines_share_the_floor_by_largest_remainder() {
        check_shares(
            298,
            &[(1_990, 20), (1_990, 20), (1_990, 20)],
            &[100, 99, 99],
        );
        check_shares(2, &[(2, 1), (9, 10)], &[2, 0]);
        check_shares(1, &[(4, 10), (9, 10)], &[0, 1]);
        check_shares(1, &[(1, 2), (1, 2)], &[1, 0]);
        check_shares(0, &[(1, 2)], &[0]);
        check_shares(0, &[], &[]);
        check_shares(0, &[(0, 1), (0, 1)], &[0, 0]);
    }

    #[test]
    fn a_trimmed_total_is_shared_in_proportion() {
        check_shares(10, &[(100, 1), (50, 1), (50, 1)], &[5, 3, 2]);
        check_shares(30, &[(10, 1), (5, 1)], &[20, 10]);
        check_shares(7, &[(0, 1), (0, 1)], &[0, 0]);
        check_shares(3, &[(1, 1_000), (2, 1_000)], &[1, 2]);
    }

    prop_compose! {
        fn contribution()(
            value in 0_i64..1_000_000_000_000,
            num in 0_i64..10_000,
            den in 1_i64..10_000,
        ) -> Fraction {
            Fraction::of(value, Ratio::new(num, den).unwrap())
        }
    }

    proptest! {
        #[test]
        fn the_floor_of_a_sum_is_shared_whole(lines in prop::collection::vec(contribution(), 1..12)) {
            let total = lines.iter().copied().sum::<Fraction>().floor();
            let parts = share_contributions(total, &lines);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, line) in parts.iter().zip(&lines) {
                prop_assert!((line.floor()..=line.round(Rounding::Ceil)).contains(part));
            }
        }

        #[test]
        fn any_total_is_shared_whole(
            total in 0_i64..1_000_000,
            lines in prop::collection::vec(contribution(), 1..12),
        ) {
            let parts = share_contributions(total, &lines);
            let expected = if lines.iter().any(|line| line.is_positive()) { total } else { 0 };
            prop_assert_eq!(parts.iter().sum::<i64>(), expected);
        }

        #[test]
        fn sums_of_sane_rates_are_exact(
            values in prop::collection::vec((0_i64..1_000_000_000, 0_i64..100_000), 1..20),
        ) {
            let rate = |rate: &i64| Ratio::new(*rate, 100_000).unwrap();
            let sum: Fraction = values.iter().map(|(value, num)| Fraction::of(*value, rate(num))).sum();
            let exact: i64 = values.iter().map(|(value, num)| value * num).sum();
            prop_assert_eq!(sum.floor(), exact / 100_000);
        }

        #[test]
        fn nothing_panics_and_order_is_total(a: i64, b: i64, c: i64, d: i64) {
            let ratio = |num, den| Ratio::new(num, den).unwrap_or(Ratio::ONE);
            let (left, right) = (Fraction::of(a, ratio(b, c)), Fraction::of(d, ratio(c, b)));
            let scaled = left.plus(right).times(ratio(b, d)).minus(left).times(ratio(d, a));
            let _ = scaled.round(Rounding::HalfEven);
            prop_assert_eq!(left.cmp(&right), right.cmp(&left).reverse());
            let _ = share_contributions(a, &[left, right]);
        }
    }
}
