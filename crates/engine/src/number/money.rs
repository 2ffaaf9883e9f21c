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

    /// Reads `2.345`, rounding half-up (away from zero) to the minor unit. For imports of foreign
    /// files.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn check(code: &str, text: &str, minor: i64, written: &str) {
        let money = currency(code).parse_money(text).unwrap();
        assert_eq!(
            (money.minor(), currency(code).format_money(money).as_str()),
            (minor, written)
        );
    }

    #[test]
    fn money_is_read_and_written_in_its_currency() {
        check("RUB", "400.00", 40_000, "400.00");
        check("RUB", "400", 40_000, "400.00");
        check("RUB", "-0.5", -50, "-0.50");
        check("JPY", "400", 400, "400");
        check("KWD", "1.234", 1_234, "1.234");
        check("CLF", "0.0001", 1, "0.0001");
    }

    fn check_refused(code: &str, text: &str, message: &str) {
        assert_eq!(
            currency(code).parse_money(text).unwrap_err().to_string(),
            message
        );
    }

    #[test]
    fn money_finer_than_its_currency_or_too_large_is_refused() {
        check_refused(
            "RUB",
            "400.005",
            "`400.005` is too fine; at most 2 decimals are possible here",
        );
        check_refused(
            "JPY",
            "1.5",
            "`1.5` is too fine; at most 0 decimals are possible here",
        );
        check_refused(
            "RUB",
            "ten",
            "`ten` is not a number; write digits with a point, like 400.00",
        );
        check_refused(
            "RUB",
            "1000000000000.01",
            "`1000000000000.01` is too large; the most is 1000000000000",
        );
    }

    #[test]
    fn imports_may_round() {
        assert_eq!(
            currency("GBP").parse_money_rounded("0.125"),
            Ok(Money::from_minor(13))
        );
        assert_eq!(
            currency("GBP").parse_money_rounded("-0.125"),
            Ok(Money::from_minor(-13))
        );
        assert_eq!(
            currency("JPY").parse_money_rounded("99.4"),
            Ok(Money::from_minor(99))
        );
    }

    #[test]
    fn it_adds_up_and_is_serialised_as_its_integer() {
        let amounts = [
            Money::from_minor(150),
            Money::from_minor(-50),
            Money::from_minor(1),
        ];
        assert_eq!(amounts.iter().sum::<Money>(), Money::from_minor(101));
        assert_eq!(-amounts[0] + amounts[0], Money::ZERO);
        assert_eq!(amounts[1].or_zero(), Money::ZERO);
        assert_eq!(serde_json::to_string(&amounts).unwrap(), "[150,-50,1]");
    }
}
