//! Numbers, money and shares.

use super::Language;
use crate::number::{Currency, Money, Points, Ratio, Scale};

/// Keeps a number together with what belongs to it at a line's end.
const SPACE: char = '\u{a0}';

impl Language {
    /// A number with its thousands apart: `12,345.6`, `12 345,6`. Takes digits with a point.
    pub fn number(self, digits: &str) -> String {
        let (sign, digits) = digits
            .strip_prefix('-')
            .map_or(("", digits), |digits| ("\u{2212}", digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let (apart, point) = self.pick((',', '.'), (SPACE, ','));
        let mut text = sign.to_owned();
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len() - place;
            if place > 0 && left % 3 == 0 && whole.len() > 4 {
                text.push(apart);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(point);
            text.push_str(decimals);
        }
        text
    }

    /// An amount of money: `$10`, `1000 ₽`, `12,345.50 AED`. Decimals only where there are any.
    pub fn money(self, money: Money, currency: Currency) -> String {
        let exact = currency.format_money(money.abs());
        let exact = exact
            .strip_suffix(".00")
            .or_else(|| exact.strip_suffix(".000"))
            .unwrap_or(&exact);
        let sign = if money.is_negative() { "\u{2212}" } else { "" };
        let number = self.number(exact);
        match (self, sign_of(currency)) {
            (Self::En, Some((before, true))) => format!("{sign}{before}{number}"),
            (_, Some((after, _))) => format!("{sign}{number}{SPACE}{after}"),
            (_, None) => format!("{sign}{number}{SPACE}{}", currency.code()),
        }
    }

    /// An amount of a unit.
    pub fn points(self, points: Points, scale: Scale) -> String {
        let exact = scale.format(points);
        match exact.split_once('.') {
            Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => {
                self.number(whole)
            }
            _ => self.number(&exact),
        }
    }

    /// A share: `12.5%`, `12,5%`.
    pub fn share(self, ratio: Ratio) -> String {
        let text = ratio.to_string();
        match text.strip_suffix('%') {
            Some(number) => format!("{}%", self.number(number)),
            None => text,
        }
    }

    /// A ratio as a plain number: `1.5`, `1,5`, `1/3`.
    pub fn times(self, ratio: Ratio) -> String {
        let hundred_less =
            Ratio::new(ratio.num(), ratio.den().saturating_mul(100)).unwrap_or(ratio);
        let text = hundred_less.to_string();
        text.strip_suffix('%')
            .map_or_else(|| ratio.to_string(), |number| self.number(number))
    }
}

/// The sign of a currency, and whether English puts it before the amount.
fn sign_of(currency: Currency) -> Option<(&'static str, bool)> {
    match currency.code() {
        "RUB" => Some(("₽", false)),
        "KZT" => Some(("₸", false)),
        "USD" => Some(("$", true)),
        "EUR" => Some(("€", true)),
        "GBP" => Some(("£", true)),
        _ => None,
    }
}
