//! Classes by weight (ABC) and by regularity (XYZ), of members or of goods.

use serde::Serialize;

use crate::number::{count, real};

/// How much of the whole something carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Class {
    /// The few that carry most.
    A,
    /// Those after them.
    B,
    /// The many that carry little.
    C,
}

/// Where classes end, as shares of the whole in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// A carries so much.
    pub a: u8,
    /// A and B carry so much.
    pub b: u8,
}

impl Default for Shares {
    /// 80 and 95.
    fn default() -> Self {
        Self { a: 80, b: 95 }
    }
}

/// Classes in the order given: from the largest value down, a value is of class A while those before it carry less than
/// the share of A, and so on. Equal values are of one class. What is not above nothing is C.
pub fn abc(values: &[i64], shares: Shares) -> Vec<Class> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(values[*place]));
    let weight = |value: i64| i128::from(value.max(0));
    let all: i128 = values.iter().map(|value| weight(*value)).sum();
    let mut classes = vec![Class::C; values.len()];
    let mut before: i128 = 0;
    for equal in order.chunk_by(|one, other| values[*one] == values[*other]) {
        let reaches = |share: u8| before * 100 < all * i128::from(share);
        let class = match equal.first().map_or(0, |place| values[*place]) {
            ..=0 => Class::C,
            _ if reaches(shares.a) => Class::A,
            _ if reaches(shares.b) => Class::B,
            _ => Class::C,
        };
        for place in equal {
            classes[*place] = class;
            before += weight(values[*place]);
        }
    }
    classes
}

/// How even something is from period to period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Regularity {
    /// Even: variation up to 10 %.
    X,
    /// Somewhat: up to 25 %.
    Y,
    /// Not: more, or nothing at all.
    Z,
}

/// Standard deviation (n) over mean of the periods; `None` without a mean above nothing.
pub fn variation(periods: &[i64]) -> Option<f64> {
    let n = count(periods.len());
    let sum: i128 = periods.iter().map(|value| i128::from(*value)).sum();
    let mean = real(i64::try_from(sum).unwrap_or(i64::MAX)) / n;
    let squares: f64 = periods
        .iter()
        .map(|value| (real(*value) - mean).powi(2))
        .sum();
    (mean > 0.0).then(|| (squares / n).sqrt() / mean)
}

/// The class of a variation, with the usual bounds of 10 % and 25 %.
pub fn xyz(periods: &[i64]) -> Regularity {
    match variation(periods) {
        Some(variation) if variation <= 0.10 => Regularity::X,
        Some(variation) if variation <= 0.25 => Regularity::Y,
        _ => Regularity::Z,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_that_carry_most_are_a() {
        let check = |values: &[i64], expected: &[Class]| {
            assert_eq!(abc(values, Shares::default()), expected, "{values:?}");
        };
        check(&[5, 80, 15], &[Class::C, Class::A, Class::B]);
        check(&[50, 50], &[Class::A, Class::A]);
        check(&[100], &[Class::A]);
        check(&[0, -3, 9], &[Class::C, Class::C, Class::A]);
        check(&[], &[]);
        // Equal values stay together, though the second of them crosses the bound.
        check(&[70, 15, 15], &[Class::A, Class::A, Class::A]);
    }

    #[test]
    fn evenness_is_variation() {
        assert_eq!(xyz(&[100, 100, 100]), Regularity::X);
        assert_eq!(xyz(&[100, 120, 80]), Regularity::Y);
        assert_eq!(xyz(&[0, 300, 0]), Regularity::Z);
        assert_eq!(xyz(&[]), Regularity::Z);
        assert_eq!(variation(&[0, 0]), None);
        assert_eq!(variation(&[5]), Some(0.0));
    }
}
