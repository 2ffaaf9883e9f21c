//! PostgreSQL: many processes, one database.
//!
//! Changesets that are apart from one another share a transaction of one connection. What SQLite has for nothing, because one
//! thread writes, is locked here: callers' ids, then owners, then purchases, each in the order of their keys, before the guards
//! are read.

pub(crate) mod address;
mod asker;
mod base;
mod committer;
mod group;
mod many;
mod migrate;
mod node;
mod pool;
mod sequencer;
mod session;
mod statement;
mod tls;
mod together;
mod whole;
mod wire;

pub(crate) use base::Base;
pub use node::Node;
pub(crate) use sequencer::sequence;
pub(crate) use session::Session;
pub(crate) use whole::{check_empty, open, told};
pub(crate) use wire::Sent;
