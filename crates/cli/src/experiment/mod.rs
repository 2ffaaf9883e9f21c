//! `regulars experiment`: how many units one takes, and what its arms say.

mod analyse;
mod plan;

use crate::failure::Done;

/// Plan and read experiments.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Analyse(analyse::Arguments),
    Plan(plan::Arguments),
}

/// Runs a command.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Analyse(arguments) => analyse::run(arguments),
        Command::Plan(arguments) => plan::run(arguments),
    }
}
