//! Sessions of staff.

mod answer;
pub mod change;
pub mod close;
pub mod open;
pub mod read;

pub use answer::{Carried, Session, carried};
