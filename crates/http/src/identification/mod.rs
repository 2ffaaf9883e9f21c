//! The share of receipts that should have a member.

pub mod put;
pub mod read;
mod shape;
