//! Exact ratios and the ways to round what they give.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::error::{NumberError, shown};
use super::serde_text::serde_as_text;
use super::text::{self, pow10, saturate};
use super::{Money, Points};

/// How a result between two whole values becomes whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the lower value, also below zero. The default for points earned.
    Floor,
    /// To the nearer value; a half goes away from zero, so that a return mirrors its purchase. The
    /// default for money.
    HalfUp,
    /// To the nearer value; a half goes to the even one.
    HalfEven,
    /// To the higher value, also below zero.
    Ceil,
}

/// `value × num ÷ den`, rounded once. The product is exact; a result beyond `i64` saturates.
///
/// With `den` zero there is nothing to divide by and the answer is zero; [`Ratio`] never has one.
pub fn mul_div(value: i64, num: i64, den: i64, rounding: Rounding) -> i64 {
    match value.checked_mul(num) {
        Some(product) if den > 0 => {
            let (floor, remainder) = (product.div_euclid(den), product.rem_euclid(den));
            let to_ceil = remainder.cmp(&(den - remainder));
            let up = remainder != 0 && rounding.goes_up(to_ceil, product > 0, floor % 2 != 0);
            floor + i64::from(up)
        }
        _ => saturate(div_rounded(
            i128::from(value) * i128::from(num),
            i128::from(den),
            rounding,
        )),
    }
}

/// `num ÷ den`, rounded. Zero if `den` is zero.
pub(crate) fn div_rounded(num: i128, den: i128, rounding: Rounding) -> i128 {
    if den == 0 {
        return 0;
    }
    let (num, den) = if den < 0 { (-num, -den) } else { (num, den) };
    let (floor, remainder) = div_rem(num, den);
    let to_ceil = remainder.cmp(&(den - remainder));
    let up = remainder != 0 && rounding.goes_up(to_ceil, num > 0, floor % 2 != 0);
    floor + i128::from(up)
}

impl Rounding {
    /// Whether a result that is not whole goes to the higher value. `to_ceil` is greater if that one is the
    /// nearer, equal at a half.
    fn goes_up(self, to_ceil: Ordering, positive: bool, floor_is_odd: bool) -> bool {
        match self {
            Self::Floor => false,
            Self::Ceil => true,
            Self::HalfUp => to_ceil.is_gt() || (to_ceil.is_eq() && positive),
            Self::HalfEven => to_ceil.is_gt() || (to_ceil.is_eq() && floor_is_odd),
        }
    }
}

/// Quotient, rounded down, and remainder of a division by a number above zero. Where both sides fit 64 bits the
/// processor divides, which is several times faster than 128 bits are.
pub(crate) fn div_rem(num: i128, den: i128) -> (i128, i128) {
    match (i64::try_from(num), i64::try_from(den)) {
        (Ok(num), Ok(den)) => (
            i128::from(num.div_euclid(den)),
            i128::from(num.rem_euclid(den)),
        ),
        _ => (num.div_euclid(den), num.rem_euclid(den)),
    }
}

/// The greatest common divisor; `gcd(0, x)` is `x`.
pub(super) const fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.cast_signed()
}

/// An exact fraction in lowest terms, with a denominator above zero.
///
/// Its text is `5%`, `12.5%` or `0.05`; what no percentage writes exactly is `1/3`. Serialised as
/// text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    num: i64,
    den: i64,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// The whole.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// `num ÷ den` in lowest terms, or `None` if `den` is zero.
    pub fn new(num: i64, den: i64) -> Option<Self> {
        let (num, den) = (i128::from(num), i128::from(den));
        let sign = den.signum();
        let common = gcd(num, den) * sign;
        if common == 0 {
            return None;
        }
        let num = i64::try_from(num / common).ok()?;
        let den = i64::try_from(den / common).ok()?;
        Some(Self { num, den })
    }

    /// So many percent.
    pub fn percent(percent: i32) -> Self {
        Self::new(i64::from(percent), 100).unwrap_or(Self::ZERO)
    }

    /// Points per money: `of` an amount in minor units it gives raw points. `None` for no money.
    pub fn points_per_money(points: Points, money: Money) -> Option<Self> {
        Self::new(points.raw(), money.minor())
    }

    /// Money per points: `of` raw points it gives minor units. `None` for no points.
    pub fn money_per_points(money: Money, points: Points) -> Option<Self> {
        Self::new(money.minor(), points.raw())
    }

    /// Splits `8 per 1.00` into its two amounts, each to be read in its own unit or currency.
    ///
    /// # Errors
    /// No `per`, or nothing on one side of it.
    pub fn split_per(text: &str) -> Result<(&str, &str), NumberError> {
        let not_a_per = || NumberError::NotAPer { text: shown(text) };
        let (left, right) = text.split_once(" per ").ok_or_else(not_a_per)?;
        let (left, right) = (left.trim(), right.trim());
        if left.is_empty() || right.is_empty() {
            Err(not_a_per())
        } else {
            Ok((left, right))
        }
    }

    /// Reads `5%`, `12.5%`, `0.05` or `1/3`. Up to 10⁶ whole, six decimals of a percentage, eight
    /// otherwise.
    ///
    /// # Errors
    /// Anything else, a negative number included.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        const WHOLE_MAX: i64 = 1_000_000;
        let not_a_ratio = || NumberError::NotARatio { text: shown(text) };
        if text.starts_with('-') {
            return Err(not_a_ratio());
        }
        if let Some((num, den)) = text.split_once('/') {
            let read = |part| text::parse_exact(part, 0, i64::MAX).map_err(|_| not_a_ratio());
            return Self::new(read(num)?, read(den)?)
                .filter(|ratio| ratio.num >= 0)
                .ok_or_else(not_a_ratio);
        }
        let (number, places, den) = match text.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), 6, 100 * pow10(6)),
            None => (text, 8, pow10(8)),
        };
        let num =
            text::parse_exact(number, places, WHOLE_MAX * den).map_err(|error| match error {
                NumberError::NotANumber { .. } => not_a_ratio(),
                other => other,
            })?;
        Self::new(num, den).ok_or_else(not_a_ratio)
    }

    /// The numerator in lowest terms.
    pub const fn num(self) -> i64 {
        self.num
    }

    /// The denominator in lowest terms, above zero.
    pub const fn den(self) -> i64 {
        self.den
    }

    /// This share of a value, rounded once.
    pub fn of(self, value: i64, rounding: Rounding) -> i64 {
        mul_div(value, self.num, self.den, rounding)
    }

    /// One through the ratio, or `None` for zero.
    pub fn inverse(self) -> Option<Self> {
        Self::new(self.den, self.num)
    }

    /// The product of two ratios, or `None` when it is too fine or too large to write down.
    pub fn times(self, other: Self) -> Option<Self> {
        let num = i128::from(self.num) * i128::from(other.num);
        let den = i128::from(self.den) * i128::from(other.den);
        let common = gcd(num, den);
        Some(Self {
            num: i64::try_from(num / common).ok()?,
            den: i64::try_from(den / common).ok()?,
        })
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.num) * i128::from(other.den);
        let right = i128::from(other.num) * i128::from(self.den);
        left.cmp(&right)
    }
}

impl FromStr for Ratio {
    type Err = NumberError;
    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PERCENT_PLACES: u8 = 6;
        let parts = i128::from(self.num) * i128::from(100 * pow10(PERCENT_PLACES));
        let den = i128::from(self.den);
        match i64::try_from(parts / den) {
            Ok(percent) if parts % den == 0 => {
                write!(out, "{}%", text::format(percent, PERCENT_PLACES, 0))
            }
            _ => write!(out, "{}/{}", self.num, self.den),
        }
    }
}

serde_as_text!(
    Ratio,
    crate::both!("a ratio, like 5% or 0.05", "доля, например 5% или 0.05")
);

impl JsonSchema for Ratio {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "number"],
            "description": "A share: 5%, 12.5% or 0.05.",
            "pattern": r"^[0-9]+(\.[0-9]+)? ?%?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Rounding; 4] = [
        Rounding::Floor,
        Rounding::HalfUp,
        Rounding::HalfEven,
        Rounding::Ceil,
    ];

    /// `num ÷ den` under floor, half-up, half-even and ceil.
    fn check_rounding(num: i64, den: i64, expected: [i64; 4]) {
        assert_eq!(
            ALL.map(|rounding| mul_div(1, num, den, rounding)),
            expected,
            "{num} / {den}"
        );
    }

    #[test]
    fn each_rounding_does_what_its_name_says() {
        check_rounding(6, 2, [3, 3, 3, 3]);
        check_rounding(5, 2, [2, 3, 2, 3]);
        check_rounding(7, 2, [3, 4, 4, 4]);
        check_rounding(7, 3, [2, 2, 2, 3]);
        check_rounding(8, 3, [2, 3, 3, 3]);
        check_rounding(1, 3, [0, 0, 0, 1]);
        check_rounding(0, 3, [0, 0, 0, 0]);
        check_rounding(-5, 2, [-3, -3, -2, -2]);
        check_rounding(-7, 2, [-4, -4, -4, -3]);
        check_rounding(-7, 3, [-3, -2, -2, -2]);
        check_rounding(5, -2, [-3, -3, -2, -2]);
        check_rounding(-5, -2, [2, 3, 2, 3]);
        check_rounding(1, 0, [0, 0, 0, 0]);
    }

    #[test]
    fn the_ends_of_the_range_saturate() {
        assert_eq!(
            mul_div(i64::MIN, i64::MIN, i64::MAX, Rounding::Floor),
            i64::MAX
        );
        assert_eq!(mul_div(i64::MAX, i64::MIN, 1, Rounding::Ceil), i64::MIN);
        assert_eq!(
            mul_div(i64::MIN, i64::MIN, i64::MIN, Rounding::HalfUp),
            i64::MIN
        );
    }

    fn check_ratio(text: &str, num: i64, den: i64, written: &str) {
        let ratio = Ratio::parse(text).unwrap();
        assert_eq!(
            (ratio.num(), ratio.den(), ratio.to_string().as_str()),
            (num, den, written)
        );
    }

    #[test]
    fn a_ratio_is_read_exactly() {
        check_ratio("5%", 1, 20, "5%");
        check_ratio("5 %", 1, 20, "5%");
        check_ratio("12.5%", 1, 8, "12.5%");
        check_ratio("0.05", 1, 20, "5%");
        check_ratio("0", 0, 1, "0%");
        check_ratio("1", 1, 1, "100%");
        check_ratio("150%", 3, 2, "150%");
        check_ratio("0.000001%", 1, 100_000_000, "0.000001%");
        check_ratio("1/3", 1, 3, "1/3");
        check_ratio("2/4", 1, 2, "50%");
    }

    #[test]
    fn what_is_no_ratio_is_refused_with_the_right_form() {
        for text in [
            "",
            "%",
            "five",
            "-5%",
            "5%%",
            "1/0",
            "1/-3",
            "/",
            "1e-2",
            "5 percent",
            ".5",
        ] {
            let message = Ratio::parse(text).unwrap_err().to_string();
            assert!(
                message.ends_with("is not a ratio; write 5%, 12.5% or 0.05"),
                "{message}"
            );
        }
        assert!(matches!(
            Ratio::parse("0.0000001%"),
            Err(NumberError::TooManyDecimals { .. })
        ));
        assert!(matches!(
            Ratio::parse("1000001"),
            Err(NumberError::TooLarge { .. })
        ));
    }

    #[test]
    fn a_ratio_is_read_from_yaml_without_quotes() {
        for yaml in ["5%", "0.05", "'5 %'"] {
            assert_eq!(
                serde_saphyr::from_str::<Ratio>(yaml).unwrap(),
                Ratio::percent(5),
                "{yaml}"
            );
        }
    }

    #[test]
    fn a_rate_has_two_parts() {
        assert_eq!(Ratio::split_per("8 per 1.00"), Ok(("8", "1.00")));
        assert_eq!(Ratio::split_per("1  per  30"), Ok(("1", "30")));
        for text in ["8", "8 per", "per 1.00", " per ", "8per1"] {
            assert!(
                matches!(Ratio::split_per(text), Err(NumberError::NotAPer { .. })),
                "{text}"
            );
        }
        let eight_per_one =
            Ratio::points_per_money(Points::from_raw(8), Money::from_minor(100)).unwrap();
        assert_eq!(eight_per_one.of(1_250, Rounding::Floor), 100);
        assert_eq!(
            Ratio::points_per_money(Points::from_raw(8), Money::ZERO),
            None
        );
    }

    #[test]
    fn ratios_compare_multiply_and_turn_over() {
        assert!(Ratio::percent(5) < Ratio::new(1, 19).unwrap());
        assert_eq!(
            Ratio::percent(50).times(Ratio::percent(50)),
            Some(Ratio::percent(25))
        );
        assert_eq!(Ratio::ZERO.times(Ratio::ONE), Some(Ratio::ZERO));
        assert_eq!(Ratio::percent(5).inverse(), Ratio::new(20, 1));
        assert_eq!(Ratio::ZERO.inverse(), None);
        assert_eq!(Ratio::new(1, -3), Ratio::new(-1, 3));
        assert_eq!(Ratio::new(i64::MIN, -1), None);
    }

    proptest! {
        #[test]
        fn roundings_stay_beside_the_exact_value(value: i32, num: i32, den in 1_i32..) {
            let (value, num, den) = (i64::from(value), i64::from(num), i64::from(den));
            let exact = i128::from(value) * i128::from(num);
            let scaled = |rounding| i128::from(mul_div(value, num, den, rounding)) * i128::from(den);
            let den = i128::from(den);
            prop_assert!(scaled(Rounding::Floor) <= exact && exact < scaled(Rounding::Floor) + den);
            prop_assert!(scaled(Rounding::Ceil) >= exact && exact > scaled(Rounding::Ceil) - den);
            prop_assert!(2 * (scaled(Rounding::HalfUp) - exact).abs() <= den);
            prop_assert!(2 * (scaled(Rounding::HalfEven) - exact).abs() <= den);
        }

        #[test]
        fn halves_mirror_at_zero_and_floor_mirrors_ceil(value: i32, num: i32, den in 1_i32..) {
            let (value, num, den) = (i64::from(value), i64::from(num), i64::from(den));
            let of = |sign: i64, rounding| mul_div(sign * value, num, den, rounding);
            prop_assert_eq!(of(1, Rounding::HalfUp), -of(-1, Rounding::HalfUp));
            prop_assert_eq!(of(1, Rounding::HalfEven), -of(-1, Rounding::HalfEven));
            prop_assert_eq!(of(1, Rounding::Floor), -of(-1, Rounding::Ceil));
        }

        #[test]
        fn text_and_ratio_go_both_ways(num in 0..=i64::MAX, den in 1..=i64::MAX) {
            let ratio = Ratio::new(num % 1_000_000, den).unwrap();
            prop_assert_eq!(Ratio::parse(&ratio.to_string()), Ok(ratio));
            let json = serde_json::to_string(&ratio).unwrap();
            prop_assert_eq!(serde_json::from_str::<Ratio>(&json).unwrap(), ratio);
        }

        #[test]
        fn nothing_panics(value: i64, num: i64, den: i64, text in ".{0,16}") {
            for rounding in ALL {
                mul_div(value, num, den, rounding);
            }
            let _ = Ratio::new(num, den);
            let _ = Ratio::parse(&text);
        }
    }
}
