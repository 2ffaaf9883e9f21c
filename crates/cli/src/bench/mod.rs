//! `regulars bench`: how fast the parts are. Every figure has its unit, and every ratio is of one run.

mod engine;
mod figure;
mod goods;
mod import;
mod insight;
mod members;
mod processor;
mod program;
mod samples;
mod till;

use clap::Subcommand;

use crate::failure::Done;

/// Measure the parts, in a release build (`cargo xtask bench`). Read ratios: machines differ.
#[derive(Debug, Subcommand)]
pub enum Command {
    Engine(engine::Args),
    Till(till::Args),
    Import(import::Args),
    Members(members::Args),
    Insight(insight::Args),
}

/// Runs a benchmark.
///
/// # Errors
/// Those of the benchmark. A missed target is not one.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Engine(args) => engine::run(args),
        Command::Till(args) => till::run(args),
        Command::Import(args) => import::run(args),
        Command::Members(args) => members::run(args),
        Command::Insight(args) => insight::run(args),
    }
}
