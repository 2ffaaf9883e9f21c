//! The stated limits of what is accepted, so that nothing accepted overflows.
//!
//! The largest line amount is 10¹² major units, and so is the largest sum of a basket. At the
//! finest exponent of ISO 4217 (4) that is 10¹⁶ minor units, so more than 900 such sums fit an
//! `i64`. A product of the largest price and the largest quantity is 10²³ in their smallest units
//! and fits an `i128`.

use super::decimal::{Price, Quantity};
use super::text::pow10;
use super::{Currency, Money};

/// The highest unit price: 10⁹ major units.
pub const PRICE_MAX: Price = Price::from_raw(1_000_000_000 * 10_000);

/// The greatest quantity on one line: 10⁶.
pub const QUANTITY_MAX: Quantity = Quantity::from_raw(1_000_000 * 10_000);

/// The most lines of a basket.
pub const LINES_MAX: usize = 1_000;

/// The most coupons and codes of a basket.
pub const COUPONS_MAX: usize = 100;

/// The most gift cards that a basket is paid by.
pub const GIFT_CARDS_MAX: usize = 20;

/// The largest amount of one line, and of a whole basket, in major units: 10¹².
pub const AMOUNT_MAX_MAJOR: i64 = 1_000_000_000_000;

/// The most points, in whole units, that one text may name: 10¹².
pub const POINTS_MAX_WHOLE: i64 = 1_000_000_000_000;

/// The largest amount of one line, and of a whole basket, in this currency.
pub fn amount_max(currency: Currency) -> Money {
    Money::from_minor(AMOUNT_MAX_MAJOR * pow10(currency.exponent()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundreds_of_the_largest_baskets_fit_in_the_finest_currency() {
        let most = amount_max(Currency::parse("CLF").unwrap());
        assert_eq!(most.minor(), 10_i64.pow(16));
        assert!(most.minor().checked_mul(900).is_some());
    }

    #[test]
    fn the_largest_product_fits_before_it_is_rounded() {
        let product = i128::from(PRICE_MAX.raw()).checked_mul(i128::from(QUANTITY_MAX.raw()));
        assert_eq!(product, Some(10_i128.pow(23)));
    }
}
