//! Between columns and the engine's types.

use regulars_engine::coalition::{ClearingAccount, ClearingKind};
use regulars_engine::id::{
    AdjustmentId, AuditId, ClaimId, DrawId, EventId, ExchangeId, JobId, KeyId, MemberId, MergeId,
    PostingId, PublicationId, PurchaseId, QuoteId, ReturnId, RolloutStepId, SeedId, SpendId,
    StaffId, TransferId,
};
use regulars_engine::language::Language;
use regulars_engine::member::Gender;
use regulars_engine::number::{Money, Points, Price, Quantity};
use regulars_engine::points::{Account, DebtNumber, LotNumber, LotState, PostingKind};
use regulars_engine::situation::Held;
use regulars_engine::time::{Instant, UtcOffset};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::database::Row;
use crate::{
    Cause, ClaimState, ExperimentState, ExternalId, GiftCardEntryKind, IdentifierKind,
    ProgramVersion, Purpose, RolloutStepKind, SegmentKind, StaffRole, StoreError,
};

/// A type kept in one integer column.
pub(crate) trait Number: Sized {
    fn of(raw: i64) -> Self;
}

macro_rules! numbers {
    ($($name:ident by $make:ident;)*) => {$(
        impl Number for $name {
            fn of(raw: i64) -> Self {
                Self::$make(raw)
            }
        }
    )*};
}

numbers! {
    MemberId by from_raw;
    MergeId by from_raw;
    PurchaseId by from_raw;
    ReturnId by from_raw;
    QuoteId by from_raw;
    PostingId by from_raw;
    PublicationId by from_raw;
    RolloutStepId by from_raw;
    EventId by from_raw;
    ClaimId by from_raw;
    TransferId by from_raw;
    AdjustmentId by from_raw;
    ExchangeId by from_raw;
    KeyId by from_raw;
    JobId by from_raw;
    StaffId by from_raw;
    AuditId by from_raw;
    SeedId by from_raw;
    SpendId by from_raw;
    DrawId by from_raw;
    Money by from_minor;
    Points by from_raw;
    Quantity by from_raw;
    Price by from_raw;
    Instant by from_ms;
}

/// The value of an integer column.
pub(crate) fn number<T: Number>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    Ok(T::of(row.get(column)?))
}

/// The value of an integer column that may be empty.
pub(crate) fn number_or_none<T: Number>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, StoreError> {
    Ok(row.get::<Option<i64>>(column)?.map(T::of))
}

/// The name in a text column.
pub(crate) fn name<T: for<'t> From<&'t str>>(
    row: &Row<'_>,
    column: usize,
) -> Result<T, StoreError> {
    let text = row.text(column)?;
    Ok(T::from(text))
}

/// The name in a text column that may be empty.
pub(crate) fn name_or_none<T: for<'t> From<&'t str>>(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<T>, StoreError> {
    let text = row.text_or_none(column)?;
    Ok(text.map(T::from))
}

/// A small count, as lots, debts, versions and lines are numbered.
pub(crate) fn small(row: &Row<'_>, column: usize) -> Result<u32, StoreError> {
    row.get(column)
}

/// A count of rows.
pub(crate) fn count(row: &Row<'_>, column: usize) -> Result<u64, StoreError> {
    Ok(u64::try_from(row.get::<i64>(column)?).unwrap_or(0))
}

/// The number of a lot.
pub(crate) fn lot_number(row: &Row<'_>, column: usize) -> Result<LotNumber, StoreError> {
    small(row, column).map(LotNumber)
}

/// The number of a debt.
pub(crate) fn debt_number(row: &Row<'_>, column: usize) -> Result<DebtNumber, StoreError> {
    small(row, column).map(DebtNumber)
}

/// The local offset in a column of seconds.
pub(crate) fn offset(row: &Row<'_>, column: usize) -> Result<UtcOffset, StoreError> {
    Ok(UtcOffset::from_seconds(row.get(column)?))
}

/// The caller's id in two columns, integration first.
pub(crate) fn external(row: &Row<'_>, column: usize) -> Result<Option<ExternalId>, StoreError> {
    let id: Option<String> = row.get(column + 1)?;
    let integration: Option<String> = row.get(column)?;
    Ok(integration
        .zip(id)
        .map(|(integration, id)| ExternalId { integration, id }))
}

/// The program version in two columns, program first.
pub(crate) fn program_version(row: &Row<'_>, column: usize) -> Result<ProgramVersion, StoreError> {
    Ok(ProgramVersion {
        program: name(row, column)?,
        version: small(row, column + 1)?,
    })
}

/// The program version in two columns that may be empty.
pub(crate) fn program_version_or_none(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<ProgramVersion>, StoreError> {
    let program = name_or_none(row, column)?;
    let version: Option<u32> = row.get(column + 1)?;
    Ok(program
        .zip(version)
        .map(|(program, version)| ProgramVersion { program, version }))
}

/// A type kept as a word.
pub(crate) trait Word: Sized + Copy + 'static {
    const TABLE: &'static str;
    const WORDS: &'static [(Self, &'static str)];

    fn word(self) -> &'static str;

    fn parse(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(value, _)| *value)
    }
}

macro_rules! words {
    ($($name:ident in $table:literal { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl Word for $name {
            const TABLE: &'static str = $table;
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),*];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    )*};
}

words! {
    LotState in "lots" { Pending = "pending", Active = "active", Expired = "expired" }
    Account in "entries" {
        Available = "available", Pending = "pending", Issued = "issued", Redeemed = "redeemed", Expired = "expired",
        Reversed = "reversed", Adjusted = "adjusted", Opening = "opening", Donated = "donated",
        Transferred = "transferred",
        Forfeited = "forfeited",
    }
    PostingKind in "entries" {
        Earn = "earn", Activate = "activate", Redeem = "redeem", Expire = "expire", Restore = "restore",
        Reverse = "reverse", Reclassify = "reclassify", SettleDebt = "settle_debt", Forgive = "forgive",
        Adjust = "adjust", Opening = "opening", Donate = "donate", Transfer = "transfer", Forfeit = "forfeit", Merge = "merge",
    }
    ClearingKind in "clearing_entries" {
        Issued = "issued", TakenBack = "taken_back", Burned = "burned", GivenBack = "given_back", Expired = "expired",
        Refunded = "refunded",
    }
    ClearingAccount in "clearing_entries" {
        DueFrom = "due_from", DueTo = "due_to", Clearing = "clearing", Breakage = "breakage",
    }
    GiftCardEntryKind in "gift_card_entries" {
        Loaded = "loaded", Paid = "paid", GivenBack = "given_back", Unloaded = "unloaded", Expired = "expired",
    }
    ClaimState in "claims" {
        Open = "open", Given = "given", Cancelled = "cancelled", Expired = "expired",
    }
    IdentifierKind in "identifiers" {
        Card = "card", Phone = "phone", Email = "email", ExternalId = "external_id",
    }
    Held in "tier_states" { Earned = "earned", Granted = "granted", Frozen = "frozen" }
    Gender in "profiles" { Female = "female", Male = "male", Other = "other" }
    PurchaseState in "purchases" { Sold = "sold", Returned = "returned", Voided = "voided" }
    StaffRole in "staff" {
        Admin = "admin", Marketer = "marketer", Agent = "agent", Cashier = "cashier",
    }
    Language in "staff" { En = "en", Ru = "ru" }
    ExperimentState in "experiments" { Draft = "draft", Running = "running", Ended = "ended" }
    Purpose in "spend" { Acquisition = "acquisition", Keeping = "keeping", Contacts = "contacts" }
    RolloutStepKind in "rollout_steps" {
        Started = "started", Widened = "widened", Everybody = "everybody", Withdrawn = "withdrawn",
    }
    SegmentKind in "saved_segments" { Dynamic = "dynamic", Frozen = "frozen" }
}

/// Where a stored purchase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PurchaseState {
    /// Something of it is kept.
    Sold,
    /// Everything came back.
    Returned,
    /// Cancelled.
    Voided,
}

/// The word in a text column.
pub(crate) fn word<T: Word>(row: &Row<'_>, column: usize) -> Result<T, StoreError> {
    let text = row.text(column)?;
    T::parse(text).ok_or_else(|| unknown_word::<T>(text))
}

/// The word in a text column that may be empty.
pub(crate) fn word_or_none<T: Word>(row: &Row<'_>, column: usize) -> Result<Option<T>, StoreError> {
    let text = row.text_or_none(column)?;
    text.map(|text| T::parse(text).ok_or_else(|| unknown_word::<T>(text)))
        .transpose()
}

fn unknown_word<T: Word>(text: &str) -> StoreError {
    let known: Vec<&str> = T::WORDS.iter().map(|(_, word)| *word).collect();
    StoreError::Inconsistent {
        table: T::TABLE,
        key: format!("`{text}`"),
        what: format!("this word is not one of {}", known.join(", ")),
    }
}

/// The cause of a posting in two columns, its kind first.
pub(crate) fn cause(row: &Row<'_>, column: usize) -> Result<Cause, StoreError> {
    let kind = row.text(column)?;
    let id: Option<i64> = row.get(column + 1)?;
    let cause = match (kind, id) {
        ("purchase", Some(id)) => Cause::Purchase(PurchaseId::of(id)),
        ("return", Some(id)) => Cause::Return(ReturnId::of(id)),
        ("void", Some(id)) => Cause::Void(PurchaseId::of(id)),
        ("event", Some(id)) => Cause::Event(EventId::of(id)),
        ("claim", Some(id)) => Cause::Claim(ClaimId::of(id)),
        ("transfer", Some(id)) => Cause::Transfer(TransferId::of(id)),
        ("merge", Some(id)) => Cause::Merge(MergeId::of(id)),
        ("erasure", None) => Cause::Erasure,
        ("adjustment", Some(id)) => Cause::Adjustment(AdjustmentId::of(id)),
        ("registration", None) => Cause::Registration,
        ("time", None) => Cause::Time,
        _ => {
            return Err(StoreError::Inconsistent {
                table: "entries",
                key: format!("`{kind}` {id:?}"),
                what: "no such cause".to_owned(),
            });
        }
    };
    Ok(cause)
}

/// The two columns of a cause.
pub(crate) fn cause_columns(cause: Cause) -> (&'static str, Option<i64>) {
    match cause {
        Cause::Purchase(id) => ("purchase", Some(id.raw())),
        Cause::Return(id) => ("return", Some(id.raw())),
        Cause::Void(id) => ("void", Some(id.raw())),
        Cause::Event(id) => ("event", Some(id.raw())),
        Cause::Claim(id) => ("claim", Some(id.raw())),
        Cause::Transfer(id) => ("transfer", Some(id.raw())),
        Cause::Merge(id) => ("merge", Some(id.raw())),
        Cause::Erasure => ("erasure", None),
        Cause::Adjustment(id) => ("adjustment", Some(id.raw())),
        Cause::Registration => ("registration", None),
        Cause::Time => ("time", None),
    }
}

/// A value as JSON, for a column.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Database(format!("cannot be written as JSON: {error}")))
}

/// A list as JSON, or nothing for an empty one.
pub(crate) fn to_json_list<T: Serialize>(list: &[T]) -> Result<Option<String>, StoreError> {
    if list.is_empty() {
        Ok(None)
    } else {
        to_json(list).map(Some)
    }
}

/// The value in a JSON column.
pub(crate) fn json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
    table: &'static str,
) -> Result<T, StoreError> {
    let text = row.text(column)?;
    parse_json(text, table)
}

/// The value in a JSON column; empty: the default.
pub(crate) fn json_or_default<T: DeserializeOwned + Default>(
    row: &Row<'_>,
    column: usize,
    table: &'static str,
) -> Result<T, StoreError> {
    let text = row.text_or_none(column)?;
    text.map_or_else(|| Ok(T::default()), |text| parse_json(text, table))
}

fn parse_json<T: DeserializeOwned>(text: &str, table: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Inconsistent {
        table,
        key: text.chars().take(80).collect(),
        what: error.to_string(),
    })
}
