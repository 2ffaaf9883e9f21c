//! Member-major columns: what conditions read of every member, in memory and in order.
//!
//! A [`Part`] holds some thousands of members, column by column; [`Columns`] are parts that nobody changes (the base) and
//! a delta of members whose slice has changed since, each copied whole. [`ColumnView`] lends one member of either to the
//! engine's evaluator as of the instant of a [`Frame`]. [`Dictionary`] says what the numbers in columns stand for. [`mod@file`] makes
//! Parquet of parts and parts of Parquet.
//!
//! A purchase takes 39 bytes, a line 14, a live lot 32, a member about 100, so that 700,000 members with 10 million purchases
//! of 50 million lines take a gigabyte ([`Columns::memory`]).

mod coarse;
mod codes;
mod columns;
mod cost;
mod dictionary;
pub mod file;
mod frame;
mod goods;
mod indexes;
mod kept;
pub(crate) mod list;
mod narrow;
mod outcome;
mod part;
mod record;
mod stretch;
mod view;

pub(crate) use coarse::{HOURS, day_of};
pub(crate) use codes::SHORT_CODES;
pub use columns::{BasePart, Columns, Memory, PART_MEMBERS};
pub use cost::GoodsCost;
pub use dictionary::Dictionary;
pub use frame::Frame;
pub(crate) use indexes::{Index, Indexes};
pub use kept::{BuyerColumns, Kept};
pub use narrow::Narrow;
pub use outcome::Outcome;
pub use part::Part;
pub(crate) use part::Purchases;
pub use record::{MemberRecord, Sale};
pub use view::ColumnView;
pub(crate) use view::week_fits;
