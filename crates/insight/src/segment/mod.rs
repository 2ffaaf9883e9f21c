//! Segments: who they are, how many, how much of the base and of its revenue, and where they overlap.
//!
//! A condition is prepared for an instant and taken apart into leaves (`plan.rs`); each leaf is asked of the members that
//! are still in question, and its answers are remembered ([`LeafCache`]). Members of the delta are always asked.
//!
//! Where the engine says what a leaf counts or which one fact it reads, it is asked of many at once (`way.rs`); whatever is
//! not plain from that is asked of the evaluator, member by member.

mod bits;
mod cache;
mod look;
mod look_up;
mod memo;
mod plan;
mod select;
mod summary;
mod sweep;
mod tables;
mod way;

pub use bits::Bits;
pub use cache::LeafCache;
pub use look::{Look, Questions};
pub use select::{Asked, Frozen, Selection};
pub use summary::{Overlap, Sum};
