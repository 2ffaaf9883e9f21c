//! Quantities and unit prices: decimals of up to four places, for goods by weight, fuel and
//! wholesale.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::amount::amount;
use super::error::NumberError;
use super::limits::{PRICE_MAX, QUANTITY_MAX, amount_max};
use super::ratio::{Rounding, div_rounded};
use super::text::{self, pow10};
use super::{Currency, Money};

/// Decimal places of quantities and prices.
pub(super) const PLACES: u8 = 4;

/// The smallest parts of one whole: 10⁴.
pub(super) const PARTS: i64 = pow10(PLACES);

/// How much of a thing: pieces, kilograms, litres. In ten-thousandths; serialised as that integer.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Quantity(i64);

amount!(Quantity);

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(PARTS);

    /// This many ten-thousandths.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// How many ten-thousandths.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// This many whole pieces.
    pub const fn whole(pieces: i64) -> Self {
        Self(pieces.saturating_mul(PARTS))
    }

    /// How many whole pieces, or `None` for a quantity with a fraction.
    pub const fn as_whole(self) -> Option<i64> {
        if self.0 % PARTS == 0 {
            Some(self.0 / PARTS)
        } else {
            None
        }
    }

    /// How many whole pieces are in it, a fraction left out.
    pub const fn whole_units(self) -> i64 {
        self.0 / PARTS
    }

    /// Reads `1`, `0.5` or `0.3330` exactly.
    ///
    /// # Errors Not a number, more than four decimals, or beyond [`QUANTITY_MAX`]. A sign is not
    /// judged here.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        text::parse_exact(text, PLACES, QUANTITY_MAX.0).map(Self)
    }
}

impl FromStr for Quantity {
    type Err = NumberError;
    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

/// Writes `1`, `0.5`: no zeros past the last digit that counts.
impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&text::format(self.0, PLACES, 0))
    }
}

/// The price of one whole unit, in ten-thousandths of the major unit; serialised as that integer.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Price(i64);

amount!(Price);

impl Price {
    /// This many ten-thousandths of the major unit.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// How many ten-thousandths of the major unit.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The price that equals this amount of money for one unit. Exact: no currency is finer than a
    /// price.
    pub fn from_money(money: Money, currency: Currency) -> Self {
        Self(money.minor().saturating_mul(minor_parts(currency)))
    }

    /// Reads `400.00` or `2.105` exactly.
    ///
    /// # Errors
    /// Not a number, more than four decimals, or beyond [`PRICE_MAX`]. A sign is not judged here.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        text::parse_exact(text, PLACES, PRICE_MAX.0).map(Self)
    }

    /// Reads a price from a foreign file, rounding half-up (away from zero) to four places.
    ///
    /// # Errors
    /// Not a number, or beyond [`PRICE_MAX`].
    pub fn parse_rounded(text: &str) -> Result<Self, NumberError> {
        text::parse_rounded(text, PLACES, PRICE_MAX.0).map(Self)
    }

    /// Writes `400.00` or `2.105`: at least the decimals of the currency, no further zeros.
    pub fn format(self, currency: Currency) -> String {
        text::format(self.0, PLACES, currency.exponent())
    }

    /// Price × quantity, rounded half-up to the minor unit, once. See [`line_amount`].
    pub fn times(self, quantity: Quantity, currency: Currency) -> Option<Money> {
        line_amount(self, quantity, currency)
    }
}

/// The amount of a line: unit price × quantity, rounded half-up (away from zero) to the minor unit,
/// once.
///
/// `None` when the amount is beyond [`amount_max`].
pub fn line_amount(price: Price, quantity: Quantity, currency: Currency) -> Option<Money> {
    let product = i128::from(price.0) * i128::from(quantity.0);
    let amount = div_rounded(
        product,
        i128::from(parts_of_product(currency)),
        Rounding::HalfUp,
    );
    let most = amount_max(currency);
    i64::try_from(amount)
        .ok()
        .map(Money::from_minor)
        .filter(|amount| amount.abs() <= most)
}

/// How many of the smallest parts of a price make one minor unit.
pub(super) fn minor_parts(currency: Currency) -> i64 {
    pow10(PLACES - currency.exponent().min(PLACES))
}

/// How many units of a price × quantity product make one minor unit.
pub(super) fn parts_of_product(currency: Currency) -> i64 {
    minor_parts(currency) * PARTS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn a_quantity_is_written_without_idle_zeros() {
        for (text, written) in [
            ("1", "1"),
            ("1.0000", "1"),
            ("0.5", "0.5"),
            ("0.3330", "0.333"),
            ("-2", "-2"),
        ] {
            assert_eq!(Quantity::parse(text).unwrap().to_string(), written);
        }
        assert_eq!(Quantity::parse("6000").unwrap().as_whole(), Some(6_000));
        assert_eq!(Quantity::parse("0.5").unwrap().as_whole(), None);
    }

    #[test]
    fn a_price_is_written_with_the_decimals_of_its_currency() {
        let written = |code: &str, text: &str| Price::parse(text).unwrap().format(currency(code));
        assert_eq!(written("RUB", "400"), "400.00");
        assert_eq!(written("RUB", "2.105"), "2.105");
        assert_eq!(written("JPY", "400.00"), "400");
        assert_eq!(written("JPY", "0.5"), "0.5");
        assert_eq!(written("KWD", "1.5"), "1.500");
    }

    #[test]
    fn the_limits_are_held_and_named() {
        assert_eq!(Price::parse("1000000000"), Ok(PRICE_MAX));
        let error = Price::parse("1000000000.0001").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`1000000000.0001` is too large; the most is 1000000000"
        );
        assert_eq!(Quantity::parse("1000000"), Ok(QUANTITY_MAX));
        assert!(matches!(
            Quantity::parse("1000000.5"),
            Err(NumberError::TooLarge { .. })
        ));
        assert!(matches!(
            Price::parse("1.00005"),
            Err(NumberError::TooManyDecimals { .. })
        ));
        assert_eq!(Price::parse_rounded("1.00005"), Ok(Price::from_raw(10_001)));
    }

    fn check_amount(code: &str, price: &str, quantity: &str, expected: &str) {
        let (price, quantity) = (
            Price::parse(price).unwrap(),
            Quantity::parse(quantity).unwrap(),
        );
        let amount = line_amount(price, quantity, currency(code)).unwrap();
        assert_eq!(currency(code).format_money(amount), expected);
    }

    #[test]
    fn a_line_amount_is_rounded_once() {
        check_amount("RUB", "400.00", "1", "400.00");
        check_amount("RUB", "33.33", "3", "99.99");
        check_amount("RUB", "2.105", "20", "42.10");
        check_amount("RUB", "0.005", "1", "0.01");
        check_amount("RUB", "0.0049", "1", "0.00");
        check_amount("RUB", "300.30", "0.333", "100.00");
        check_amount("JPY", "0.5", "1", "1");
        check_amount("JPY", "0.4999", "1", "0");
        check_amount("KWD", "1.2345", "1", "1.235");
        check_amount("CLF", "0.0001", "0.5", "0.0001");
        check_amount("RUB", "-0.005", "1", "-0.01");
    }

    #[test]
    fn an_amount_past_the_limit_is_none() {
        assert_eq!(line_amount(PRICE_MAX, QUANTITY_MAX, currency("CLF")), None);
        let most = line_amount(PRICE_MAX, Quantity::whole(1_000), currency("CLF")).unwrap();
        assert_eq!(most, amount_max(currency("CLF")));
        assert_eq!(
            PRICE_MAX.times(Quantity::from_raw(10_000_001), currency("RUB")),
            None
        );
    }

    proptest! {
        #[test]
        fn one_unit_at_a_price_from_money_costs_that_money(
            minor in -1_000_000_000_000_i64..1_000_000_000_000,
            code in prop::sample::select(vec!["JPY", "RUB", "KWD", "CLF"]),
        ) {
            let money = Money::from_minor(minor);
            let price = Price::from_money(money, currency(code));
            prop_assert_eq!(line_amount(price, Quantity::ONE, currency(code)), Some(money));
        }

        #[test]
        fn a_line_amount_is_within_half_a_minor_unit(
            price in 0..=PRICE_MAX.raw(),
            quantity in 0..=10_000_000_i64,
            code in prop::sample::select(vec!["JPY", "RUB", "KWD", "CLF"]),
        ) {
            let unit_price = Price::from_raw(price);
            let amount = line_amount(unit_price, Quantity::from_raw(quantity), currency(code)).unwrap();
            let parts = i128::from(parts_of_product(currency(code)));
            let off = i128::from(amount.minor()) * parts - i128::from(price) * i128::from(quantity);
            prop_assert!(-parts < 2 * off && 2 * off <= parts);
        }
    }
}
