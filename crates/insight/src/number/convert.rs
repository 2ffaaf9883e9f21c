//! The one place where whole numbers become floats and floats whole numbers.

/// A whole number as a float: exact up to 2⁵³, the nearest float above.
#[expect(
    clippy::as_conversions,
    reason = "the one home of this conversion; `From` does not exist for it"
)]
pub const fn real(value: i64) -> f64 {
    value as f64
}

/// A length or a count as a float.
pub fn count(length: usize) -> f64 {
    real(i64::try_from(length).unwrap_or(i64::MAX))
}

/// The nearest whole number, halves away from zero; held within 64 bits, 0 for what is no number.
#[expect(
    clippy::as_conversions,
    reason = "the one home of this conversion; it saturates and maps NaN to 0"
)]
pub fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// The first figures of a number, as many as `most` has noughts, the rest nought: 1,234 with `most` 100 is 1,200.
pub fn figures(number: i64, most: i64) -> i64 {
    let mut unit = 1;
    while number / unit >= most {
        unit *= 10;
    }
    number / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_first_figures() {
        for (number, most, expected) in [
            (0, 1_000, 0),
            (999, 1_000, 999),
            (1_234, 1_000, 1_230),
            (987_654_321, 1_000, 987_000_000),
            (99, 100, 99),
            (128, 100, 120),
        ] {
            assert_eq!(figures(number, most), expected, "{number}");
        }
    }

    #[test]
    fn conversions_round_to_nearest_and_saturate() {
        assert_eq!((real(-3), count(7)), (-3.0, 7.0));
        for (value, expected) in [
            (2.5, 3),
            (-2.5, -3),
            (f64::NAN, 0),
            (f64::INFINITY, i64::MAX),
        ] {
            assert_eq!(whole(value), expected, "{value}");
        }
    }
}
