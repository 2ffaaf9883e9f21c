//! Identities: 64-bit numbers ordered by the time they were made, one type for each kind of thing.
//!
//! An id holds 41 bits of milliseconds since 2024-01-01T00:00Z (enough until 2093), 10 bits of the
//! node that made it and 12 bits of a sequence within the millisecond. It is never negative. Its
//! text is a prefix that names its kind and thirteen characters of Crockford's base 32, so texts
//! sort as the ids do: `mem_01HZX3V8K0G04`.

use std::fmt;

use crate::language::{Both, Said};
use crate::{both, said};

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

    /// The next id, greater than every earlier one of this maker, also when the clock goes back or
    /// more than 4,096 ids are made in a millisecond. `now_ms` is milliseconds since 1970.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// It names another kind of thing, or none.
    WrongKind {
        /// What was written, shortened.
        text: String,
        /// The kind asked for, in words.
        kind: Both,
        /// The prefix of that kind.
        prefix: &'static str,
    },
    /// The prefix is right, the rest is not an id.
    Malformed {
        /// What was written, shortened.
        text: String,
        /// The kind asked for, in words.
        kind: Both,
        /// The prefix of that kind.
        prefix: &'static str,
    },
}

impl IdError {
    /// What is wrong and what would be right.
    pub fn said(&self) -> Said {
        match self {
            Self::WrongKind { text, kind, prefix } => said!(
                "`{text}` is not a {kind} id; it must begin with `{prefix}_`",
                "`{text}` — не идентификатор {kind:#}; он должен начинаться с `{prefix}_`"
            ),
            Self::Malformed { text, kind, prefix } => said!(
                "`{text}` is not a {kind} id; after `{prefix}_` come 13 digits and letters",
                "`{text}` — не идентификатор {kind:#}; после `{prefix}_` идут 13 цифр и букв"
            ),
        }
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(out)
    }
}

impl std::error::Error for IdError {}

impl From<IdError> for Said {
    fn from(error: IdError) -> Self {
        error.said()
    }
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
    ($($(#[$doc:meta])* $name:ident $prefix:literal $kind:expr;)*) => {$(
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
                let (kind, prefix) = ($kind, $prefix);
                let wrong_kind = || IdError::WrongKind { text: shown(), kind, prefix };
                let malformed = || IdError::Malformed { text: shown(), kind, prefix };
                read_digits(digits.ok_or_else(wrong_kind)?).map(Self).ok_or_else(malformed)
            }
        }

        crate::number::serde_as_text!(
            $name,
            said!("a {} id, like {}_01HZX3V8K0G04", "идентификатор {:#}, например `{}_01HZX3V8K0G04`", $kind, $prefix)
        );
    )*};
}

ids! {
    /// A member of the program.
    MemberId "mem" both!("member", "участника");
    /// A purchase.
    PurchaseId "pur" both!("purchase", "покупки");
    /// A return.
    ReturnId "ret" both!("return", "возврата");
    /// A quote.
    QuoteId "quo" both!("quote", "расчёта");
    /// A posting of the ledger.
    PostingId "pst" both!("posting", "проводки");
    /// An event that happened to a member.
    EventId "evt" both!("event", "события");
    /// A claim of a reward.
    ClaimId "clm" both!("claim", "награды");
    /// Points sent from one member to another.
    TransferId "trf" both!("transfer", "передачи");
    /// A member who became another.
    MergeId "mrg" both!("merge", "объединения");
    /// An adjustment of a balance by hand.
    AdjustmentId "adj" both!("adjustment", "правки");
    /// An API key.
    KeyId "key" both!("key", "ключа");
    /// An owner of ledger accounts: a member, pool, instrument, partner or the program.
    OwnerId "own" both!("owner", "владельца");
    /// A job.
    JobId "job" both!("job", "задания");
    /// An exchange: a return and a purchase in one.
    ExchangeId "exc" both!("exchange", "обмена");
    /// Somebody who may log in.
    StaffId "stf" both!("staff", "сотрудника");
    /// A line of the audit.
    AuditId "aud" both!("audit", "записи журнала");
    /// A file brought in.
    ImportId "imp" both!("import", "загрузки");
    /// A secret that a draw's numbers are made of.
    SeedId "sed" both!("seed", "зерна");
    /// A number drawn.
    DrawId "drw" both!("draw", "розыгрыша");
    /// Money spent on customers.
    SpendId "spd" both!("spend", "траты");
    /// A version of a program made live.
    PublicationId "pbl" both!("publication", "публикации");
    /// A step of a version that is rolled out.
    RolloutStepId "rol" both!("step of a roll-out", "шага поэтапного запуска");
}

/// A member owns accounts under the same number.
impl From<MemberId> for OwnerId {
    fn from(member: MemberId) -> Self {
        Self(member.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_772_359_200_000;

    #[test]
    fn an_id_holds_time_node_and_sequence() {
        let mut maker = IdMaker::new(5);
        let (first, second) = (maker.next(NOW), maker.next(NOW));
        assert_eq!(first >> 22, NOW - FIRST_MS);
        assert_eq!((first >> 12) & 1_023, 5);
        assert_eq!((first & 4_095, second & 4_095), (0, 1));
        assert_eq!(IdMaker::new(0).next(FIRST_MS), 0);
    }

    #[test]
    fn ids_grow_when_the_clock_stands_or_goes_back() {
        let mut maker = IdMaker::new(1);
        let mut last = -1;
        for now in [NOW, NOW + 1, NOW - 3_600_000, NOW, 0, i64::MIN, NOW + 2] {
            let id = maker.next(now);
            assert!(id > last, "{id} after {last}");
            last = id;
        }
    }

    #[test]
    fn a_full_millisecond_runs_into_the_next() {
        let mut maker = IdMaker::new(1);
        let ids: Vec<i64> = (0..10_000).map(|_| maker.next(NOW)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[9_999] >> 22, NOW - FIRST_MS + 2);
    }

    #[test]
    fn a_node_that_starts_again_goes_on_after_its_last_id() {
        let last = IdMaker::new(3).next(NOW);
        assert!(IdMaker::after(3, last).next(NOW) > last);
        assert!(IdMaker::after(3, last).next(0) > last);
        assert!(IdMaker::after(3, -1).next(NOW) == last);
    }

    #[test]
    fn the_end_of_the_range_is_not_passed() {
        let mut maker = IdMaker::new(NODE_MAX);
        for _ in 0..10_000 {
            assert!(maker.next(i64::MAX) >= 0);
        }
    }

    #[test]
    fn ids_are_written_with_their_prefix() {
        assert_eq!(MemberId::from_raw(0).to_string(), "mem_0000000000000");
        assert_eq!(PurchaseId::from_raw(31).to_string(), "pur_000000000000Z");
        assert_eq!(OwnerId::from_raw(i64::MAX).to_string(), "own_7ZZZZZZZZZZZZ");
        assert_eq!("mem_000000000000o".parse(), Ok(MemberId::from_raw(0)));
        assert_eq!("mem_00000000000il".parse(), Ok(MemberId::from_raw(33)));
    }

    fn check_refused(text: &str, message: &str) {
        assert_eq!(text.parse::<MemberId>().unwrap_err().to_string(), message);
    }

    #[test]
    fn what_is_no_member_id_is_refused() {
        check_refused(
            "pur_0000000000000",
            "`pur_0000000000000` is not a member id; it must begin with `mem_`",
        );
        check_refused("", "`` is not a member id; it must begin with `mem_`");
        for rest in [
            "",
            "0",
            "000000000000",
            "00000000000000",
            "000000000000U",
            "8000000000000",
            "ZZZZZZZZZZZZZ",
            "000000000000é",
        ] {
            let text = format!("mem_{rest}");
            check_refused(
                &text,
                &format!("`{text}` is not a member id; after `mem_` come 13 digits and letters"),
            );
        }
    }

    #[test]
    fn a_member_owns_accounts_under_its_number() {
        assert_eq!(OwnerId::from(MemberId::from_raw(7)), OwnerId::from_raw(7));
    }

    proptest! {
        #[test]
        fn text_and_id_go_both_ways_and_sort_alike(one in 0..=i64::MAX, other in 0..=i64::MAX) {
            let (one, other) = (MemberId::from_raw(one), MemberId::from_raw(other));
            prop_assert_eq!(one.to_string().parse(), Ok(one));
            prop_assert_eq!(one.to_string().cmp(&other.to_string()), one.cmp(&other));
            let json = serde_json::to_string(&one).unwrap();
            prop_assert_eq!(serde_json::from_str::<MemberId>(&json).unwrap(), one);
        }

        #[test]
        fn ids_only_grow(node: u16, clock in prop::collection::vec(FIRST_MS..FIRST_MS + 50, 1..200)) {
            let mut maker = IdMaker::new(node);
            let ids: Vec<i64> = clock.into_iter().map(|now| maker.next(now)).collect();
            prop_assert!(ids.is_sorted_by(|a, b| a < b));
            prop_assert!(ids[0] >= 0);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,20}") {
            let _ = text.parse::<MemberId>();
            let _ = format!("mem_{text}").parse::<MemberId>();
        }
    }
}
