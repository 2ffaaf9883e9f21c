//! The program: all rules of a loyalty program as one typed, checked document.
//!
//! `file` is the document as written, `compile` checks it and makes the [`Program`] of `model` that decisions read.

pub(crate) mod counters;
mod model;
mod problem;

pub use model::*;
pub use problem::{Problem, remedy, suggest};
