//! The use cases of Regulars: one file is one thing a person can do.
//!
//! Each loads the facts, lets the engine decide, and commits one changeset.

pub mod account;
mod app;
pub mod audit;
mod basket;
mod bulk;
mod caller;
pub mod claim;
mod clock;
mod commit;
pub mod coupon;
pub mod csv;
pub mod dashboard;
pub mod demo;
pub mod discrepancy;
mod error;
pub mod event;
pub mod exchange;
pub mod experiment;
pub mod folder;
pub mod game;
pub mod gift_card;
pub mod health;
pub mod identification;
pub mod import;
pub mod insight;
pub mod instance;
pub mod job;
pub mod key;
mod keyed;
mod live;
mod locks;
pub mod member;
pub mod overview;
pub mod place;
pub mod product;
pub mod program;
pub mod purchase;
pub mod quote;
pub mod report;
pub mod rollout;
mod scope;
mod secret;
pub mod segment;
pub mod session;
pub mod setup;
pub mod spend;
pub mod staff;
pub mod stamp;
pub mod suggestion;
pub mod transfer;
pub mod upload;

pub use app::{App, Settings};
pub use basket::{
    BasketRequest, CardRequest, Decimal, Expect, LineRequest, MemberRef, MuchRequest,
    RedeemRequest, Stated,
};
pub use caller::{CallKey, Caller};
pub use clock::{Clock, MovedClock, Stopwatch, SystemClock};
pub use commit::StoredDecision;
pub use error::{AppError, FieldError, Result, Thing, kind_name};
pub use keyed::{Done, Keyed};
pub use live::{LiveProgram, NO_PROGRAM, Programs};
pub use regulars_store::{
    Actor, Cause, Cursor, ExternalId, Identifier, IdentifierKind, Page, PointsMoved, PostingRow,
    ProgramVersion, PurchaseHead, PurchaseLine, Sales,
};
pub use secret::secret;
