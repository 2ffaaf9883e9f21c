//! Exact numbers: money, points, quantities, prices and the ratios between them.
//!
//! Everything is an integer in a stated unit. A product of two of them goes through `i128`, and a
//! rounding is named where it happens. Text becomes a number at the edge, exactly; nothing here
//! ever passes through a floating point value.
//!
//! The serialised form of an amount is its integer, the form the store keeps. Text for people and
//! for the API is made and read by the `parse` and `format` functions, which know currency and
//! scale.

mod amount;
mod currency;
mod decimal;
mod distribute;
mod error;
mod fraction;
pub mod limits;
mod money;
pub(crate) mod nearest;
mod pieces;
mod points;
mod ratio;
mod serde_text;
mod text;

pub use currency::Currency;
pub use decimal::{Price, Quantity, line_amount};
pub use distribute::{
    Distribution, cumulative_shares, distribute, distribute_equal, distribute_or_equal,
    share_so_far,
};
pub use error::NumberError;
pub(crate) use error::shown;
pub use fraction::{Fraction, share_contributions};
pub use money::Money;
pub use pieces::{Piece, pieces, pieces_keeping};
pub use points::{Points, Scale};
pub use ratio::{Ratio, Rounding, mul_div};
pub(crate) use ratio::{div_rem, div_rounded};
pub(crate) use serde_text::serde_as_text;
