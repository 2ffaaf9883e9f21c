//! Programs: listed, read, stored, tested, published.

pub mod list;
pub mod publish;
pub mod put;
pub mod read;
pub mod test;
