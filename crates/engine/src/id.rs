//! Identities: 64-bit numbers ordered by the time they were made, one type for each kind of thing.
//!
//! An id holds 41 bits of milliseconds since 2024-01-01T00:00Z (enough until 2093), 10 bits of the node
//! that made it and 12 bits of a sequence within the millisecond. It is never negative. Its text is a prefix that names its kind and
//! thirteen characters of Crockford's base 32, so texts sort as the ids do: `mem_01HZX3V8K0G04`.

use std::fmt;

/// The first millisecond an id can hold: 2024-01-01T00:00Z as milliseconds since 1970.
const FIRST_MS: i64 = 1_704_067_200_000;
const TIME_BITS: u32 = 41;
const NODE_BITS: u32 = 10;
const SEQUENCE_BITS: u32 = 12;
const TIME_MAX: i64 = (1 << TIME_BITS) - 1;
const SEQUENCE_MAX: i64 = (1 << SEQUENCE_BITS) - 1;

/// The largest node number an [`IdMaker`] can have.
pub const NODE_MAX: u16 = (1 << NODE_BITS) - 1;

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGIT_BITS: u32 = 5;
const TEXT_DIGITS: u32 = 13;

/// Makes ids. Holds no clock: the time is given to each call.
#[derive(Debug, Clone)]
pub struct IdMaker {
    node: i64,
    last_ms: i64,
    sequence: i64,
}

impl IdMaker {
    /// A maker for one node. Only the low ten bits of the node count.
    pub fn new(node: u16) -> Self {
        Self {
            node: i64::from(node & NODE_MAX),
            last_ms: -1,
            sequence: 0,
        }
    }

    /// A maker whose ids all come after `last`, for a node that starts again.
    pub fn after(node: u16, last: i64) -> Self {
        let last_ms = last >> (NODE_BITS + SEQUENCE_BITS);
        Self {
            sequence: SEQUENCE_MAX,
            last_ms: last_ms.clamp(-1, TIME_MAX),
            ..Self::new(node)
        }
    }

    /// The next id, greater than every earlier one of this maker, also when the clock goes back or more
    /// than 4,096 ids are made in a millisecond. `now_ms` is milliseconds since 1970.
    pub fn next(&mut self, now_ms: i64) -> i64 {
        let now = now_ms.saturating_sub(FIRST_MS).clamp(0, TIME_MAX);
        if now > self.last_ms {
            self.last_ms = now;
            self.sequence = 0;
        } else if self.sequence < SEQUENCE_MAX {
            self.sequence += 1;
        } else {
            self.last_ms = (self.last_ms + 1).min(TIME_MAX);
            self.sequence = 0;
        }
        (self.last_ms << (NODE_BITS + SEQUENCE_BITS)) | (self.node << SEQUENCE_BITS) | self.sequence
    }
}

/// Why a text is not an id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// It names another kind of thing, or none.
    #[error("`{text}` is not a {kind} id; it must begin with `{prefix}_`")]
    WrongKind {
        /// What was written, shortened.
        text: String,
        /// The kind asked for, in words.
        kind: &'static str,
        /// The prefix of that kind.
        prefix: &'static str,
    },
    /// The prefix is right, the rest is not an id.
    #[error("`{text}` is not a {kind} id; after `{prefix}_` come 13 digits and letters")]
    Malformed {
        /// What was written, shortened.
        text: String,
        /// The kind asked for, in words.
        kind: &'static str,
        /// The prefix of that kind.
        prefix: &'static str,
    },
}

/// Thirteen digits of base 32, most significant first.
struct Digits(i64);

impl fmt::Display for Digits {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0.cast_unsigned();
        for place in (0..TEXT_DIGITS).rev() {
            let digit = (bits >> (place * DIGIT_BITS)) & 31;
            let digit = usize::try_from(digit)
                .ok()
                .and_then(|digit| DIGITS.get(digit))
                .copied()
                .unwrap_or(b'0');
            write!(out, "{}", char::from(digit))?;
        }
        Ok(())
    }
}

/// Reads thirteen digits; letters may be small, and O, I and L are read as 0, 1 and 1.
fn read_digits(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut value: i64 = 0;
    for byte in text.bytes() {
        let plain = match byte.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let digit = DIGITS.iter().position(|digit| *digit == plain)?;
        value = value
            .checked_mul(32)?
            .checked_add(i64::try_from(digit).ok()?)?;
    }
    Some(value)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $prefix:literal $kind:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// Serialised as its text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// What its text begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id with this number, as the store keeps it.
            pub const fn from_raw(raw: i64) -> Self {
                Self(raw)
            }

            /// The number, as the store keeps it.
            pub const fn raw(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(out, "{}_{}", Self::PREFIX, Digits(self.0))
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let digits = text.strip_prefix($prefix).and_then(|rest| rest.strip_prefix('_'));
                let shown = || crate::number::shown(text);
                let digits = digits.ok_or_else(|| IdError::WrongKind { text: shown(), kind: $kind, prefix: $prefix })?;
                let malformed = || IdError::Malformed { text: shown(), kind: $kind, prefix: $prefix };
                read_digits(digits).map(Self).ok_or_else(malformed)
            }
        }

        crate::number::serde_as_text!($name, concat!("a ", $kind, " id, like ", $prefix, "_01HZX3V8K0G04"));
    )*};
}

ids! {
    /// A member of the program.
    MemberId "mem" "member";
    /// A purchase.
    PurchaseId "pur" "purchase";
    /// A return.
    ReturnId "ret" "return";
    /// A quote.
    QuoteId "quo" "quote";
    /// A posting of the ledger.
    PostingId "pst" "posting";
    /// An event that happened to a member.
    EventId "evt" "event";
    /// An adjustment of a balance by hand.
    AdjustmentId "adj" "adjustment";
    /// An API key.
    KeyId "key" "key";
    /// An owner of ledger accounts: a member, pool, instrument, partner or the program.
    OwnerId "own" "owner";
    /// A job.
    JobId "job" "job";
    /// An exchange: a return and a purchase in one.
    ExchangeId "exc" "exchange";
}

/// A member owns accounts under the same number.
impl From<MemberId> for OwnerId {
    fn from(member: MemberId) -> Self {
        Self(member.0)
    }
}
