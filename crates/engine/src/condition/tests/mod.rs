//! Conditions in tables: what is written, who asks, what holds.

mod basket;
mod describe;
mod due;
mod fixture;
mod member;
mod past;
mod problems;
mod spec;
mod time;
