//! The currencies of ISO 4217.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::error::{NumberError, shown};
use super::nearest::nearest;
use super::serde_text::serde_as_text;

/// A currency and how many decimals its amounts have. Serialised as its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    exponent: u8,
}

impl Currency {
    /// The currency of an ISO 4217 code, in capitals: `RUB`.
    ///
    /// # Errors
    /// An unknown code; the error suggests the one that was probably meant.
    pub fn parse(code: &str) -> Result<Self, NumberError> {
        let known = CURRENCIES
            .binary_search_by(|(known, _)| (*known).cmp(code))
            .ok()
            .and_then(|at| CURRENCIES.get(at));
        known
            .map(|(code, exponent)| Self {
                code,
                exponent: *exponent,
            })
            .ok_or_else(|| NumberError::UnknownCurrency {
                code: shown(code),
                near: nearest(code, CURRENCIES.iter().map(|(code, _)| *code)).map(str::to_owned),
            })
    }

    /// The three letters.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// Decimals of an amount: 0 (yen), 2, 3 (dinars) or 4.
    pub const fn exponent(self) -> u8 {
        self.exponent
    }
}

impl FromStr for Currency {
    type Err = NumberError;
    fn from_str(code: &str) -> Result<Self, NumberError> {
        Self::parse(code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}

serde_as_text!(
    Currency,
    crate::both!(
        "an ISO 4217 currency code, like RUB",
        "код валюты по ISO 4217, например RUB"
    )
);

impl JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "An ISO 4217 currency code.", "pattern": "^[A-Z]{3}$" })
    }
}

/// Codes in alphabetical order with their exponents. Codes without a minor unit (gold, test codes)
/// are no money. Codes withdrawn since 2021 (ANG, BGN, CUC, HRK, SLL, ZWL) stay, so that old
/// receipts can be read.
#[rustfmt::skip]
const CURRENCIES: &[(&str, u8)] = &[
    ("AED", 2), ("AFN", 2), ("ALL", 2), ("AMD", 2), ("ANG", 2), ("AOA", 2), ("ARS", 2), ("AUD", 2),
    ("AWG", 2), ("AZN", 2), ("BAM", 2), ("BBD", 2), ("BDT", 2), ("BGN", 2), ("BHD", 3), ("BIF", 0),
    ("BMD", 2), ("BND", 2), ("BOB", 2), ("BOV", 2), ("BRL", 2), ("BSD", 2), ("BTN", 2), ("BWP", 2),
    ("BYN", 2), ("BZD", 2), ("CAD", 2), ("CDF", 2), ("CHE", 2), ("CHF", 2), ("CHW", 2), ("CLF", 4),
    ("CLP", 0), ("CNY", 2), ("COP", 2), ("COU", 2), ("CRC", 2), ("CUC", 2), ("CUP", 2), ("CVE", 2),
    ("CZK", 2), ("DJF", 0), ("DKK", 2), ("DOP", 2), ("DZD", 2), ("EGP", 2), ("ERN", 2), ("ETB", 2),
    ("EUR", 2), ("FJD", 2), ("FKP", 2), ("GBP", 2), ("GEL", 2), ("GHS", 2), ("GIP", 2), ("GMD", 2),
    ("GNF", 0), ("GTQ", 2), ("GYD", 2), ("HKD", 2), ("HNL", 2), ("HRK", 2), ("HTG", 2), ("HUF", 2),
    ("IDR", 2), ("ILS", 2), ("INR", 2), ("IQD", 3), ("IRR", 2), ("ISK", 0), ("JMD", 2), ("JOD", 3),
    ("JPY", 0), ("KES", 2), ("KGS", 2), ("KHR", 2), ("KMF", 0), ("KPW", 2), ("KRW", 0), ("KWD", 3),
    ("KYD", 2), ("KZT", 2), ("LAK", 2), ("LBP", 2), ("LKR", 2), ("LRD", 2), ("LSL", 2), ("LYD", 3),
    ("MAD", 2), ("MDL", 2), ("MGA", 2), ("MKD", 2), ("MMK", 2), ("MNT", 2), ("MOP", 2), ("MRU", 2),
    ("MUR", 2), ("MVR", 2), ("MWK", 2), ("MXN", 2), ("MXV", 2), ("MYR", 2), ("MZN", 2), ("NAD", 2),
    ("NGN", 2), ("NIO", 2), ("NOK", 2), ("NPR", 2), ("NZD", 2), ("OMR", 3), ("PAB", 2), ("PEN", 2),
    ("PGK", 2), ("PHP", 2), ("PKR", 2), ("PLN", 2), ("PYG", 0), ("QAR", 2), ("RON", 2), ("RSD", 2),
    ("RUB", 2), ("RWF", 0), ("SAR", 2), ("SBD", 2), ("SCR", 2), ("SDG", 2), ("SEK", 2), ("SGD", 2),
    ("SHP", 2), ("SLE", 2), ("SLL", 2), ("SOS", 2), ("SRD", 2), ("SSP", 2), ("STN", 2), ("SVC", 2),
    ("SYP", 2), ("SZL", 2), ("THB", 2), ("TJS", 2), ("TMT", 2), ("TND", 3), ("TOP", 2), ("TRY", 2),
    ("TTD", 2), ("TWD", 2), ("TZS", 2), ("UAH", 2), ("UGX", 0), ("USD", 2), ("USN", 2), ("UYI", 0),
    ("UYU", 2), ("UYW", 4), ("UZS", 2), ("VED", 2), ("VES", 2), ("VND", 0), ("VUV", 0), ("WST", 2),
    ("XAD", 2), ("XAF", 0), ("XCD", 2), ("XCG", 2), ("XOF", 0), ("XPF", 0), ("YER", 2), ("ZAR", 2), ("ZMW", 2),
    ("ZWG", 2), ("ZWL", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_plausible() {
        assert!(CURRENCIES.is_sorted_by(|a, b| a.0 < b.0));
        for (code, exponent) in CURRENCIES {
            assert!(code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()));
            assert!([0, 2, 3, 4].contains(exponent), "{code}");
            assert_eq!(Currency::parse(code).unwrap().code(), *code);
        }
    }

    fn check_exponent(code: &str, exponent: u8) {
        assert_eq!(
            Currency::parse(code).unwrap().exponent(),
            exponent,
            "{code}"
        );
    }

    #[test]
    fn each_currency_has_its_decimals() {
        check_exponent("RUB", 2);
        check_exponent("EUR", 2);
        check_exponent("GBP", 2);
        check_exponent("JPY", 0);
        check_exponent("KRW", 0);
        check_exponent("ISK", 0);
        check_exponent("HUF", 2);
        check_exponent("KWD", 3);
        check_exponent("TND", 3);
        check_exponent("CLF", 4);
    }

    fn check_refused(code: &str, message: &str) {
        assert_eq!(Currency::parse(code).unwrap_err().to_string(), message);
    }

    #[test]
    fn a_wrong_code_is_named_with_the_near_one() {
        check_refused(
            "rub",
            "`rub` is not an ISO 4217 currency code; did you mean RUB?",
        );
        check_refused(
            "RUBB",
            "`RUBB` is not an ISO 4217 currency code; did you mean RUB?",
        );
        check_refused("roubles", "`roubles` is not an ISO 4217 currency code");
        check_refused(
            "XAU",
            "`XAU` is not an ISO 4217 currency code; did you mean XAD?",
        );
        check_refused("", "`` is not an ISO 4217 currency code");
    }

    #[test]
    fn it_is_serialised_as_its_code() {
        let rouble: Currency = serde_json::from_str("\"RUB\"").unwrap();
        assert_eq!(serde_json::to_string(&rouble).unwrap(), "\"RUB\"");
        assert!(serde_json::from_str::<Currency>("643").is_err());
    }
}
