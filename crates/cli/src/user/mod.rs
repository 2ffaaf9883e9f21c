//! `regulars user`: staff, for whoever may use the shell. Works beside a running server.

mod add;
mod list;
mod password;

use clap::Subcommand;

use crate::failure::Done;

/// Work with staff.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add somebody who may log in.
    Add(add::Args),
    /// List everybody who may log in.
    List(list::Args),
    /// Give somebody another password; ends their sessions.
    Password(password::Args),
}

/// Runs a command about staff.
///
/// # Errors
/// Those of the command.
pub fn run(command: Command) -> Done {
    match command {
        Command::Add(args) => add::run(args),
        Command::List(args) => list::run(&args),
        Command::Password(args) => password::run(&args),
    }
}
