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
            found: decimals.len(),
            most: places,
        });
    }
    number
        .to_integer(decimals, places, false)
        .filter(|value| within(*value, most))
        .ok_or_else(|| too_large(text, places, most))
}

/// Reads `2.345` as an integer of `places` decimals, rounding what does not fit half away from zero.
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

/// Writes an integer of `places` decimals with at least `at_least` of them; further zeros are left out.
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
