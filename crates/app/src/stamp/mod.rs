//! Stamps: what analytics say of each member, written down so that every condition can read it.

mod make;
mod read;
mod stages;
mod work_out;

pub use make::{Made, make};
pub use read::read;
pub use regulars_store::{Foretold, StampRow};

pub(crate) use make::again;

/// The kind of the fact that names members whose stamps are others now.
pub(crate) const STAMPED_FACT: &str = "stamps.written";
