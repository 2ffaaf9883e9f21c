//! Whole tables, from one engine to the other, row by row as they are.
//!
//! A backup of PostgreSQL is a database of SQLite filled in this way, and is restored into either; a move copies run after run.

mod layout;
mod rows;

pub(crate) use layout::{Insert, Key, Layout};
pub(crate) use rows::{LAST, RUN, all, clear, is_empty, page, put, settle, tables};
