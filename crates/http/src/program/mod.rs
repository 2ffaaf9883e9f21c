//! Programs: looked over, listed, read, compared, stored, tested, played with, published.

pub mod changes;
pub mod check;
pub mod list;
pub mod price;
pub mod publish;
pub mod put;
pub mod read;
pub mod scenarios;
pub mod test;
