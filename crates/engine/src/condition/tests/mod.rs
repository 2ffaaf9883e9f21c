//! Conditions in tables: what is written, who asks, what holds.

mod fixture;
mod spec;
