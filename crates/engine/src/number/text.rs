//! Decimal text to integers and back, without a floating point value in between.

use super::error::{NumberError, shown};

/// Ten to the power of `places`. Places never exceed a dozen here; more would saturate.
pub(super) const fn pow10(places: u8) -> i64 {
    let mut power: i64 = 1;
    let mut done = 0;
    while done < places {
        power = power.saturating_mul(10);
        done += 1;
    }
    power
}

/// The integer nearest to `i128` that fits `i64`.
pub(super) fn saturate(value: i128) -> i64 {
    let limit = if value < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(value).unwrap_or(limit)
}

/// Reads `400.00` as an integer of `places` decimals, exactly.
///
/// Zeros past the last place change nothing and are accepted; any other digit there is an error.
/// `most` bounds the size on both sides of zero, in the same integer form.
pub(super) fn parse_exact(text: &str, places: u8, most: i64) -> Result<i64, NumberError> {
    let number = Written::read(text)?;
    let decimals = number.decimals.trim_end_matches('0');
    if decimals.len() > usize::from(places) {
        return Err(NumberError::TooManyDecimals {
            text: shown(text),
            most: places,
        });
    }
    number
        .to_integer(decimals, places, false)
        .filter(|value| within(*value, most))
        .ok_or_else(|| too_large(text, places, most))
}

/// Reads `2.345` as an integer of `places` decimals, rounding what does not fit half away from
/// zero.
pub(super) fn parse_rounded(text: &str, places: u8, most: i64) -> Result<i64, NumberError> {
    let number = Written::read(text)?;
    let (kept, dropped) = number
        .decimals
        .split_at(number.decimals.len().min(usize::from(places)));
    let round_up = dropped
        .as_bytes()
        .first()
        .is_some_and(|digit| *digit >= b'5');
    number
        .to_integer(kept, places, round_up)
        .filter(|value| within(*value, most))
        .ok_or_else(|| too_large(text, places, most))
}

/// Writes an integer of `places` decimals with at least `at_least` of them; further zeros are left
/// out.
pub(super) fn format(value: i64, places: u8, at_least: u8) -> String {
    let places = usize::from(places);
    let at_least = usize::from(at_least);
    let mut digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let mut decimals = digits.split_off(digits.len() - places);
    while decimals.len() > at_least && decimals.ends_with('0') {
        decimals.pop();
    }
    while decimals.len() < at_least {
        decimals.push('0');
    }
    let sign = if value < 0 { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{digits}{point}{decimals}")
}

fn within(value: i64, most: i64) -> bool {
    (-most..=most).contains(&value)
}

fn too_large(text: &str, places: u8, most: i64) -> NumberError {
    NumberError::TooLarge {
        text: shown(text),
        most: format(most, places, 0),
    }
}

/// A number as it stands in a text: a sign, digits, and digits after the point.
struct Written<'t> {
    negative: bool,
    whole: &'t str,
    decimals: &'t str,
}

impl<'t> Written<'t> {
    fn read(text: &'t str) -> Result<Self, NumberError> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals, point) = match unsigned.split_once('.') {
            Some((whole, decimals)) => (whole, decimals, true),
            None => (unsigned, "", false),
        };
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || (point && decimals.is_empty())
            || !digits_only(whole)
            || !digits_only(decimals)
        {
            return Err(NumberError::NotANumber { text: shown(text) });
        }
        Ok(Self {
            negative,
            whole,
            decimals,
        })
    }

    /// The whole digits followed by `decimals` filled up to `places`; `None` if it does not fit.
    fn to_integer(&self, decimals: &str, places: u8, round_up: bool) -> Option<i64> {
        let zeros = usize::from(places).checked_sub(decimals.len())?;
        let digits = self
            .whole
            .bytes()
            .chain(decimals.bytes())
            .chain(std::iter::repeat_n(b'0', zeros));
        let mut value: i64 = 0;
        for digit in digits {
            value = value
                .checked_mul(10)?
                .checked_add(i64::from(digit - b'0'))?;
        }
        let value = value.checked_add(i64::from(round_up))?;
        Some(if self.negative { -value } else { value })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOST: i64 = 1_000_000_000_000_000;

    fn check_exact(text: &str, places: u8, expected: Option<i64>) {
        assert_eq!(
            parse_exact(text, places, MOST).ok(),
            expected,
            "{text} with {places} places"
        );
    }

    #[test]
    fn exact_text_is_read_to_the_last_digit() {
        check_exact("0", 2, Some(0));
        check_exact("400.00", 2, Some(40_000));
        check_exact("400", 2, Some(40_000));
        check_exact("400.5", 2, Some(40_050));
        check_exact("-0.01", 2, Some(-1));
        check_exact("-0", 2, Some(0));
        check_exact("007.10", 2, Some(710));
        check_exact("400.000000", 2, Some(40_000));
        check_exact("1234", 0, Some(1_234));
        check_exact("1234.0", 0, Some(1_234));
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        let wrong = [
            "", "-", ".", "5.", ".5", "+5", "1e3", " 1", "1 ", "1,5", "1 000", "1.2.3", "--1",
            "0x1", "٣", "NaN",
        ];
        for text in wrong {
            let error = parse_exact(text, 2, MOST).unwrap_err();
            assert_eq!(
                error,
                NumberError::NotANumber {
                    text: text.to_owned()
                }
            );
        }
    }

    #[test]
    fn a_finer_digit_is_refused() {
        let error = parse_exact("1.2345", 2, MOST).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`1.2345` is too fine; at most 2 decimals are possible here"
        );
        check_exact("0.001", 2, None);
        check_exact("0.0010", 3, Some(1));
    }

    #[test]
    fn the_limit_is_named() {
        let error = parse_exact("10.01", 2, 1_000).unwrap_err();
        assert_eq!(error.to_string(), "`10.01` is too large; the most is 10");
        assert_eq!(parse_exact("10.00", 2, 1_000), Ok(1_000));
        assert_eq!(parse_exact("-10.00", 2, 1_000), Ok(-1_000));
        let digits = "9".repeat(1_000);
        assert!(matches!(
            parse_exact(&digits, 2, 1_000),
            Err(NumberError::TooLarge { .. })
        ));
    }

    #[test]
    fn a_long_text_is_repeated_only_in_part() {
        let message = parse_exact(&"x".repeat(5_000_000), 2, MOST)
            .unwrap_err()
            .to_string();
        assert!(message.len() < 200, "{message}");
    }

    fn check_rounded(text: &str, places: u8, expected: i64) {
        assert_eq!(
            parse_rounded(text, places, MOST),
            Ok(expected),
            "{text} with {places} places"
        );
    }

    #[test]
    fn rounding_goes_away_from_zero_at_the_half() {
        check_rounded("2.344", 2, 234);
        check_rounded("2.345", 2, 235);
        check_rounded("2.3449999", 2, 234);
        check_rounded("-2.345", 2, -235);
        check_rounded("0.999", 2, 100);
        check_rounded("0.5", 0, 1);
        check_rounded("0.4", 0, 0);
        check_rounded("7", 2, 700);
    }

    fn check_format(value: i64, places: u8, at_least: u8, expected: &str) {
        assert_eq!(format(value, places, at_least), expected);
    }

    #[test]
    fn text_is_written_with_the_decimals_asked_for() {
        check_format(40_000, 2, 2, "400.00");
        check_format(-1, 2, 2, "-0.01");
        check_format(0, 2, 2, "0.00");
        check_format(0, 0, 0, "0");
        check_format(1_500, 0, 0, "1500");
        check_format(5_000, 4, 0, "0.5");
        check_format(10_000, 4, 0, "1");
        check_format(21_050, 4, 2, "2.105");
        check_format(21_000, 4, 2, "2.10");
        check_format(100, 2, 3, "1.000");
        check_format(i64::MIN, 4, 0, "-922337203685477.5808");
    }

    proptest! {
        #[test]
        fn text_and_integer_go_both_ways(
            value in -MOST..=MOST,
            places in 0_u8..=8,
            at_least in 0_u8..=8,
        ) {
            let text = format(value, places, at_least.min(places));
            prop_assert_eq!(parse_exact(&text, places, MOST), Ok(value));
            prop_assert_eq!(parse_rounded(&text, places, MOST), Ok(value));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}", places in 0_u8..=8) {
            let _ = parse_exact(&text, places, MOST);
            let _ = parse_rounded(&text, places, MOST);
        }
    }
}
