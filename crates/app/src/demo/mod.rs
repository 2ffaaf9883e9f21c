//! A demo base: a burger chain of three cities over two years, generated alike on every machine.

mod build;
mod life;
mod meal;
mod menu;
mod people;
mod places;
mod random;

pub use build::{DemoBase, build};
