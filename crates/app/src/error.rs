//! What a use case answers when it does not do what was asked. Situations, not statuses: `http` maps them.

use regulars_engine::decision::Refusal;
use regulars_engine::program::Problem;
use regulars_engine::time::Instant;
use regulars_store::{IdentifierKind, StoreError};

use crate::purchase::PriceChanged;

/// Why a use case did not happen. Nothing was changed, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing.
    #[error("there is no {what} `{id}`")]
    NotFound {
        /// `member`, `purchase`, …
        what: &'static str,
        /// As asked for.
        id: String,
    },
    /// Fields of the request are wrong.
    #[error("{} of the request's fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// A program or scenario file is wrong.
    #[error("the file has {} problems", .0.len())]
    BadFile(Vec<Problem>),
    /// The rules say no.
    #[error("the rules refuse it")]
    Refused(Refusal),
    /// The decision differs from what the till expects; nothing was posted.
    #[error("prices have changed since the quote")]
    PriceChanged(Box<PriceChanged>),
    /// The quote is unknown, used, released or too old to be told.
    #[error("the quote `{0}` is not known any more; ask for a new one")]
    QuoteGone(String),
    /// The same key came with another body.
    #[error("`{0}` was used before with another body")]
    KeyReused(String),
    /// The purchase was voided before it came, or after.
    #[error("the purchase `{0}` was voided")]
    Voided(String),
    /// The identifier belongs to another member.
    #[error("this {} belongs to another member", kind_name(*.0))]
    Taken(IdentifierKind),
    /// Nobody has this login with this password, or they are blocked.
    #[error("the login or the password is wrong")]
    BadLogin,
    /// A secret was guessed wrongly too often; seconds to wait.
    #[error("too many wrong tries; wait {0} s")]
    TooManyTries(u32),
    /// Not the code that the server printed.
    #[error("this is not the code that the server printed when it was started")]
    BadCode,
    /// There are staff already.
    #[error("there is an administrator already; log in, or ask them to add you")]
    SetUpAlready,
    /// Nobody would be left who can run the installation.
    #[error("this is the last administrator who can log in; make somebody else one first")]
    LastAdmin,
    /// Somebody logs in by this already.
    #[error("somebody else has this login")]
    LoginTaken,
    /// They may not do this.
    #[error("this needs the scope `{0}` too, which you have not")]
    Forbidden(&'static str),
    /// The store takes no writes now: full disk, read-only folder.
    #[error("the store takes no writes now: {0}")]
    Unavailable(String),
    /// A file to be imported is no table in CSV, or damaged.
    #[error("{0}")]
    BadImport(String),
    /// The import waits or runs.
    #[error("the import is under way; wait for it, or cancel it")]
    ImportRunning,
    /// A publication decides already, or is about to.
    #[error(
        "it has decided since {0}, or is about to; publish the version of before again instead"
    )]
    LiveAlready(Instant),
    /// The disk has no room for it.
    #[error("{0}")]
    NoRoom(String),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
}

/// A wrong field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer into the request: `/lines/0/price`.
    pub pointer: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl AppError {
    /// One wrong field.
    pub fn field(pointer: impl Into<String>, message: impl ToString) -> Self {
        Self::Invalid(vec![FieldError {
            pointer: pointer.into(),
            message: message.to_string(),
        }])
    }

    /// There is no such thing.
    pub fn not_found(what: &'static str, id: impl ToString) -> Self {
        Self::NotFound {
            what,
            id: id.to_string(),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::BadCursor => Self::field("cursor", error),
            StoreError::Busy
            | StoreError::Lost(_)
            | StoreError::Unknown(_)
            | StoreError::Displaced
            | StoreError::Full
            | StoreError::ReadOnly
            | StoreError::Moved { .. }
            | StoreError::Closed => Self::Unavailable(error.to_string()),
            _ => Self::Internal(error.to_string()),
        }
    }
}

/// The word for a kind of identifier.
pub fn kind_name(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Card => "card",
        IdentifierKind::Phone => "phone",
        IdentifierKind::Email => "email",
        IdentifierKind::ExternalId => "external_id",
    }
}

/// What use cases answer.
pub type Result<T> = std::result::Result<T, AppError>;
