//! What becomes of a changeset.

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::name::RuleId;

use crate::{Answer, ExternalId, IdentifierKind, ProgramVersion};

/// A changeset that is durable, or a call that was seen before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// Applied whole; on disk.
    Posted,
    /// The same call with the same body was committed before: its answer. Nothing was written.
    Replayed(Answer),
}

/// Why a changeset was not applied. Nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// The call's key was used with another body.
    #[error("the key was used before with another body")]
    KeyReused,
    /// The owner has moved on since the situation was loaded: load and decide again.
    #[error("{owner} has changed since it was loaded")]
    Conflict {
        /// Whose version differs.
        owner: MemberId,
    },
    /// The purchase was returned or voided since it was loaded: load and decide again.
    #[error("{purchase} has changed since it was loaded")]
    PurchaseMoved {
        /// Which purchase.
        purchase: PurchaseId,
    },
    /// The coupon was used, held or called back since it was loaded: load and decide again.
    #[error("the coupon {code} has changed since it was loaded")]
    CouponMoved {
        /// Its code.
        code: String,
    },
    /// The gift card paid, was topped up, held or blocked since it was loaded: load and decide again.
    #[error("a gift card has changed since it was loaded")]
    GiftCardMoved {
        /// Its code.
        code: String,
    },
    /// Somebody took the last of a stock since it was loaded: load and decide again.
    #[error("the stock {key} has changed since it was loaded")]
    StockMoved {
        /// Its counter.
        key: String,
    },
    /// The seed of a draw was told, or another begun, since it was loaded: load and decide again.
    #[error("the seed of the draw {draw} has changed since it was loaded")]
    SeedMoved {
        /// The draw.
        draw: RuleId,
    },
    /// Somebody has this identifier.
    #[error("the {kind:?} belongs to another member")]
    Taken {
        /// Kind of the identifier.
        kind: IdentifierKind,
    },
    /// A purchase with this caller's id exists.
    #[error("the id {} is taken", external.id)]
    ExternalTaken {
        /// The caller's id.
        external: ExternalId,
    },
    /// The purchase was voided before it came.
    #[error("{} was voided before it came", external.id)]
    Tombstoned {
        /// The caller's id.
        external: ExternalId,
    },
    /// Somebody of the staff was added or changed since: load and decide again.
    #[error("staff have changed since they were loaded")]
    StaffMoved,
    /// A segment was saved or dropped since: load and decide again.
    #[error("segments have changed since they were loaded")]
    SegmentsMoved,
    /// The experiment or who is in it has changed since: load and decide again.
    #[error("the experiment has changed since it was loaded")]
    ExperimentMoved,
    /// The program has this version already: take the next number.
    #[error("{} has a version {} already", version.program, version.version)]
    VersionTaken {
        /// Which.
        version: ProgramVersion,
    },
    /// Another process has what the changeset was made under: the job, or what one does for all.
    #[error("another process has taken over this work")]
    LeaseLost,
    /// No such owner.
    #[error("there is no {owner}")]
    UnknownOwner {
        /// Who was named.
        owner: MemberId,
    },
    /// The data is being moved, or has been; to be sent again where it is then.
    #[error("the data is moved to {to}")]
    Moved {
        /// Where to.
        to: String,
    },
    /// Another process holds the database for too long; to be sent again.
    #[error("the database is busy")]
    Busy,
    /// The database does not answer, or this process was away for so long that its number is another's; nothing was written. To
    /// be sent again.
    #[error("the database does not answer")]
    Lost,
    /// The database went away at COMMIT and does not come back: whether the changeset was written is not known. To be sent again,
    /// with the same call.
    #[error(
        "the database was lost at COMMIT; whether it was written is not known: send the same again"
    )]
    Unknown,
    /// The disk is full; to be sent again once there is room.
    #[error("the disk is full")]
    Full,
    /// The database cannot be written to.
    #[error("the database is read-only")]
    ReadOnly,
    /// Anything else. Whether it was committed is known only if it carries a call: send it again.
    #[error("the store failed: {0}")]
    Broken(String),
}
