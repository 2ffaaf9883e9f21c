//! `regulars experiment`: what the arms of an experiment say.

mod analyse;

use crate::failure::Done;

/// Read experiments.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Analyse(analyse::Arguments),
}

/// Runs a command.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Analyse(arguments) => analyse::run(arguments),
    }
}
