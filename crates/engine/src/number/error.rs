//! What can be wrong with a number that someone wrote.

use std::fmt;

use crate::language::Said;
use crate::said;

/// Why a text is not the number it should be. The message says what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    /// Not digits with at most one point.
    NotANumber {
        /// What was written, shortened.
        text: String,
    },
    /// More decimals than the currency, scale or quantity has.
    TooManyDecimals {
        /// What was written, shortened.
        text: String,
        /// How many are possible.
        most: u8,
    },
    /// Beyond a stated limit.
    TooLarge {
        /// What was written, shortened.
        text: String,
        /// The limit.
        most: String,
    },
    /// Not a share or percentage.
    NotARatio {
        /// What was written, shortened.
        text: String,
    },
    /// Not an amount per another amount.
    NotAPer {
        /// What was written, shortened.
        text: String,
    },
    /// A currency code that ISO 4217 does not know.
    UnknownCurrency {
        /// What was written, shortened.
        code: String,
        /// The code that was probably meant.
        near: Option<String>,
    },
    /// A unit's scale outside 0 to 4 decimals.
    BadScale {
        /// What was asked for.
        found: u8,
    },
}

impl NumberError {
    /// What is wrong and what would be right.
    pub fn said(&self) -> Said {
        match self {
            Self::NotANumber { text } => said!(
                "`{text}` is not a number; write digits with a point, like 400.00",
                "`{text}` — не число; напишите цифры с точкой, например 400.00"
            ),
            Self::TooManyDecimals { text, most } => said!(
                "`{text}` is too fine; at most {most} decimals are possible here",
                "`{text}` — слишком много знаков после точки; здесь их может быть не больше {most}"
            ),
            Self::TooLarge { text, most } => said!(
                "`{text}` is too large; the most is {most}",
                "`{text}` — слишком много; можно не больше {most}"
            ),
            Self::NotARatio { text } => said!(
                "`{text}` is not a ratio; write 5%, 12.5% or 0.05",
                "`{text}` — не доля; напишите 5%, 12.5% или 0.05"
            ),
            Self::NotAPer { text } => said!(
                "`{text}` is not a rate; write an amount per an amount, like 8 per 1.00",
                "`{text}` — не ставка; напишите, сколько за сколько, например `8 per 1.00`"
            ),
            Self::UnknownCurrency { code, near } => match near {
                Some(near) => said!(
                    "`{code}` is not an ISO 4217 currency code; did you mean {near}?",
                    "`{code}` — не код валюты по ISO 4217; может быть, {near}?"
                ),
                None => said!(
                    "`{code}` is not an ISO 4217 currency code",
                    "`{code}` — не код валюты по ISO 4217"
                ),
            },
            Self::BadScale { found } => said!(
                "a unit has 0 to 4 decimals, not {found}",
                "у единицы от 0 до 4 знаков после точки, а не {found}"
            ),
        }
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(out)
    }
}

impl std::error::Error for NumberError {}

impl From<NumberError> for Said {
    fn from(error: NumberError) -> Self {
        error.said()
    }
}

/// The start of a text, short enough to repeat in a message.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{start}…")
}
