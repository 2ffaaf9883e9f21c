//! Who changed what.

pub mod list;

pub use list::Doer;
