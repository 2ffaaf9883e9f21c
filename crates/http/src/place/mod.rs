//! Places of sale: `stores` in addresses.

pub mod list;
pub mod put;
pub mod read;
mod shape;

pub use shape::{Store, StoreBody};
