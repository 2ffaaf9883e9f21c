//! Versions rolled out to a part of the base: started, read, widened, withdrawn.

pub mod change;
pub mod read;
mod shape;
pub mod start;
