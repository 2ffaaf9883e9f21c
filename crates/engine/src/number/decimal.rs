//! Quantities and unit prices: decimals of up to four places, for goods by weight, fuel and wholesale.

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

    /// Reads `1`, `0.5` or `0.3330` exactly.
    ///
    /// # Errors
    /// Not a number, more than four decimals, or beyond [`QUANTITY_MAX`]. A sign is not judged here.
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

    /// The price that equals this amount of money for one unit. Exact: no currency is finer than a price.
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

/// The amount of a line: unit price × quantity, rounded half-up (away from zero) to the minor unit, once.
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
