//! The program: all rules of a loyalty program as one typed, checked document.
//!
//! `file` is the document as written, `compile` checks it and makes the [`Program`] of `model` that decisions read.

mod challenge;
mod chance;
mod compile;
pub(crate) mod counters;
mod coupon;
pub(crate) mod describe;
pub mod file;
mod gift;
mod gift_card;
mod index;
mod membership;
mod model;
mod offer;
mod partner;
mod place;
mod problem;
mod reward;
mod saved;
mod schema;
mod stage;
mod transfer;
mod unit;

pub use challenge::{Badge, Challenge, ChallengeCount, ChallengeGoal, ChallengeWindow};
pub use chance::{Chance, NUMBERS, number_of};
pub use coupon::{Codes, CouponSeries};
pub use describe::{Change, ChangeKind, Group, InWords, Subject};
pub use file::ProgramFile;
pub use gift::Gift;
pub use gift_card::GiftCardKind;
pub use index::{Live, LiveOffers, OfferIndex};
pub use membership::{CalendarDay, Dividend, Membership};
pub use model::*;
pub use offer::*;
pub use partner::Partner;
pub use place::Places;
#[cfg(test)]
pub(crate) use problem::told;
pub use problem::{Problem, remedy, suggest};
pub use reward::Reward;
pub use schema::schema;
pub use stage::LifeStage;
pub use transfer::{PointsLimit, TransferRule};
pub use unit::{PointValue, Unit};

/// A program and the file it was compiled from.
#[derive(Debug, Clone)]
pub struct Written {
    /// As written.
    pub file: ProgramFile,
    /// As compiled.
    pub program: Program,
}

#[cfg(test)]
mod tests;
