//! The catalogue of goods.

pub mod list;
pub mod put;
pub mod read;
mod shape;

pub use shape::{Product, ProductBody};
