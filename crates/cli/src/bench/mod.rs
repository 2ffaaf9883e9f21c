//! `regulars bench`: how fast the parts are. Every figure has its unit, and every ratio is of one run.

mod engine;
mod figure;
mod goods;
mod import;
mod insight;
mod members;
mod moving;
mod peer;
mod processor;
mod program;
mod samples;
mod till;

use clap::{Subcommand, ValueEnum};

use crate::failure::{Done, Failure};

/// Measure the parts, in a release build (`cargo xtask bench`). Read ratios: machines differ.
#[derive(Debug, Subcommand)]
pub enum Command {
    Engine(engine::Args),
    Till(till::Args),
    Import(import::Args),
    Members(members::Args),
    Insight(insight::Args),
    Move(moving::Args),
    Peer(peer::Args),
}

/// What is measured where both can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// A data folder.
    Sqlite,
    /// A database of PostgreSQL.
    Postgres,
}

impl Engine {
    /// Whether it is to be measured; without a choice every engine is.
    fn is_asked(self, chosen: Option<Self>) -> bool {
        chosen.is_none_or(|chosen| chosen == self)
    }

    /// The server to measure PostgreSQL on; `None`: there is none, and none was asked for.
    ///
    /// # Errors
    /// PostgreSQL was asked for.
    fn server(chosen: Option<Self>, server: Option<&str>) -> Result<Option<&str>, Failure> {
        match (server, chosen) {
            (Some(server), _) => Ok(Some(server)),
            (None, Some(Self::Postgres)) => Err(Failure::Usage(
                "--engine postgres needs --postgres postgres://USER@HOST:PORT; `cargo xtask bench` starts a server of its own"
                    .to_owned(),
            )),
            (None, _) => Ok(None),
        }
    }
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
        Command::Move(args) => moving::run(args),
        Command::Peer(args) => peer::run(args),
    }
}
