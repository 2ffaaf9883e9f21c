//! Segments: who they are, how many, how much of the base and of its revenue, and where they overlap.
//!
//! A condition is prepared for an instant and taken apart into leaves (`plan.rs`); each leaf is asked of the members that
//! are still in question, and its answers are remembered ([`LeafCache`]). Members of the delta are always asked.

mod bits;
mod cache;
mod look;
mod plan;
mod select;
mod summary;

pub use bits::Bits;
pub use cache::LeafCache;
pub use look::{Look, Questions};
pub use select::{Asked, Frozen, Selection};
pub use summary::{Overlap, Sum};
