//! PostgreSQL: many processes, one database.
//!
//! A changeset is one transaction of one connection. What SQLite has for nothing, because one thread writes, is locked here:
//! callers' ids, then owners, then purchases, each in the order of their keys, before the guards are read.

pub(crate) mod address;
mod base;
mod committer;
mod migrate;
mod node;
mod pool;
mod sequencer;
mod session;
mod statement;

mod whole;

pub(crate) use base::Base;
pub use node::Node;
pub(crate) use sequencer::sequence;
pub(crate) use session::{Sent, Session};
pub(crate) use whole::{check_empty, open, told};
