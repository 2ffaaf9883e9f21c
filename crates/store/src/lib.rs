//! All SQL of Regulars: situations out, changesets in.

mod changeset;

pub use changeset::*;
