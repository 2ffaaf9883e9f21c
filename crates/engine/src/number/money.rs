//! An amount of money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::amount::amount;
use super::error::NumberError;
use super::limits::amount_max;
use super::{Currency, text};

/// An amount of money in the minor units of its currency (kopecks, cents, whole yen).
///
/// The currency is not part of the value: a program has one. Serialised as the integer.
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
pub struct Money(i64);

amount!(Money);

impl Money {
    /// This many minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// How many minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }
}

impl Currency {
    /// Reads `400.00` exactly.
    ///
    /// # Errors
    /// Not a number, a decimal finer than the minor unit, or an amount beyond
    /// [`amount_max`](super::limits::amount_max).
    pub fn parse_money(self, text: &str) -> Result<Money, NumberError> {
        text::parse_exact(text, self.exponent(), amount_max(self).minor()).map(Money)
    }

    /// Reads `2.345`, rounding half-up (away from zero) to the minor unit. For imports of foreign files.
    ///
    /// # Errors
    /// Not a number, or an amount beyond [`amount_max`](super::limits::amount_max).
    pub fn parse_money_rounded(self, text: &str) -> Result<Money, NumberError> {
        text::parse_rounded(text, self.exponent(), amount_max(self).minor()).map(Money)
    }

    /// Writes `400.00`: always with as many decimals as the currency has.
    pub fn format_money(self, money: Money) -> String {
        text::format(money.0, self.exponent(), self.exponent())
    }
}
