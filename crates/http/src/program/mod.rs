//! Programs: looked over, listed, read, compared, stored, tested, played with, published, taken back.

pub mod about;
pub mod cancel;
pub mod changes;
pub mod check;
pub mod list;
pub mod price;
mod publication;
pub mod publish;
pub mod put;
pub mod read;
pub mod scenarios;
pub mod test;
