//! Staff.

pub mod add;
pub mod change;
pub mod list;
mod shape;

pub use shape::{ID, Person, Role, login, password};
