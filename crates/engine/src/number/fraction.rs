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
/// Exact while the common denominator of everything added stays within 10¹⁸, which any handful of rates
/// written as decimals does. Beyond that a term is cut down to billionths of the smallest unit: the same
/// input still gives the same output, and the sum never overflows.
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
        let whole = Self::of(saturate(self.num.div_euclid(self.den)), ratio);
        let rest = self.num.rem_euclid(self.den);
        let (num, den) = (i128::from(ratio.num()), i128::from(ratio.den()));
        whole.plus(Self::reduced(rest * num, self.den * den))
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
        let whole = self.num.div_euclid(self.den);
        let rest = self.num.rem_euclid(self.den);
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
        let wholes = self
            .num
            .div_euclid(self.den)
            .cmp(&other.num.div_euclid(other.den));
        wholes.then_with(|| {
            let (rest, other_rest) = (
                self.num.rem_euclid(self.den),
                other.num.rem_euclid(other.den),
            );
            (rest * other.den).cmp(&(other_rest * self.den))
        })
    }
}

/// Shares `total` over lines by what each contributed before rounding: every line gets the whole part of
/// its contribution, and what is left goes one by one to the largest remainders, ties to the earlier line.
///
/// When `total` is not the sum of the contributions rounded (a cap trimmed it, say), it is shared in
/// proportion to them instead. Contributions at or below zero get nothing. The parts add up to `total`,
/// unless nothing was contributed: then all parts are zero.
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

/// Contributions as integers of one denominator, shifted down together until they fit.
fn weights_of(contributions: &[Fraction]) -> Vec<i64> {
    let sum: Fraction = contributions
        .iter()
        .copied()
        .filter(|part| part.is_positive())
        .sum();
    let parts = if sum.floor() < 1_000_000_000 {
        COARSE
    } else {
        1
    };
    contributions
        .iter()
        .map(|part| saturate(div_rounded(part.num * parts, part.den, Rounding::Floor)).max(0))
        .collect()
}
