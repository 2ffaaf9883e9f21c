//! What can be wrong with a number that someone wrote.

/// Why a text is not the number it should be. The message says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not digits with at most one point.
    #[error("`{text}` is not a number; write digits with a point, like 400.00")]
    NotANumber {
        /// What was written, shortened.
        text: String,
    },
    /// More decimals than the currency, scale or quantity has.
    #[error("`{text}` is too fine; at most {most} decimals are possible here")]
    TooManyDecimals {
        /// What was written, shortened.
        text: String,
        /// How many are possible.
        most: u8,
    },
    /// Beyond a stated limit.
    #[error("`{text}` is too large; the most is {most}")]
    TooLarge {
        /// What was written, shortened.
        text: String,
        /// The limit.
        most: String,
    },
    /// Not a share or percentage.
    #[error("`{text}` is not a ratio; write 5%, 12.5% or 0.05")]
    NotARatio {
        /// What was written, shortened.
        text: String,
    },
    /// Not an amount per another amount.
    #[error("`{text}` is not a rate; write an amount per an amount, like 8 per 1.00")]
    NotAPer {
        /// What was written, shortened.
        text: String,
    },
    /// A currency code that ISO 4217 does not know.
    #[error("`{code}` is not an ISO 4217 currency code{}", crate::number::nearest::hint(near.as_ref()))]
    UnknownCurrency {
        /// What was written, shortened.
        code: String,
        /// The code that was probably meant.
        near: Option<String>,
    },
    /// A unit's scale outside 0 to 4 decimals.
    #[error("a unit has 0 to 4 decimals, not {found}")]
    BadScale {
        /// What was asked for.
        found: u8,
    },
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
